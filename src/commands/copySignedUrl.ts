import { t } from '@vscode/l10n';
import type { Connection, Credentials } from '../core/connection.ts';
import { type Offer, SpacesError } from '../core/errors.ts';
import type { Expiry } from '../core/expiry.ts';
import { linkProblem } from '../core/keyRules.ts';
import { formatMoment } from '../core/moments.ts';
import { plain } from '../core/plain.ts';
import type { ConnectionStore } from '../core/ports.ts';
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

/**
 * Puts presigned GET URLs on the clipboard, one a line, in the order of `objects`. Asks how long where `expiry` is
 * missing. Needs no network. Where one object can't be linked nothing is copied. Throws `SpacesError`, `Cancelled`.
 */
export async function copySignedUrl(
  deps: ShareDeps,
  objects: readonly ObjectTarget[],
  expiry?: Expiry,
): Promise<SharedUntil> {
  const [first] = objects;
  if (first === undefined) throw new SpacesError('badArguments', t('There is no object to link to.'));
  // The witness loads while the question is open.
  const witness = deps.witness?.();
  witness?.catch(() => undefined);
  refuseUnlinkable(deps, objects, expiry);
  const keyPairs = await keyPairsOf(deps.store, objects);

  const chosen = expiry ?? (await askExpiry(deps, questionOf(objects)));
  const times = timesOf(deps, objects, chosen);
  const urls: string[] = [];
  for (const [index, target] of objects.entries()) {
    const request = requestOf(target, keyPairs, times);
    const url = await deps.signer.signUrl(request);
    if (index % WITNESS_EVERY === 0) await (await witness)?.checkUrl(request, url);
    urls.push(url);
  }
  await deps.clipboard.write(urls.join('\n'));
  await rememberExpiry(deps.memory, chosen);

  const time = timeOf(times, first.connection);
  deps.notices.info(copied(deps, objects, time));
  return { expiresAt: time.ends.toISOString(), count: urls.length };
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

function copied(deps: ShareDeps, objects: readonly ObjectTarget[], time: SigningTime): string {
  const until = formatMoment(time.endsLocally, deps.moments, { seconds: time.expiresIn < 900 });
  const what =
    objects.length === 1
      ? t('Signed URL copied: {0}. It works until {1}.', plain(objects[0]?.key ?? ''), until)
      : t('{0} signed URLs copied, one a line. They work until {1}.', objects.length, until);
  return time.clockNote === undefined ? what : `${what} ${time.clockNote}`;
}

async function keyPairsOf(
  store: ConnectionStore,
  objects: readonly ObjectTarget[],
): Promise<Map<string, Credentials>> {
  const pairs = new Map<string, Credentials>();
  for (const { connection } of objects) {
    if (!pairs.has(connection.id)) pairs.set(connection.id, await credentialsOf(store, connection));
  }
  return pairs;
}

function timesOf(
  deps: ShareDeps,
  objects: readonly ObjectTarget[],
  expiry: Expiry,
): Map<string, SigningTime> {
  // One moment for the whole batch, so that all links of a connection end together.
  const moment = deps.now();
  const frozen = { now: () => moment, clock: deps.clock };
  return new Map(objects.map(({ connection }) => [connection.id, signingTime(frozen, connection, expiry)]));
}

function timeOf(times: Map<string, SigningTime>, connection: Connection): SigningTime {
  const time = times.get(connection.id);
  if (time === undefined) throw new Error('no signing time for a connection of the batch');
  return time;
}

function requestOf(
  target: ObjectTarget,
  keyPairs: Map<string, Credentials>,
  times: Map<string, SigningTime>,
) {
  const credentials = keyPairs.get(target.connection.id);
  if (credentials === undefined) throw new Error('no key pair for a connection of the batch');
  const { expiresIn, date } = timeOf(times, target.connection);
  return {
    connection: target.connection,
    credentials,
    space: target.space,
    key: target.key,
    expiresIn,
    date,
  };
}

/** Throws for the first object that can't be linked, offering what still can be done. */
function refuseUnlinkable(
  deps: ShareDeps,
  objects: readonly ObjectTarget[],
  expiry: Expiry | undefined,
): void {
  const refused = objects.filter(({ key }) => linkProblem(key) !== undefined);
  const [target] = refused;
  if (target === undefined) return;
  const problem = linkProblem(target.key);
  if (problem === undefined) return;
  const others = objects.filter((each) => !refused.includes(each));
  const offers: Offer[] = [];
  if (others.length > 0) {
    offers.push({
      title: others.length === 1 ? t('Copy the Other One') : t('Copy the Other {0}', others.length),
      run: () => copySignedUrl(deps, others, expiry),
    });
  }
  if (objects.length === 1 && problem.kind === 'dotSegment') {
    offers.push({ title: t('Copy as curl Command'), run: () => copyPathAsIs(deps, target, expiry) });
  }
  throw new SpacesError('badKey', t('{0} Object: {1}', problem.message, plain(target.key)), { offers });
}

/** The `curl --path-as-is` line for a key with a `.` or `..` segment: the one client that sends it as it is. */
async function copyPathAsIs(
  deps: ShareDeps,
  target: ObjectTarget,
  expiry: Expiry | undefined,
): Promise<void> {
  const credentials = await credentialsOf(deps.store, target.connection);
  const chosen = expiry ?? (await askExpiry(deps, questionOf([target])));
  const time = signingTime(deps, target.connection, chosen);
  const request = { ...target, credentials, expiresIn: time.expiresIn, date: time.date };
  const url = await deps.signer.signUrl(request);
  await (await deps.witness?.())?.checkUrl(request, url);
  await deps.clipboard.write(pathAsIsCommand(url, target.key));
  await rememberExpiry(deps.memory, chosen);
  const until = formatMoment(time.endsLocally, deps.moments, { seconds: time.expiresIn < 900 });
  deps.notices.info(t('Download command copied: {0}. It works until {1}.', plain(target.key), until));
}
