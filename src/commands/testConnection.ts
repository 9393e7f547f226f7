import { t } from '@vscode/l10n';
import type { Connection } from '../core/connection.ts';
import { usableCredentials } from '../core/credentials.ts';
import { type ErrorCode, isCancelled, type Offer, SpacesError } from '../core/errors.ts';
import { clockWords, type Machine } from '../core/machine.ts';
import { plain } from '../core/plain.ts';
import type { ConnectionTest, ConnectionTester } from '../core/ports.ts';
import type { Rights } from '../core/rights.ts';
import { readOnlyWords } from '../core/rightsWords.ts';
import { inSentences } from '../core/sentences.ts';
import type { ConnectionDeps } from './connection/deps.ts';
import { announce } from './connection/save.ts';

/** What `testConnection` resolves to. */
export interface ConnectionReport {
  readonly ok: boolean;
  readonly spaces?: readonly string[];
  /** Server minus local, milliseconds. */
  readonly clockSkewMs?: number;
  /** Why not, in words for a person. */
  readonly reason?: string;
}

export type TestConnectionDeps = Pick<ConnectionDeps, 'store'> & { readonly tester: ConnectionTester };

/** Tries a saved connection as it stands. A failure is a result; throws `Cancelled` alone. */
export async function testConnection(
  deps: TestConnectionDeps,
  connection: Connection,
  signal: AbortSignal,
): Promise<ConnectionReport> {
  return reportOf(await tried(deps, connection, signal));
}

/** The same for a person: with progress and cancel, the result as a notification with `remedies` where it failed. */
export async function testConnectionAndTell(
  deps: TestConnectionDeps &
    Pick<ConnectionDeps, 'notices' | 'progress' | 'machine'> & { readonly rights?: Rights | undefined },
  connection: Connection,
  remedies: (code: ErrorCode) => readonly Offer[],
): Promise<ConnectionReport> {
  const name = plain(connection.name);
  const result = await deps.progress.run(t('Testing the connection: {0}', name), (signal) =>
    tried(deps, connection, signal),
  );
  const report = reportOf(result);
  const code = result.error instanceof SpacesError ? result.error.code : 'server';
  const limits = deps.rights && readOnlyWords(deps.rights, connection, report.spaces ?? []);
  const words = success(name, report.spaces);
  if (report.ok) announce(deps, limits ? inSentences(words, limits) : words, report.clockSkewMs);
  else deps.notices.error(failure(deps.machine, name, report), ...remedies(code));
  return report;
}

async function tried(
  deps: TestConnectionDeps,
  connection: Connection,
  signal: AbortSignal,
): Promise<ConnectionTest> {
  const stored = await deps.store.credentials(connection);
  try {
    return await deps.tester.test(connection, usableCredentials(stored, connection), signal);
  } catch (error) {
    if (error instanceof SpacesError) return { ok: false, error };
    throw error;
  }
}

function success(name: string, spaces: readonly string[] | undefined): string {
  if (spaces === undefined) return t('The connection works: {0}.', name);
  return t('The connection works: {0}. Spaces it may use: {1}.', name, spaces.length);
}

function failure(machine: Machine, name: string, { reason = '', clockSkewMs }: ConnectionReport): string {
  const clock = clockWords(machine, clockSkewMs);
  const message = t('The test of the connection {0} failed: {1}', name, reason);
  return clock === undefined || message.includes(clock) ? message : inSentences(message, clock);
}

function reportOf({ ok, spaces, clockSkewMs, error }: ConnectionTest): ConnectionReport {
  if (error && isCancelled(error)) throw error;
  return {
    ok,
    ...(spaces === undefined ? {} : { spaces }),
    ...(clockSkewMs === undefined ? {} : { clockSkewMs }),
    ...(ok ? {} : { reason: error?.message ?? t('The server did not say what was wrong.') }),
  };
}
