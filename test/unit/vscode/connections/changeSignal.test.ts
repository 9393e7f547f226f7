import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { createChangeSignal } from '../../../../src/vscode/connections/changeSignal.ts';
import { FakeEvent } from '../../../support/fakes/editor.ts';
import { FakeLog } from '../../../support/fakes/small.ts';

/** One folder that windows share: files, and watchers that are told of each write, twice. */
class SharedFolder {
  content = new Uint8Array();
  readonly written = new FakeEvent<vscode.Uri>();
  fails = false;
  watchers = 0;

  open() {
    const fs = {
      createDirectory: async () => undefined,
      readFile: async () => this.content,
      writeFile: async (uri: vscode.Uri, content: Uint8Array) => {
        if (this.fails) throw new Error('disk full');
        this.content = new Uint8Array(content);
        this.written.fire(uri);
        this.written.fire(uri);
      },
    };
    const createFileSystemWatcher = () => {
      this.watchers++;
      const dispose = () => void this.watchers--;
      return { onDidCreate: new FakeEvent().event, onDidChange: this.written.event, dispose };
    };
    const Uri = { joinPath: (_folder: unknown, name: string) => ({ path: `/storage/${name}` }) };
    const log = new FakeLog();
    const signal = createChangeSignal({
      workspace: { fs, createFileSystemWatcher } as unknown as typeof vscode.workspace,
      api: { Uri, RelativePattern: class {} } as unknown as typeof vscode,
      folder: { path: '/storage' } as vscode.Uri,
      random: Math.random,
      log,
    });
    const heard: string[] = [];
    signal.onDidHear(() => heard.push(new TextDecoder().decode(this.content)));
    return { signal, heard, log };
  }
}

/** Ends what the fakes have begun: all of it is in the microtask queue. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the signal between windows', () => {
  it('is heard once by the other windows, and not by the one that gave it', async () => {
    const folder = new SharedFolder();
    const [first, second, third] = [folder.open(), folder.open(), folder.open()];
    await settle();
    await first.signal.announce();
    await settle();
    assert.deepEqual([first.heard.length, second.heard.length, third.heard.length], [0, 1, 1]);
    await second.signal.announce();
    await settle();
    assert.deepEqual([first.heard.length, second.heard.length, third.heard.length], [1, 1, 2]);
  });

  it('says nothing but that something changed', async () => {
    const folder = new SharedFolder();
    await folder.open().signal.announce();
    assert.match(new TextDecoder().decode(folder.content), /^[a-z0-9]{10}$/);
  });

  it('is not heard from a file that is just being written', async () => {
    const folder = new SharedFolder();
    const { heard } = folder.open();
    await settle();
    folder.written.fire({ path: '/storage/connections.changed' } as vscode.Uri);
    await settle();
    assert.deepEqual(heard, []);
  });

  it('never fails a change, and stops watching when disposed', async () => {
    const folder = new SharedFolder();
    const { signal, log } = folder.open();
    folder.fails = true;
    await signal.announce();
    assert.match(log.lines.join(), /disk full/);
    assert.equal(folder.watchers, 1);
    signal.dispose();
    assert.equal(folder.watchers, 0);
  });
});
