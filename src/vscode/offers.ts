import { t } from '@vscode/l10n';
import { COMMAND, type CommandId } from '../contributions.ts';
import type { ErrorCode, Offer } from '../core/errors.ts';
import { remediesFor } from '../core/remedies.ts';

/** Runs a command of ours. */
export type Execute = (id: CommandId, args?: object) => unknown;

/** What a failure was about. */
export interface Failed {
  readonly code: ErrorCode;
  /** The connection in use, where known. */
  readonly connectionId: string | undefined;
  /** Doing the same again; absent where that can't help. */
  readonly retry: (() => unknown) | undefined;
}

/** More do not fit beside each other in every language. */
const MOST = 3;

/** The buttons beside an error's message, the most useful first: what mends it, again, why, and the log. */
export function offersFor(execute: Execute, { code, connectionId, retry }: Failed): readonly Offer[] {
  const remedies = remediesFor(code);
  const command = (title: string, id: CommandId, args?: object): Offer => ({
    title,
    run: () => execute(id, args),
  });
  const offers: Offer[] = [];
  if (connectionId !== undefined) {
    const its = { connection: connectionId };
    if (remedies.enterKey) offers.push(command(t('Enter Key Again…'), COMMAND.enterKey, its));
    else if (remedies.nameSpace) offers.push(command(t('Add a Space…'), COMMAND.addSpace, its));
    else if (remedies.editConnection)
      offers.push(command(t('Edit Connection…'), COMMAND.editConnection, its));
  }
  if (remedies.reload) offers.push(command(t('Reload Window'), COMMAND.reloadWindow));
  if (remedies.corsRule) offers.push(command(t('Copy CORS Rule…'), COMMAND.copyCorsRule));
  if (retry !== undefined) offers.push({ title: t('Retry'), run: retry });
  const topic = remedies.help;
  if (topic !== undefined) offers.push(command(t('Learn More'), COMMAND.learnMore, { topic }));
  if (remedies.showLog) offers.push(command(t('Show Log'), COMMAND.showLog));
  return offers.slice(0, MOST);
}
