import { t } from '@vscode/l10n';
import { type Offer, SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import type { ObjectTarget } from '../core/target.ts';
import type { Handed } from './afterCopy.ts';
import type { ShareDeps } from './share.ts';
import { freshLink } from './testLink.ts';

/** After so long nobody looks at the clipboard's fate any more. */
const PATIENCE_MS = 15_000;

/** A clock that was off by this much made what was copied end at another moment than was said. Milliseconds. */
const SKEW_THAT_MATTERS = 60_000;

/** Of several objects so many are looked at: a check is no second batch of requests. */
const MOST_LOOKED_AT = 10;

/**
 * Asks the server about what was copied, and says what the person should know: that the object is not there, that it is
 * public anyway, that the key pair may not do what was promised, that the clock was wrong (then the same is made again).
 * Never fails, never waited for; without an answer it is silent. A browser's host asks nothing unasked. `ids`: of all that
 * is on the clipboard, in the ledger.
 */
export async function checkAfterwards(
  deps: ShareDeps,
  handed: Handed,
  ids: readonly string[] = [],
): Promise<void> {
  if (!deps.settings.get('share.check') || !deps.canListSpaces) return;
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const isMended = await (handed.kind === 'link'
      ? checkLink(deps, handed, signal)
      : checkUpload(deps, handed, signal));
    if (isMended) await deps.ledger.forget(ids);
  } catch (error) {
    const { code, name = 'unknown' } = error as Partial<SpacesError>;
    deps.log.info(`check after a copy: ${code ?? name}`);
  }
}

/** True where it was made again. */
async function checkLink(deps: ShareDeps, handed: Handed, signal: AbortSignal): Promise<boolean> {
  const objects = objectsOf(handed);
  const [first] = objects;
  if (first === undefined) return false;
  const isLatest = handed.link?.versionId === undefined;
  const missing: string[] = [];
  for (const object of objects) {
    const problem = await problemOf(deps, object, signal);
    // A version stays where the latest one is deleted.
    if (problem?.code === 'noSuchObject') missing.push(...(isLatest ? [object.key] : []));
    else if (problem !== undefined && blames(problem)) {
      deps.notices.warn(t('What was copied will not work. {0}', problem.message));
      return false;
    }
  }
  if (await mendClock(deps, handed)) return true;
  const [gone] = missing;
  if (gone !== undefined) deps.notices.warn(missingWords(gone, missing.length));
  else if (objects.length === 1 && isLatest) await tellIfPublic(deps, first, signal);
  return false;
}

/** Asks for an object's headers; the latest version's, since others are no reason to doubt. */
async function problemOf(
  deps: ShareDeps,
  { connection, space, key }: ObjectTarget,
  signal: AbortSignal,
): Promise<SpacesError | undefined> {
  try {
    await deps.reads.headObject(connection, space, key, signal);
    return undefined;
  } catch (error) {
    if (error instanceof SpacesError) return error;
    throw error;
  }
}

/** What a link's receiver will meet too; a broken network is the sender's own affair. */
function blames({ code }: SpacesError): boolean {
  return ['wrongKey', 'wrongSecret', 'accessDenied', 'expiredToken', 'noSuchSpace'].includes(code);
}

function missingWords(key: string, count: number): string {
  return count === 1
    ? t('There is no such object now, so the link answers "not found" until there is one: {0}', plain(key))
    : t('Of the copied links {0} lead to no object now, the first one: {1}', count, plain(key));
}

/** True where the clock was off, and what still is on the clipboard was made again by the server's. */
async function mendClock(deps: ShareDeps, { connection, space, time, copied }: Handed): Promise<boolean> {
  const place = deps.places.of(connection, space);
  const offset = deps.clock.get(place.endpoint);
  const signedBy = time.ends.getTime() - time.endsLocally.getTime();
  if (copied === undefined || Math.abs(offset - signedBy) < SKEW_THAT_MATTERS) return false;
  if ((await deps.clipboard.read()) !== copied.text) return false;
  await copied.again();
  return true;
}

/** Whoever reads the plain address of a public object needs no link, and a link's end ends nothing. */
async function tellIfPublic(deps: ShareDeps, target: ObjectTarget, signal: AbortSignal): Promise<void> {
  const url = (await freshLink(deps, target, {})).split('?', 1)[0] ?? '';
  const { error } = await deps.probe.ask(url, target, signal);
  if (error !== undefined) return;
  const copy: Offer = {
    title: t('Copy Public URL'),
    run: async () => deps.clipboard.write(url),
  };
  deps.notices.info(
    t(
      'This object is public: everybody can read it at its plain address, also after the link has ended. {0}',
      plain(target.key),
    ),
    copy,
  );
}

/** True where it was made again. */
async function checkUpload(deps: ShareDeps, handed: Handed, signal: AbortSignal): Promise<boolean> {
  const { connection, space, what } = handed;
  // In a drop box any name will do, and nothing is written.
  const key = 'key' in what ? what.key : 'prefix' in what ? `${what.prefix}spaceport` : '';
  if (key === '') return false;
  try {
    if ((await deps.writer.mayWrite({ connection, space, key }, signal)) === false) {
      deps.notices.warn(
        t('What was copied will not work: this access key may not write in the Space: {0}', plain(space)),
      );
      return false;
    }
  } catch (error) {
    if (!(error instanceof SpacesError && blames(error))) throw error;
    deps.notices.warn(t('What was copied will not work. {0}', error.message));
    return false;
  }
  return mendClock(deps, handed);
}

function objectsOf({ connection, space, what }: Handed): readonly ObjectTarget[] {
  const keys = 'key' in what ? [what.key] : 'keys' in what ? what.keys.slice(0, MOST_LOOKED_AT) : [];
  return keys.map((key) => ({ connection, space, key }));
}
