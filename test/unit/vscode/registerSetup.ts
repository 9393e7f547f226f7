import type * as vscode from 'vscode';
import { COMMAND } from '../../../src/contributions.ts';
import { readArguments, text } from '../../../src/core/arguments.ts';
import { command, type Gesture, type RegisterDeps } from '../../../src/vscode/register.ts';
import { ConnectionRow, type Row, SpaceRow } from '../../../src/vscode/tree/rows.ts';
import { FakeNotices } from '../../support/fakes/notices.ts';
import { FakeLog } from '../../support/fakes/small.ts';
import { CONNECTION } from '../commands/shareSetup.ts';

type Args = { readonly connection?: string | undefined; readonly other?: string | undefined };

export const first = new SpaceRow({ connection: CONNECTION, space: 'first' });
export const second = new SpaceRow({ connection: CONNECTION, space: 'second' });
export const third = new ConnectionRow(CONNECTION);

/** One registered command that does `run`, and all it can reach. */
export function setup({
  run = () => 'done',
  shares,
  spaceFiles,
  onEditor,
  inOtherView = [],
}: {
  run?: (gesture: Gesture<Args>) => unknown;
  shares?: RegisterDeps['shares'];
  spaceFiles?: RegisterDeps['spaceFiles'];
  onEditor?: 'unlessSelected' | 'always';
  inOtherView?: readonly Row[];
} = {}) {
  const notices = new FakeNotices();
  const log = new FakeLog();
  const executed: unknown[][] = [];
  const gestures: Gesture<Args>[] = [];
  const selected: Row[] = [];
  let handler: (...args: unknown[]) => Promise<unknown> = async () => undefined;
  const commands = {
    registerCommand: (_id: string, callback: typeof handler) => {
      handler = callback;
      return { dispose: () => undefined };
    },
    executeCommand: async (...args: unknown[]) => executed.push(args),
  } as unknown as Pick<typeof vscode.commands, 'registerCommand' | 'executeCommand'>;
  const isRow = (value: unknown): value is Row => value instanceof SpaceRow || value instanceof ConnectionRow;
  const selection = (row?: Row) => (row && inOtherView.includes(row) ? inOtherView : [...selected]);
  const deps: RegisterDeps = { commands, notices, log, selection, isRow, shares, spaceFiles };
  command<Args>({
    id: COMMAND.refresh,
    title: 'Try',
    ...(onEditor && { onEditor }),
    read: (args) => readArguments(args, { connection: text, other: text }),
    run: async (gesture) => {
      gestures.push(gesture);
      return run(gesture);
    },
  })(deps);
  return { notices, log, executed, gestures, selected, deps, call: (...args: unknown[]) => handler(...args) };
}

export const failing = (error: unknown) => () => {
  throw error;
};
