import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Notices } from '../core/ports.ts';

/** `vscode.LogLevel`, where less is written than a report needs. */
const OFF = 0;
const ERROR = 5;

/**
 * Makes what shows the log, at the level that its channel has. Where that hides what a person looks for, it is said, once,
 * with the way to another level.
 */
export function createShowLog(
  channel: Pick<vscode.LogOutputChannel, 'show' | 'logLevel'>,
  notices: Notices,
  { executeCommand }: Pick<typeof vscode.commands, 'executeCommand'>,
): () => void {
  let isSaid = false;
  return () => {
    channel.show();
    const { logLevel } = channel;
    if (isSaid || (logLevel !== OFF && logLevel !== ERROR)) return;
    isSaid = true;
    const message =
      logLevel === OFF
        ? t('The log is switched off: nothing is written to it.')
        : t('The log holds errors only, not the requests that led to them.');
    // The editor's command asks for the channel and the level itself; it takes no arguments.
    const run = () => executeCommand('workbench.action.setLogLevel');
    notices.info(message, { title: t('Set Log Level…'), run });
  };
}
