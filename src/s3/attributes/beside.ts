import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import type { Access, ObjectFacts, Tags } from '../../core/objects.ts';
import { plain } from '../../core/plain.ts';
import { accessXmlFor } from '../../core/properties/accessXml.ts';
import { inSentences } from '../../core/sentences.ts';
import { readFacts, versionQuery } from '../bytes/facts.ts';
import type { Place } from '../bytes/place.ts';
import { isSameAccess, readAccess, writeAccess } from './access.ts';
import { readTags, writeTags } from './tags.ts';

/** What a copy leaves out. */
export interface Beside {
  /** Absent where the store keeps none. */
  readonly access: Access | undefined;
  readonly tags: Tags;
}

/** A store without them has none to lose. */
export async function orNone<T>(reading: Promise<T>, none: T): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof SpacesError && error.code === 'notImplemented') return none;
    throw error;
  }
}

/** Throws `badArguments` where the key pair may not read them: what it can't read it would lose. */
export async function readBeside(place: Place, versionId: string | undefined): Promise<Beside> {
  try {
    const [access, tags] = await Promise.all([
      orNone<Access | undefined>(readAccess(place, versionId), undefined),
      orNone<Tags>(readTags(place, versionId), {}),
    ]);
    return { access, tags };
  } catch (error) {
    if (!(error instanceof SpacesError && error.code === 'accessDenied')) throw error;
    const message = t(
      "This access key may not read the object's tags or access rights, which would be lost: {0}",
      plain(place.key),
    );
    throw new SpacesError('badArguments', message, { cause: error });
  }
}

/**
 * Writes them as they are, which changes nothing: a key pair that may not is found out before they are lost. What a copy
 * has by itself is left out.
 */
export async function assertBesideCanBeKept(place: Place, { access, tags }: Beside): Promise<void> {
  if (access?.canned === 'other') await writeAccess(place, access);
  if (Object.keys(tags).length > 0) await writeTags(place, tags);
}

/**
 * Gives the copy what the original had. Where that fails the copy is taken away again if the Space kept the original as a
 * version, else it is said what is lost. What was public is public by now, what was not is not.
 */
export async function putBesideBack(place: Place, beside: Beside, original: ObjectFacts): Promise<void> {
  try {
    await putAccessBack(place, beside.access);
    if (Object.keys(beside.tags).length > 0) await putTagsBack(place, beside.tags);
  } catch (error) {
    if (!(error instanceof SpacesError)) throw error;
    if (await takeBack(place, original)) throw error;
    const lost = t(
      'It was written anew without its tags or access rights, which could not be put back: {0}',
      plain(place.key),
    );
    throw new SpacesError('someFailed', inSentences(lost, error.message), { cause: error });
  }
}

async function putAccessBack(place: Place, access: Access | undefined): Promise<void> {
  if (access === undefined) return;
  // What can't be read may still be written.
  const made = await readAccess(place).catch(() => undefined);
  if (made && isSameAccess(made, access)) return;
  // Who copies owns the copy, and nobody can give it away.
  const isOthers = made !== undefined && made.owner !== access.owner;
  const xml = isOthers ? accessXmlFor(made.owner, access) : access.xml;
  await writeAccess(place, { xml });
}

async function putTagsBack(place: Place, tags: Tags): Promise<void> {
  const kept = await readTags(place).catch(() => ({}));
  const isKept = JSON.stringify(Object.entries(kept).sort()) === JSON.stringify(Object.entries(tags).sort());
  if (!isKept) await writeTags(place, tags);
}

/** False where the original is gone: the Space keeps no versions, or has stopped to. */
async function takeBack(place: Place, original: ObjectFacts): Promise<boolean> {
  const { versionId } = await readFacts(place, undefined);
  if (versionId === undefined || versionId === 'null' || versionId === original.versionId) return false;
  const { send, ...at } = place;
  await send({ method: 'DELETE', ...at, query: versionQuery(versionId) });
  return true;
}
