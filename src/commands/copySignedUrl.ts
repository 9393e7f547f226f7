import { t } from '@vscode/l10n';
import type { Connection, Credentials } from '../core/connection.ts';
import { type Offer, SpacesError } from '../core/errors.ts';
import type { Expiry } from '../core/expiry.ts';
import { linkProblem } from '../core/keyRules.ts';
import { formatMoment } from '../core/moments.ts';
import { plain } from '../core/plain.ts';
import type { SignUrlRequest } from '../core/ports.ts';
import type { ObjectTarget } from '../core/target.ts';
import { pathAsIsCommand } from '../core/uploadCommand.ts';
import { askExpiry, rememberExpiry } from './askExpiry.ts';
import { credentialsOf, type ShareDeps, type SigningTime, signingTime } from './share.ts';

export interface SharedUntil {
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  readonly count: number;
}

/** Of a batch, every so many-th URL is signed again by the witness, the first always. */
const WITNESS_EVERY = 1000;

/** Of a batch, so many URLs are signed before others have their turn: Node's hashing answers at once and never waits. */
const TURN_EVERY = 500;

/**
 * Puts presigned GET URLs on the clipboard, one a line, in the order of `objects`. Asks how long where `expiry` is
 * missing. Needs no network. Where one object can't be linked nothing is copied. Throws `SpacesError`, `Cancelled`.
 */
export async function copySignedUrl(
  deps: ShareDeps,
  objects: readonly ObjectTarget[],
  expiry?: Expiry,
): Promise<SharedUntil> {
  refuseUnlinkable(deps, objects, expiry);
  const { urls, time } = await signAll(deps, objects, expiry);
  await deps.clipboard.write(urls.join('\n'));
  const until = formatMoment(time.endsLocally, deps.moments, { seconds: time.expiresIn < 900 });
  const [only, ...others] = objects;
  say(
    deps,
    time,
    only !== undefined && others.length === 0
      ? t('Signed URL copied, works until {0}: {1}', until, plain(only.key))
      : t('{0} signed URLs copied, work until {1}, one per line', objects.length, until),
  );
  return { expiresAt: time.ends.toISOString(), count: urls.length };
}

/** The `curl --path-as-is` line for a key with a `.` or `..` segment: the one client that sends it as it is. */
async function copyPathAsIs(
  deps: ShareDeps,
  target: ObjectTarget,
  expiry: Expiry | undefined,
): Promise<SharedUntil> {
  const { urls, time } = await signAll(deps, [target], expiry);
  await deps.clipboard.write(pathAsIsCommand(urls[0] ?? '', target.key));
  const until = formatMoment(time.endsLocally, deps.moments, { seconds: time.expiresIn < 900 });
  say(deps, time, t('Download command copied, works until {0}: {1}', until, plain(target.key)));
  return { expiresAt: time.ends.toISOString(), count: 1 };
}

/** Asks how long where that is open, then signs, with the witness at its side; remembers what was chosen. */
async function signAll(
  deps: ShareDeps,
  objects: readonly ObjectTarget[],
  expiry: Expiry | undefined,
): Promise<{ urls: string[]; time: SigningTime }> {
  // The witness loads while the question is open.
  const witness = deps.witness?.();
  witness?.catch(() => undefined);
  const keyPairs = await keyPairsOf(deps, objects);
  const chosen = expiry ?? (await askExpiry(deps, questionOf(objects)));
  const requests = requestsOf(deps, keyPairs, chosen);
  const [first] = requests;
  if (first === undefined)
    throw new SpacesError('badArguments', t('There is no object to share. Select one.'));
  const urls: string[] = [];
  for (const [index, { request }] of requests.entries()) {
    if (index % TURN_EVERY === TURN_EVERY - 1) await nextTurn();
    const url = await deps.signer.signUrl(request);
    if (index % WITNESS_EVERY === 0) await (await witness)?.checkUrl(request, url);
    urls.push(url);
  }
  await rememberExpiry(deps.memory, chosen);
  return { urls, time: first.time };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function questionOf(objects: readonly ObjectTarget[]): { title: string; placeholder: string } {
  const [first, ...others] = objects;
  return {
    title:
      others.length === 0
        ? t('Signed URL: {0}', plain(first?.key ?? ''))
        : t('Signed URLs: {0} objects', objects.length),
    placeholder: t('How long? Pick one, or type 90 (seconds), 45m, 2 hours, 3 days. At most 7 days.'),
  };
}

interface Signable {
  readonly target: ObjectTarget;
  readonly credentials: Credentials;
}

async function keyPairsOf(deps: ShareDeps, objects: readonly ObjectTarget[]): Promise<readonly Signable[]> {
  const pairs = new Map<string, Credentials>();
  const signable: Signable[] = [];
  for (const target of objects) {
    const { connection } = target;
    const credentials = pairs.get(connection.id) ?? (await credentialsOf(deps.store, connection));
    pairs.set(connection.id, credentials);
    signable.push({ target, credentials });
  }
  return signable;
}

/** One moment for the whole batch, so that all its links end together. */
function requestsOf(
  deps: ShareDeps,
  signable: readonly Signable[],
  expiry: Expiry,
): readonly { request: SignUrlRequest; time: SigningTime }[] {
  const moment = deps.now();
  const times = new Map<string, SigningTime>();
  const timeAt = (place: Connection) => {
    const time =
      times.get(place.endpoint) ?? signingTime({ now: () => moment, clock: deps.clock }, place, expiry);
    times.set(place.endpoint, time);
    return time;
  };
  return signable.map(({ target: { connection, space, key }, credentials }) => {
    const place = deps.places.of(connection, space);
    const time = timeAt(place);
    const { expiresIn, date } = time;
    return { request: { connection: place, credentials, space, key, expiresIn, date }, time };
  });
}

/** The end stands first in every message: a toast has one line, and cuts what is behind. */
function say(deps: ShareDeps, time: SigningTime, message: string): void {
  deps.notices.info(time.clockNote === undefined ? message : `${message}. ${time.clockNote}`);
}

/** Throws for the first object that can't be linked, offering what still can be done. */
function refuseUnlinkable(
  deps: ShareDeps,
  objects: readonly ObjectTarget[],
  expiry: Expiry | undefined,
): void {
  const refused = objects.find(({ key }) => linkProblem(key) !== undefined);
  const problem = refused && linkProblem(refused.key);
  if (refused === undefined || problem === undefined) return;
  const others = objects.filter(({ key }) => linkProblem(key) === undefined);
  const offers: Offer[] = [];
  if (others.length > 0) {
    offers.push({
      title: others.length === 1 ? t('Copy the Other One') : t('Copy the Other {0}', others.length),
      run: () => copySignedUrl(deps, others, expiry),
    });
  }
  if (objects.length === 1 && problem.kind === 'dotSegment') {
    offers.push({ title: t('Copy as curl Command'), run: () => copyPathAsIs(deps, refused, expiry) });
  }
  throw new SpacesError('badKey', t('{0} Object: {1}', problem.message, plain(refused.key)), { offers });
}
