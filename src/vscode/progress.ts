import * as vscode from 'vscode';
import { Cancelled } from '../core/errors.ts';
import type { Progress } from '../core/ports.ts';

/** What ends sooner shows nothing: a notification that comes and goes says nothing, and stays for a while at that. */
const QUIET_MS = 400;

/** Cancellable progress in a notification. The task's signal aborts when the person presses Cancel. */
export const progress: Progress = {
  async run(title, task) {
    const cancel = new AbortController();
    let told: string | undefined;
    let tell: ((message: string) => void) | undefined;
    const running = task(cancel.signal, (message) => {
      told = message;
      tell?.(message);
    });
    if (await isDoneWithin(running, QUIET_MS)) return running;
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, (shown, token) => {
      tell = (message) => shown.report({ message });
      if (told !== undefined) tell(told);
      // The race ends the wait at once, even where the task is slow to notice.
      return Promise.race([running, cancelled(token, cancel)]);
    });
  },
};

function isDoneWithin(running: Promise<unknown>, ms: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), ms);
    const done = () => {
      clearTimeout(timer);
      resolve(true);
    };
    running.then(done, done);
  });
}

function cancelled(token: vscode.CancellationToken, cancel: AbortController): Promise<never> {
  return new Promise((_resolve, reject) => {
    token.onCancellationRequested(() => {
      cancel.abort(new Cancelled());
      reject(new Cancelled());
    });
  });
}
