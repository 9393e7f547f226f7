import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Terminals } from '../core/terminals.ts';

/** Of an extension, and transient: the editor brings neither its text nor itself back after a reload. */
export function createTerminals(api: Pick<typeof vscode, 'window' | 'EventEmitter'>): Terminals {
  return {
    open(name) {
      const written = new api.EventEmitter<string>();
      const closed = new api.EventEmitter<void>();
      const stops: (() => void)[] = [];
      // What is written before the editor has opened it would be lost.
      let early: string[] | undefined = [];
      let isFinished = false;
      const write = (text: string) => {
        if (early) early.push(text);
        else written.fire(text);
      };
      const line = (text: string) => write(harmless(`${text}\n`));
      const stop = () => {
        for (const listener of stops) listener();
      };
      const pty: vscode.Pseudoterminal = {
        onDidWrite: written.event,
        onDidClose: closed.event,
        open() {
          const texts = early ?? [];
          early = undefined;
          for (const text of texts) written.fire(text);
        },
        close: stop,
        handleInput(keys) {
          if (isFinished) closed.fire();
          else if (keys === CTRL_C) stop();
        },
      };
      api.window.createTerminal({ name, pty, isTransient: true }).show();
      return {
        write: (text) => write(harmless(text)),
        writeLine: line,
        onStop: (listener) => void stops.push(listener),
        finish() {
          isFinished = true;
          line(t('Press any key to close this terminal.'));
        },
      };
    },
  };
}

const CTRL_C = '\u0003';

function harmless(text: string): string {
  return text.replace(/[^\P{Cc}\r\n\t]/gu, '').replace(/\r?\n/g, '\r\n');
}
