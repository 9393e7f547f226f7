import { t } from '@vscode/l10n';
import { type Connection, type Credentials, signingTarget } from '../core/connection.ts';
import { hostOf } from '../core/endpoint.ts';
import { type ErrorCode, isCancelled, SpacesError } from '../core/errors.ts';
import { translate } from '../core/errorTable.ts';
import { plain } from '../core/plain.ts';
import type { ConnectionTest, ConnectionTester } from '../core/ports.ts';
import { readSpacesHost } from '../core/regions.ts';
import { readSpace } from './client.ts';
import { listPage, listSpaces } from './listing.ts';
import { createSpaceLocations, type SpaceLocations } from './locations.ts';
import { createSend, type RequestDeps, type Send } from './request.ts';

type TrialDeps = RequestDeps & { readonly locations: SpaceLocations };

/** ListBuckets failed, but named Spaces may still open: no right to it, no such function, or (in a browser) no CORS. */
const leavesHope: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'noListBuckets',
  'accessDenied',
  'notImplemented',
  'network',
  'notS3',
  'wrongRegion',
]);

/** Tries a key pair: ListBuckets, and each named Space that it did not list. */
export function createConnectionTester(deps: RequestDeps): ConnectionTester {
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
  const named = trial.connection.spaces ?? [];
  const listed = await outcome(() =>
    listSpaces(trial.send, signingTarget(trial.connection, trial.credentials), trial.signal),
  );
  if (listed.error && (named.length === 0 || !leavesHope.has(listed.error.code))) {
    return { ok: false, error: listed.error };
  }
  if (named.length === 0) return { ok: true, spaces: listed.value ?? [] };
  const failures = await tryNamed(
    deps,
    trial,
    named.filter((space) => !listed.value?.includes(space)),
  );
  if (failures.length > 0) return { ok: false, error: summary(failures) };
  return { ok: true, spaces: named, elsewhere: movedSpaces(deps, trial.connection, named) };
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
  const names = others.map(({ space }) => plain(space)).join(', ');
  const message = t('{0}. Further Spaces that could not be opened: {1}', first.error.message, names);
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
