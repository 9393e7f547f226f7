import type { LocalMachine, RunningProgram } from '../../../src/core/localMachine.ts';
import type { Terminals, TerminalView } from '../../../src/core/terminals.ts';

export interface Started {
  readonly program: string;
  readonly args: readonly string[];
  readonly input: string;
}

/** A machine whose programs do as they are told: they write what is scripted, and end with that code. */
export class FakeLocalMachine implements LocalMachine {
  readonly system = 'unix';
  readonly homeFolder = '/home/person';
  readonly files = new Map<string, number>();
  readonly started: Started[] = [];
  /** What the next program writes and ends with. `undefined`: it runs until it is ended. */
  next: { readonly stdout?: string; readonly stderr?: string; readonly code: number } | undefined = {
    code: 0,
  };
  isMissing = false;

  async fileSize(path: string): Promise<number> {
    const size = this.files.get(path);
    if (size === undefined) throw new Error('ENOENT');
    return size;
  }

  async start(program: string, args: readonly string[], input: string): Promise<RunningProgram> {
    if (this.isMissing) throw new Error('ENOENT');
    this.started.push({ program, args, input });
    const { next } = this;
    let end: () => void = () => undefined;
    const ended = new Promise<undefined>((resolve) => {
      end = () => resolve(undefined);
    });
    return {
      onOutput(listener) {
        if (next?.stderr !== undefined) listener('stderr', next.stderr);
        if (next?.stdout !== undefined) listener('stdout', next.stdout);
      },
      exited: next === undefined ? ended : Promise.resolve(next.code),
      end: () => end(),
    };
  }
}

/** Terminals as text. */
export class FakeTerminals implements Terminals {
  readonly opened: { readonly name: string; text: string; isFinished: boolean; stop(): void }[] = [];

  get last(): { readonly name: string; readonly text: string; readonly isFinished: boolean; stop(): void } {
    const last = this.opened.at(-1);
    if (!last) throw new Error('No terminal was opened');
    return last;
  }

  open(name: string): TerminalView {
    const listeners: (() => void)[] = [];
    const stop = () => {
      for (const listener of listeners) listener();
    };
    const terminal = { name, text: '', isFinished: false, stop };
    this.opened.push(terminal);
    return {
      write: (text) => {
        terminal.text += text;
      },
      writeLine: (text) => {
        terminal.text += `${text}\n`;
      },
      onStop: (listener) => void listeners.push(listener),
      finish: () => {
        terminal.isFinished = true;
      },
    };
  }
}
