import * as vscode from 'vscode';
import { Cancelled } from '../core/errors.ts';
import type { Progress } from '../core/ports.ts';

/** Cancellable progress in a notification. The task's signal aborts when the person presses Cancel. */
export const progress: Progress = {
  run(title, task) {
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return Promise.resolve(
      vscode.window.withProgress(options, async (report, token) => {
        const cancel = new AbortController();
        const cancelled = new Promise<never>((_resolve, reject) => {
          token.onCancellationRequested(() => {
            cancel.abort(new Cancelled());
            reject(new Cancelled());
          });
        });
        // The race ends the wait at once, even where the task is slow to notice.
        return Promise.race([task(cancel.signal, (message) => report.report({ message })), cancelled]);
      }),
    );
  },
};
