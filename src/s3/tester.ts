import { t } from '@vscode/l10n';
import { type Connection, type Credentials, namedSpaces, signingTarget } from '../core/connection.ts';
import { hostOf } from '../core/endpoint.ts';
import { type ErrorCode, isCancelled, SpacesError } from '../core/errors.ts';
import { translate } from '../core/errorTable.ts';
import { plain } from '../core/plain.ts';
import type { ConnectionTest, ConnectionTester } from '../core/ports.ts';
import { readSpacesHost } from '../core/regions.ts';
import { inSentences, listed } from '../core/sentences.ts';
import { readSpace, type StoreDeps, unlisted } from './client.ts';
import { listPage, listSpaces } from './listing.ts';
import { createSpaceLocations } from './locations.ts';
import { createSend, type Send } from './request.ts';

export type TesterDeps = Omit<StoreDeps, 'connections' | 'locations'>;
type TrialDeps = TesterDeps & Pick<StoreDeps, 'locations'>;

/** ListBuckets failed, but named Spaces may still open: no right to it, no such function, a web page in its place. */
const leavesHope: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'noListBuckets',
  'accessDenied',
  'notImplemented',
  'notS3',
  'wrongRegion',
]);

/** Tries a key pair: ListBuckets where it can be read, and each named Space that it did not list. */
export function createConnectionTester(deps: TesterDeps): ConnectionTester {
  const send = createSend(deps);
  return {
    async test(connection, credentials, signal) {
      // Its own: what one key pair finds says nothing of another's, and a connection that is not saved has no id.
      const locations = createSpaceLocations();
      const result = await tryAll({ ...deps, locations }, { connection, credentials, signal, send });
      const clockSkewMs = deps.clock.measured(connection.endpoint);
      return { ...result, ...(clockSkewMs === undefined ? {} : { clockSkewMs }) };
    },
  };
}

interface Trial {
  readonly connection: Connection;
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
  readonly send: Send;
}

async function tryAll(deps: TrialDeps, trial: Trial): Promise<ConnectionTest> {
  const { connection } = trial;
  const named = namedSpaces(connection);
  const { value: listed = [], error } = await outcome(async () =>
    deps.canListSpaces
      ? listSpaces(trial.send, signingTarget(connection, trial.credentials), trial.signal)
      : unlisted(connection),
  );
  if (error && (named.length === 0 || !leavesHope.has(error.code))) return { ok: false, error };
  if (named.length === 0) return { ok: true, spaces: listed };
  const failures = await tryNamed(
    deps,
    trial,
    named.filter((space) => !listed.includes(space)),
  );
  if (failures.length > 0) return { ok: false, error: summary(failures) };
  const spaces = connection.spaces ?? [...new Set([...listed, ...named])].sort();
  return { ok: true, spaces, elsewhere: movedSpaces(deps, connection, named) };
}

function movedSpaces(
  { locations }: TrialDeps,
  connection: Connection,
  spaces: readonly string[],
): ReadonlyMap<string, string> {
  const elsewhere = new Map<string, string>();
  for (const space of spaces) {
    const { endpoint, region } = locations.of(connection, space);
    if (endpoint === connection.endpoint) continue;
    elsewhere.set(space, readSpacesHost(hostOf(endpoint))?.slug ?? region);
  }
  return elsewhere;
}

interface Failure {
  readonly space: string;
  readonly error: SpacesError;
}

/** One after the other: there are few, and a server that is busy stays so. */
async function tryNamed(
  deps: TrialDeps,
  trial: Trial,
  spaces: readonly string[],
): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (const space of spaces) {
    const { send, signal } = trial;
    const { error } = await outcome(() =>
      readSpace(deps, { ...trial, space }, (target) =>
        listPage(send, target, space, { prefix: '', maxKeys: 1, signal }),
      ),
    );
    if (error) failures.push({ space, error });
  }
  return failures;
}

function summary(failures: readonly Failure[]): SpacesError {
  const [first, ...others] = failures;
  if (!first) throw new Error('no failure to sum up');
  if (others.length === 0) return first.error;
  const names = listed(others.map(({ space }) => plain(space)));
  const further = t('Further Spaces that could not be opened: {0}', names);
  const message = inSentences(first.error.message, further);
  return new SpacesError(first.error.code, message, { cause: first.error });
}

async function outcome<T>(
  work: () => Promise<T>,
): Promise<{ readonly value?: T; readonly error?: SpacesError }> {
  try {
    return { value: await work() };
  } catch (error) {
    if (isCancelled(error)) throw error;
    return { error: translate(error) };
  }
}
