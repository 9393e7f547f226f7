import { t } from '@vscode/l10n';
import type { Credentials } from '../core/connection.ts';
import { type Offer, SpacesError } from '../core/errors.ts';
import { durationExamples, type Expiry, MAX_EXPIRY_SECONDS } from '../core/expiry.ts';
import { formatCount } from '../core/format.ts';
import { linkProblem } from '../core/keyRules.ts';
import { formatDuration, formatMoment } from '../core/moments.ts';
import { plain } from '../core/plain.ts';
import { inSentences } from '../core/sentences.ts';
import type { ShareRequest } from '../core/signing.ts';
import type { ObjectTarget } from '../core/target.ts';
import { pathAsIsCommand } from '../core/downloadCommand.ts';
import { askExpiry, rememberExpiry } from './askExpiry.ts';
import { credentialsOf, type ShareDeps, type SigningTime, signingTime } from './share.ts';

export interface SharedUntil {
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  readonly count: number;
}

/** Of all, every so many-th URL is signed again by the witness, the first always. */
const WITNESS_EVERY = 1000;

/** So many URLs are signed before others have their turn: Node's hashing answers at once and never waits. */
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
      : t('{0} signed URLs copied, work until {1}, one per line', countOf(deps, objects), until),
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
): Promise<{ urls: readonly string[]; time: SigningTime }> {
  // The witness loads while the question is open.
  const witness = deps.witness?.();
  witness?.catch(() => undefined);
  const keyPairs = await keyPairsOf(deps, objects);
  const chosen = expiry ?? (await askExpiry(deps, questionOf(deps, objects)));
  const batches = batchesOf(deps, { objects, keyPairs, expiry: chosen });
  const [first] = batches;
  if (first === undefined)
    throw new SpacesError('badArguments', t('There is no object to share. Select one.'));
  const urls: string[] = [];
  for (const { request, keys } of batches) {
    const signed = await deps.signer.signUrls(request, keys);
    for (const [index, key] of keys.entries()) {
      if ((urls.length + index) % WITNESS_EVERY !== 0) continue;
      await (await witness)?.checkUrl({ ...request, key }, signed[index] ?? '');
    }
    urls.push(...signed);
    await nextTurn();
  }
  await rememberExpiry(deps.memory, chosen);
  return { urls, time: first.time };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

function questionOf(
  deps: ShareDeps,
  objects: readonly ObjectTarget[],
): { title: string; placeholder: string } {
  const { locale } = deps.moments;
  const [first, ...others] = objects;
  return {
    title:
      others.length === 0
        ? t('Signed URL: {0}', plain(first?.key ?? ''))
        : t('Signed URLs: {0} objects', countOf(deps, objects)),
    placeholder: t(
      'How long? Pick one, or type a time like {0}. At most {1}.',
      durationExamples(locale),
      formatDuration(MAX_EXPIRY_SECONDS, locale),
    ),
  };
}

type KeyPairs = ReadonlyMap<string, Credentials>;

async function keyPairsOf(deps: ShareDeps, objects: readonly ObjectTarget[]): Promise<KeyPairs> {
  const pairs = new Map<string, Credentials>();
  for (const { connection } of objects) {
    if (!pairs.has(connection.id)) pairs.set(connection.id, await credentialsOf(deps.store, connection));
  }
  return pairs;
}

/** Neighbours of one Space, signed in one go. */
interface Batch {
  readonly request: ShareRequest;
  readonly time: SigningTime;
  readonly keys: string[];
}

/** In order. One moment for all, so that all links end together. */
function batchesOf(
  deps: ShareDeps,
  { objects, keyPairs, expiry }: { objects: readonly ObjectTarget[]; keyPairs: KeyPairs; expiry: Expiry },
): readonly Batch[] {
  const moment = deps.now();
  const batches: Batch[] = [];
  let last: ObjectTarget | undefined;
  for (const target of objects) {
    const batch = batches.at(-1);
    const isNext = last?.connection.id === target.connection.id && last.space === target.space;
    if (batch !== undefined && isNext && batch.keys.length < TURN_EVERY) batch.keys.push(target.key);
    else batches.push(batchOf({ ...deps, now: () => moment }, target, { keyPairs, expiry }));
    last = target;
  }
  return batches;
}

function batchOf(
  deps: ShareDeps,
  { connection, space, key }: ObjectTarget,
  { keyPairs, expiry }: { keyPairs: KeyPairs; expiry: Expiry },
): Batch {
  const credentials = keyPairs.get(connection.id);
  if (credentials === undefined) throw new Error('no key pair for a connection of the batch');
  const place = deps.places.of(connection, space);
  const time = signingTime(deps, place, expiry);
  const { expiresIn, date } = time;
  return { request: { connection: place, credentials, space, expiresIn, date }, time, keys: [key] };
}

function say(deps: ShareDeps, time: SigningTime, message: string): void {
  deps.notices.info(time.clockNote === undefined ? message : inSentences(message, time.clockNote));
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
      title: others.length === 1 ? t('Copy the Other One') : t('Copy the Other {0}', countOf(deps, others)),
      run: () => copySignedUrl(deps, others, expiry),
    });
  }
  if (objects.length === 1 && problem.kind === 'dotSegment') {
    offers.push({ title: t('Copy as curl Command'), run: () => copyPathAsIs(deps, refused, expiry) });
  }
  throw new SpacesError('badKey', inSentences(problem.message, t('Object: {0}', plain(refused.key))), {
    offers,
  });
}

function countOf({ moments }: ShareDeps, objects: readonly ObjectTarget[]): string {
  return formatCount(objects.length, moments.locale);
}
