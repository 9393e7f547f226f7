import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { COMMAND } from '../../../../src/contributions.ts';
import { type EditorCommandDeps, editorCommands } from '../../../../src/vscode/commands/fromEditor.ts';
import { FolderRow, isRow, type Row } from '../../../../src/vscode/tree/rows.ts';
import { FakeLocalMachine, FakeTerminals } from '../../../support/fakes/localMachine.ts';
import { dismiss, enter, pick } from '../../../support/fakes/prompts.ts';
import { CONNECTION, shareSetup } from '../../commands/shareSetup.ts';

/** A file as the editor hands it over: no plain object. */
class FakeUri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
  readonly fsPath: string;
  constructor(path: string, scheme = 'file', authority = '') {
    this.path = path;
    this.scheme = scheme;
    this.authority = authority;
    this.fsPath = path;
  }
}

const PHOTO = new FakeUri('/home/person/photo.png');

function setup({ selection = [], active }: { selection?: readonly Row[]; active?: FakeUri } = {}) {
  const { deps: shared, fakes } = shareSetup();
  const machine = new FakeLocalMachine();
  machine.files.set('/home/person/photo.png', 9);
  const terminals = new FakeTerminals();
  const contexts: string[] = [];
  const deps = {
    ...shared,
    spaces: { listSpaces: async () => ['photos', 'texts'] },
    setContext: (key: string) => void contexts.push(key),
    local: async () => machine,
    terminals,
    listing: { refreshFolder: async () => ({}) },
    activeFile: () => active,
  } as unknown as EditorCommandDeps;
  const handlers = new Map<string, (...args: unknown[]) => Promise<unknown>>();
  const commands = {
    registerCommand: (id: string, handler: (...args: unknown[]) => Promise<unknown>) => {
      handlers.set(id, handler);
      return { dispose: () => undefined };
    },
  } as unknown as typeof vscode.commands;
  const wrapper = { commands, notices: fakes.notices, log: fakes.log, selection: () => selection, isRow };
  for (const register of editorCommands(deps)) register(wrapper);
  const call = (id: string, ...args: unknown[]) => handlers.get(id)?.(...args);
  return { ...fakes, call, contexts, machine, terminals };
}

describe('a file of the explorer', () => {
  it('asks for Space, key and time, and fills its path in', async () => {
    const { call, prompts, clipboard, contexts } = setup();
    prompts.answer(pick('photos')).expect('photo.png', enter('in/photo.png')).answer(pick('1 hour'));
    await call(COMMAND.copyUploadCommandForFile, PHOTO, [PHOTO]);
    assert.equal(prompts.asked[1]?.value, 'photo.png');
    assert.match(clipboard.text, /'file=@\/home\/person\/photo\.png'/);
    assert.match(clipboard.text, /'key=in\/photo\.png'/);
    assert.equal(contexts.length, 1);
  });

  it('begins in the folder that is selected in the tree', async () => {
    const folder = new FolderRow({ connection: CONNECTION, space: 'photos', prefix: '2026/' });
    const { call, prompts } = setup({ selection: [folder] });
    prompts.answer(dismiss);
    await call(COMMAND.copyUploadCommandForFile, PHOTO);
    assert.equal(prompts.last.value, '2026/photo.png');
  });

  it('of another machine has the path of that machine, and is not uploaded from this one', async () => {
    const { call, prompts, clipboard, notices, terminals } = setup();
    const far = new FakeUri('/srv/photo.png', 'vscode-remote', 'ssh-remote+host');
    prompts.answer(pick('photos'), enter(), pick('1 hour'));
    await call(COMMAND.copyUploadCommandForFile, far, [far]);
    assert.match(clipboard.text, /'file=@\/srv\/photo\.png'/);
    await call(COMMAND.uploadInTerminal, far, [far]);
    assert.match(notices.last.message, /another machine/);
    assert.deepEqual(terminals.opened, []);
  });

  it('of Windows has a command for PowerShell', async () => {
    const { call, prompts, clipboard } = setup();
    prompts.answer(pick('photos'), enter(), pick('1 hour'));
    await call(COMMAND.copyUploadCommandForFile, new FakeUri('/c:/Users/me/photo.png'));
    assert.match(clipboard.text, /^curl\.exe [\s\S]*'file=@C:\\Users\\me\\photo\.png'/);
    assert.equal(prompts.asked[1]?.value, 'photo.png');
  });

  it('is the active editor’s where none was clicked, and just one', async () => {
    const { call, machine, prompts } = setup({ active: PHOTO });
    prompts.answer(pick('photos'), enter());
    await call(COMMAND.uploadInTerminal);
    assert.equal(machine.started.length, 1);
    const other = setup();
    await other.call(COMMAND.uploadInTerminal);
    await other.call(COMMAND.uploadInTerminal, PHOTO, [PHOTO, new FakeUri('/home/person/other.png')]);
    assert.deepEqual(
      other.notices.messages.map((message) => /Open the file first|just one file/.test(message)),
      [true, true],
    );
  });

  it('a dismissed question is silence', async () => {
    const { call, prompts, notices, clipboard, machine } = setup();
    for (const id of [COMMAND.copyUploadCommandForFile, COMMAND.uploadInTerminal]) {
      prompts.answer(dismiss);
      assert.equal(await call(id, PHOTO), undefined);
      prompts.answer(pick('photos'), dismiss);
      assert.equal(await call(id, PHOTO), undefined);
    }
    assert.deepEqual([notices.messages, clipboard.writes, machine.started], [[], [], []]);
  });
});
