import type * as vscode from 'vscode';
import { SpacesError } from '../core/errors.ts';
import type { Log } from '../core/ports.ts';

/** The one log channel. Every line is redacted here; nothing else writes to it. */
export function createLog(channel: vscode.LogOutputChannel, redact: (line: string) => string): Log {
  return {
    trace: (line) => channel.trace(redact(line)),
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
