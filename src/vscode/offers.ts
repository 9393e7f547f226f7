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

/** A message has room for no more in one line. */
const MOST = 4;

/** The buttons beside an error's message, the most useful first: what mends it, again, why, and the log. */
export function offersFor(execute: Execute, { code, connectionId, retry }: Failed): readonly Offer[] {
  const remedies = remediesFor(code);
  const command = (title: string, id: CommandId, args?: object): Offer => ({
    title,
    run: () => execute(id, args),
  });
  const offers: Offer[] = [];
  const mend = (applies: boolean, title: string, id: CommandId) => {
    if (applies && connectionId !== undefined) offers.push(command(title, id, { connection: connectionId }));
  };
  mend(remedies.enterKey, t('Enter Key Again…'), COMMAND.enterKey);
  if (remedies.reload) offers.push(command(t('Reload Window'), COMMAND.reloadWindow));
  mend(remedies.nameSpace, t('Add a Space…'), COMMAND.addSpace);
  mend(remedies.editConnection, t('Edit Connection…'), COMMAND.editConnection);
  if (remedies.corsRule) offers.push(command(t('Copy CORS Rule…'), COMMAND.copyCorsRule));
  if (retry !== undefined) offers.push({ title: t('Retry'), run: retry });
  const topic = remedies.help;
  if (topic !== undefined) offers.push(command(t('Learn More'), COMMAND.learnMore, { topic }));
  if (remedies.showLog) offers.push(command(t('Show Log'), COMMAND.showLog));
  return offers.slice(0, MOST);
}
