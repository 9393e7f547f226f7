import type * as vscode from 'vscode';
import { SpacesError } from '../core/errors.ts';
import { isKindOfRemote, type Machine } from '../core/machine.ts';
import type { Log } from '../core/ports.ts';

/** `vscode.LogLevel.Trace` */
const TRACE = 1;

/** The one log channel. Every line is redacted here; nothing else writes to it. */
export function createLog(channel: vscode.LogOutputChannel, redact: (line: string) => string): Log {
  return {
    // Redacting takes longer than writing: not for lines that nobody sees.
    trace: (line) => void (channel.logLevel === TRACE && channel.trace(redact(line))),
    info: (line) => channel.info(redact(line)),
    warn: (line) => channel.warn(redact(line)),
    error: (line, cause) => channel.error(redact(cause === undefined ? line : `${line}: ${describe(cause)}`)),
  };
}

/** An error with its causes, for the log. A stack only where it says something: of an error nobody expected. */
function describe(cause: unknown, depth = 0): string {
  if (!(cause instanceof Error) || depth > 5) return String(cause);
  const own = depth === 0 && !(cause instanceof SpacesError) ? (cause.stack ?? cause.message) : named(cause);
  return cause.cause === undefined ? own : `${own}\n  caused by ${describe(cause.cause, depth + 1)}`;
}

function named(error: Error): string {
  return error instanceof SpacesError
    ? `${error.message} (${error.code})`
    : `${error.name}: ${error.message}`;
}

/**
 * The log's first line: what a report needs to know about the surroundings, and no name of a person, host or folder.
 * `system`: what the platform says of itself.
 */
export function firstLine(
  { extension }: Pick<vscode.ExtensionContext, 'extension'>,
  { env, version }: Pick<typeof vscode, 'env' | 'version'>,
  { machine, system }: { readonly machine: Machine; readonly system: string },
): string {
  const { remoteName = 'local' } = env;
  // A host's name is nobody's business.
  const place = remoteName === 'local' || isKindOfRemote(remoteName) ? remoteName : 'remote';
  return [
    `Spaceport ${extension.packageJSON.version}`,
    `${env.appName} ${version} (${env.appHost})`,
    `window: ${place}`,
    `runs on: ${machine.kind}, ${system}`,
    `language: ${env.language}`,
  ].join(', ');
}
