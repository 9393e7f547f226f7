// The ledger under windows that are processes: two write at once, a third is killed again and again while it writes.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createUnfinished } from '../../src/core/unfinished.ts';
import { createLedger } from '../../src/vscode/shares/ledger.ts';
import { SharedFolder } from '../support/fakes/folder.ts';
import { FakeLog } from '../support/fakes/small.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { shareOf } from '../unit/core/shareOf.ts';

const SCRIPT = join(import.meta.dirname, '../support/ledgerWriter.ts');

interface Window {
  readonly process: ChildProcess;
  /** The keys of the shares that it says are there. */
  readonly written: string[];
  /** Resolves once it has written so many. */
  hasWritten(count: number): Promise<void>;
  /** Resolves once all that it has printed is read. */
  readonly ended: Promise<unknown>;
}

function openWindow(folder: string, name: string, count: number): Window {
  const child = spawn(process.execPath, [SCRIPT, folder, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const written: string[] = [];
  const waiting: (() => void)[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (key) => {
    written.push(key);
    for (const wake of waiting) wake();
  });
  const hasWritten = (wanted: number) =>
    new Promise<void>((resolve) => {
      const look = () => written.length >= wanted && resolve();
      waiting.push(look);
      look();
    });
  return {
    process: child,
    written,
    hasWritten,
    ended: Promise.all([once(lines, 'close'), once(child, 'exit')]),
  };
}

describe('the ledger of windows that are processes', function () {
  this.timeout(120_000);

  it('loses no entry under 200 interleaved writes, while others are killed in mid-write', async () => {
    const folder = join(scratchFolder('ledger'), 'shares');
    const steady = ['one', 'other'].map((name) => openWindow(folder, name, 100));
    const killed: Window[] = [];
    for (let round = 0; round < 5; round++) {
      const window = openWindow(folder, `killed${round}`, 100_000);
      killed.push(window);
      await window.hasWritten(20);
      window.process.kill('SIGKILL');
      await window.ended;
    }
    await Promise.all(steady.map(({ ended }) => ended));
    assert.deepEqual(
      steady.map(({ written }) => written.length),
      [100, 100],
    );
    const log = new FakeLog();
    const now = () => Date.parse(shareOf().made);
    const ledger = createLedger({
      ...new SharedFolder(folder).open(),
      ...{ random: Math.random, now, log, unfinished: createUnfinished() },
      onLost: (error) => assert.fail(String(error)),
    });
    const keys = new Set((await ledger.list()).map(({ what }) => ('key' in what ? what.key : '')));
    const said = [...steady, ...killed].flatMap(({ written }) => written);
    assert.ok(said.length >= 300, String(said.length));
    assert.deepEqual(
      said.filter((key) => !keys.has(key)),
      [],
      'every entry that a window knew to be there',
    );
    // Of what was being written at a kill, one each at most is there beside those.
    assert.ok(keys.size <= said.length + killed.length, `${keys.size} of ${said.length}`);
    assert.doesNotMatch(log.lines.join('\n'), /left alone/, 'no file is torn');
    const files = await readdir(folder);
    assert.equal(files.filter((file) => file.endsWith('.json')).length, keys.size);
  });
});
