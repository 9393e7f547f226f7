import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JournalEntry } from '../../../src/core/transfers/journal.ts';
import { openTransferJournal } from '../../../src/platform/transferJournal.ts';
import { LOCAL } from '../../support/fakes/listing.ts';
import { FakeLog } from '../../support/fakes/small.ts';
import { scratchFolder } from '../../support/scratch.mjs';

const entryOf = (id: string): JournalEntry => ({
  job: {
    ...{ kind: 'download', id, batch: 'klmnopqrst', localPath: '/tmp/x', size: 1, mayReplace: false },
    object: { connection: LOCAL, space: 'box', key: 'x' },
  },
  trace: { temporary: '/tmp/.x', etag: 'e', size: 1, partSize: 1, parts: [] },
});

describe('the journal of transfers', () => {
  let folder: string;
  const open = () => openTransferJournal(folder, new FakeLog());
  const names = () => readdirSync(folder).filter((name) => name.endsWith('.json'));
  const idsOf = async (journal: ReturnType<typeof open>) =>
    (await journal.claim()).map(({ job: { id } }) => id);
  /** What a window leaves that was killed: a process of that number does not run. */
  const kill = () => {
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.owner'))) {
      const path = join(folder, name);
      writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), pid: 2 ** 22 + 1 }));
    }
  };

  beforeEach(() => {
    folder = join(scratchFolder('journal'), 'transfers');
  });

  it('makes nothing before there is something to write, and leaves nothing', async () => {
    const journal = open();
    assert.deepEqual(await journal.claim(), []);
    assert.equal(existsSync(folder), false);
    await journal.write(entryOf('abcdefghij'));
    await journal.remove('abcdefghij');
    await journal.dispose();
    assert.deepEqual(readdirSync(folder), []);
  });

  it('what a window left that closed or was killed is taken by one other alone', async () => {
    const first = open();
    for (const id of ['aaaaaaaaaa', 'bbbbbbbbbb']) await first.write(entryOf(id));
    const others = Array.from({ length: 4 }, open);
    assert.deepEqual(await Promise.all(others.map(idsOf)), [[], [], [], []]);
    kill();
    const taken = await Promise.all(others.map(idsOf));
    assert.deepEqual(taken.flat().sort(), ['aaaaaaaaaa', 'bbbbbbbbbb']);
    assert.deepEqual(await idsOf(open()), []);
    assert.deepEqual(names().sort(), ['aaaaaaaaaa.json', 'bbbbbbbbbb.json']);
    for (const each of others) await each.dispose();
    assert.deepEqual((await idsOf(open())).sort(), ['aaaaaaaaaa', 'bbbbbbbbbb']);
  });

  it('one of another machine is gone when its heart has not beaten for long', async () => {
    const first = open();
    await first.write(entryOf('aaaaaaaaaa'));
    const [owner = ''] = readdirSync(folder).filter((name) => name.endsWith('.owner'));
    writeFileSync(join(folder, owner), JSON.stringify({ pid: 1, host: 'elsewhere' }));
    assert.deepEqual(await idsOf(open()), []);
    utimesSync(join(folder, owner), 1, 1);
    assert.deepEqual(await idsOf(open()), ['aaaaaaaaaa']);
    await first.dispose();
  });

  it('what a crash left between taking and writing is found', async () => {
    const first = open();
    await first.write(entryOf('aaaaaaaaaa'));
    const text = readFileSync(join(folder, 'aaaaaaaaaa.json'));
    await first.remove('aaaaaaaaaa');
    await first.dispose();
    writeFileSync(join(folder, `aaaaaaaaaa.${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}.taken`), text);
    const next = open();
    assert.deepEqual(await idsOf(next), ['aaaaaaaaaa']);
    assert.deepEqual(names(), ['aaaaaaaaaa.json']);
    await next.dispose();
  });

  it('what a crash left of a writing goes, and what is being written stays', async () => {
    const first = open();
    await first.write(entryOf('aaaaaaaaaa'));
    await first.dispose();
    for (const id of ['bbbbbbbbbb', 'cccccccccc']) writeFileSync(join(folder, `${id}.json.tmp`), '{"ver');
    utimesSync(join(folder, 'bbbbbbbbbb.json.tmp'), 1, 1);
    const next = open();
    await next.claim();
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.tmp')),
      ['cccccccccc.json.tmp'],
    );
    await next.dispose();
  });

  it('half a file and one of a later version are left alone', async () => {
    const first = open();
    await first.write(entryOf('aaaaaaaaaa'));
    await first.dispose();
    writeFileSync(join(folder, 'bbbbbbbbbb.json'), '{"version":');
    writeFileSync(join(folder, 'cccccccccc.json'), '{"version":9}');
    const next = open();
    assert.deepEqual(await idsOf(next), ['aaaaaaaaaa']);
    assert.deepEqual(names().length, 3);
    await next.dispose();
  });

  it('never fails a transfer: a folder that can not be made is logged', async () => {
    folder = '/dev/null/x';
    const log = new FakeLog();
    const journal = openTransferJournal(folder, log);
    await journal.write(entryOf('aaaaaaaaaa'));
    await journal.remove('aaaaaaaaaa');
    assert.match(log.lines.join('\n'), /^warn Transfers: /);
  });
});
