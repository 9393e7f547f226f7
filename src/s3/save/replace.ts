import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { md5 } from '../../core/md5.ts';
import type { ObjectFacts, Written } from '../../core/objects.ts';
import { plain } from '../../core/plain.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { assertBesideCanBeKept, type Beside, putBesideBack, readBeside } from '../attributes/beside.ts';
import { readDetails } from '../attributes/details.ts';
import { payloadOf } from '../bytes/digest.ts';
import { readFacts, whatIsThere } from '../bytes/facts.ts';
import { writeEntries } from '../bytes/headers.ts';
import { asIfSaid, type Place, type Visits } from '../bytes/place.ts';
import { readsAs } from '../bytes/readsAs.ts';
import { saysNothing } from '../bytes/write.ts';
import { cannedFor } from '../copy/access.ts';
import { NEVER } from '../copy/behind.ts';
import { type MatchForms, putOver } from './conditional.ts';

export interface Replacing {
  readonly visits: Visits;
  readonly forms: MatchForms;
  /** What is to be stored in the place of this, which is the base. */
  bodyFor(facts: ObjectFacts): Promise<Uint8Array>;
  /** All that is as good as that where this, which is not the base, is stored. */
  equalsFor(facts: ObjectFacts): Promise<readonly Uint8Array[]>;
}

/** What is stored now. */
interface Replaced {
  readonly written: Written;
  readonly body: Uint8Array;
}

/** Writes in the place of an object that has this ETag, and leaves all that stands beside its bytes as it is. */
export async function replace(
  { visits, forms, bodyFor, equalsFor }: Replacing,
  target: ObjectTarget,
  base: string,
  signal: AbortSignal,
): Promise<Replaced> {
  const [facts, beside] = await Promise.all([
    visits.head(target, signal, (place) => allFacts(place, visits.hidesHeaders)),
    visits.read(target, signal, (place) => readBeside(place, undefined)),
  ]).catch((error: unknown) => {
    const isGone = error instanceof SpacesError && error.code === 'noSuchObject';
    throw isGone ? asIfSaid('PreconditionFailed', target.key) : error;
  });
  if (facts.etag !== base) {
    const equals = await equalsFor(facts);
    return visits.read(target, signal, (place) => findEqual(place, facts, equals));
  }
  const body = await bodyFor(facts);
  const written = await visits.write(target, signal, (place) =>
    put(place, { facts, beside, body, visits, forms }),
  );
  return { written, body };
}

/** No more of it is read than what we could have written. Throws `changed` where it is something else. */
async function findEqual(
  place: Place,
  { size }: ObjectFacts,
  equals: readonly Uint8Array[],
): Promise<Replaced> {
  for (const body of equals.filter(({ length }) => length === size)) {
    const written = await readsAs(place, body);
    if (written !== undefined) return { written, body };
  }
  throw asIfSaid('PreconditionFailed', place.key);
}

interface Put extends Pick<Replacing, 'visits' | 'forms'> {
  readonly facts: ObjectFacts;
  readonly beside: Beside;
  readonly body: Uint8Array;
}

async function put(place: Place, { facts, beside, body, visits, forms }: Put): Promise<Written> {
  const { headers, metadata, storageClass, encryption, etag: base, versionId } = facts;
  const { access, tags } = beside;
  const payload = await payloadOf(body, visits.hashBytes);
  const acl = cannedFor(access);
  const entries = writeEntries({ headers, metadata, storageClass, encryption, tags, acl });
  const isMore = access?.canned === 'other' || Object.keys(tags).length > 0;
  const conditional = { base, versionId, headers: entries, payload };
  if (!isMore) return putOver(place, conditional, forms);
  await assertBesideCanBeKept(place, { access, tags: {} });
  // From here on there is no way back but forward: a cancelled one would lose them.
  const onward = { ...place, signal: NEVER };
  const written = await putOver(onward, conditional, forms).catch(async (error: unknown) => {
    if (saysNothing(error)) await putBackUnheard(onward, { facts, beside, body }).catch(() => undefined);
    throw error;
  });
  await putBesideBack(onward, beside, facts);
  return written;
}

/** The digest of more holds the event loop up. Bytes. */
const MOST_DIGESTED = 2 ** 24;

/** It may be there all the same, without an answer. Rights are given to nothing that has another digest than ours. */
async function putBackUnheard(
  place: Place,
  { facts, beside, body }: Pick<Put, 'facts' | 'beside' | 'body'>,
): Promise<void> {
  if (body.length > MOST_DIGESTED) return;
  const there = await whatIsThere(place);
  if (there?.size !== body.length || there.etag !== md5(body)) return;
  await putBesideBack(place, beside, facts);
}

/**
 * HEAD. A browser hides headers that the Space's rules do not expose, and what is not seen would be lost: only where it shows
 * one that nobody exposes by name are all of them exposed.
 */
async function allFacts(place: Place, hidesHeaders: boolean): Promise<ObjectFacts> {
  if (!hidesHeaders) return readFacts(place, undefined);
  const details = await readDetails(place);
  if (details.answered.some(([name]) => name === 'accept-ranges')) return details;
  const message = t(
    'A browser shows not all headers of the object, and saving would lose the others. Save it in VS Code on your computer: {0}',
    plain(place.key),
  );
  throw new SpacesError('cors', message);
}
