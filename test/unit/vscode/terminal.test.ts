import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { createTerminals } from '../../../src/vscode/terminal.ts';
import { FakeEvent } from '../../support/fakes/editor.ts';

function open() {
  const made: vscode.ExtensionTerminalOptions[] = [];
  const createTerminal = (options: vscode.ExtensionTerminalOptions) => {
    made.push(options);
    return { show: () => undefined };
  };
  const api = { window: { createTerminal }, EventEmitter: FakeEvent } as never;
  const view = createTerminals(api).open('Upload');
  const [options] = made;
  assert.ok(options);
  let shown = '';
  let isClosed = false;
  options.pty.onDidWrite((text) => {
    shown += text;
  });
  options.pty.onDidClose?.(() => {
    isClosed = true;
  });
  return { view, options, pty: options.pty, shown: () => shown, isClosed: () => isClosed };
}

describe('our terminals', () => {
  it('are not kept by the editor', () => {
    assert.deepEqual([open().options.isTransient, open().options.name], [true, 'Upload']);
  });

  it('show what was written before they were open', () => {
    const { view, pty, shown } = open();
    view.write('early\n');
    assert.equal(shown(), '');
    pty.open(undefined);
    view.write('late\r 1%\r\n');
    assert.equal(shown(), 'early\r\nlate\r 1%\r\n');
  });

  it('are not acted on by a name', () => {
    const { view, pty, shown } = open();
    pty.open(undefined);
    view.write('a\u001b]0;title\u0007\u009b31m\tb');
    assert.equal(shown(), 'a]0;title31m\tb');
  });

  it('stop with Ctrl+C, and with themselves', () => {
    for (const stop of [
      (pty: vscode.Pseudoterminal) => pty.handleInput?.('\u0003'),
      (pty: vscode.Pseudoterminal) => pty.close(),
    ]) {
      const { view, pty } = open();
      let stops = 0;
      view.onStop(() => {
        stops += 1;
      });
      pty.handleInput?.('x');
      assert.equal(stops, 0);
      stop(pty);
      assert.equal(stops, 1);
    }
  });

  it('close with any key once all is said', () => {
    const { view, pty, shown, isClosed } = open();
    pty.open(undefined);
    pty.handleInput?.('x');
    assert.equal(isClosed(), false);
    view.finish();
    assert.match(shown(), /any key/);
    pty.handleInput?.('x');
    assert.equal(isClosed(), true);
  });
});
