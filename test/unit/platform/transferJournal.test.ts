import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TransferJob } from '../../../src/core/transfers/jobs.ts';
import type { JournalEntry } from '../../../src/core/transfers/journal.ts';
import { JournalOwner } from '../../../src/platform/journalOwner.ts';
import { openTransferJournal } from '../../../src/platform/transferJournal.ts';
import { LOCAL } from '../../support/fakes/listing.ts';
import { FakeLog } from '../../support/fakes/small.ts';
import { scratchFolder } from '../../support/scratch.mjs';

const jobOf = (id: string, batch = 'klmnopqrst'): TransferJob => ({
  ...{ kind: 'download', id, batch, localPath: '/tmp/x', size: 1, mayReplace: false },
  object: { connection: LOCAL, space: 'box', key: 'x' },
});
const traceOf = (job: TransferJob): JournalEntry => ({
  job,
  trace: { temporary: '/tmp/.x', etag: 'e', size: 1, partSize: 1, parts: [] },
});
const many = (length: number) => Array.from({ length }, (_, at) => jobOf(`a${String(at).padStart(9, '0')}`));
const [GONE, HALF] = ['00000000-0000-4000-8000-000000000000', '11111111-0000-4000-8000-000000000000'];
const [A, B, C] = [jobOf('aaaaaaaaaa'), jobOf('bbbbbbbbbb'), jobOf('cccccccccc')];

describe('the journal of transfers', () => {
  let folder: string;
  const open = () => openTransferJournal(folder, new FakeLog());
  const names = (ending: string) => readdirSync(folder).filter((name) => name.endsWith(ending));
  const idsOf = async (journal: ReturnType<typeof open>) =>
    (await journal.claim()).entries.map(({ job: { id } }) => id);
  /** What a window leaves that was killed: a process of that number does not run. */
  const kill = () => {
    for (const name of names('.owner')) {
      const path = join(folder, name);
      writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), pid: 2 ** 22 + 1 }));
    }
  };
  const batchFile = () => join(folder, names('.batch')[0] ?? 'none');

  beforeEach(() => {
    folder = join(scratchFolder('journal'), 'transfers');
  });

  it('makes nothing before there is something to write, and leaves nothing', async () => {
    const journal = open();
    assert.deepEqual(await journal.claim(), { entries: [], isMoreHeld: false });
    // What is over at once is not written at all.
    journal.add([A]);
    journal.over(A);
    await journal.flush();
    assert.equal(existsSync(folder), false);
    journal.add([A, B]);
    await journal.write(traceOf(A));
    assert.deepEqual([names('.batch').length, names('.json')], [1, ['klmnopqrst.aaaaaaaaaa.json']]);
    await journal.remove(A);
    journal.over(A);
    journal.over(B);
    await journal.dispose([]);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('is written by itself, soon', async () => {
    const journal = open();
    journal.add([A]);
    while (!existsSync(folder) || names('.batch').length === 0) await new Promise(setImmediate);
    kill();
    assert.deepEqual(await idsOf(open()), ['aaaaaaaaaa']);
  });

  it('a batch is written once; what is over by then is a line', async () => {
    const journal = open();
    const jobs = many(2_000);
    journal.add(jobs);
    await journal.flush();
    const before = readFileSync(batchFile(), 'utf8');
    for (const job of jobs.slice(0, 1_999)) journal.over(job);
    await journal.flush();
    const after = readFileSync(batchFile(), 'utf8');
    assert.ok(after.startsWith(before));
    assert.equal(after.slice(before.length).split('\n').length, 2);
    kill();
    assert.deepEqual(await idsOf(open()), ['a000001999']);
  });

  it('many that come later are written, too, in their order', async () => {
    const journal = open();
    const jobs = many(2_500);
    journal.add([A]);
    await journal.flush();
    journal.add(jobs);
    journal.over(A);
    journal.add([B]);
    await journal.flush();
    kill();
    assert.deepEqual(await idsOf(open()), [...jobs.map(({ id }) => id), 'bbbbbbbbbb']);
  });

  it('what could not be written is written with what comes next', async () => {
    folder = join(scratchFolder('journal'), 'file', 'transfers');
    writeFileSync(join(folder, '..'), 'in the way');
    const journal = open();
    journal.add([A]);
    await journal.flush();
    await rm(join(folder, '..'));
    await journal.write(traceOf(A));
    assert.equal(names('.batch').length, 1);
    await journal.dispose([]);
  });

  it('what is begun again is found again', async () => {
    const journal = open();
    journal.add([A, B]);
    await journal.flush();
    journal.over(A);
    journal.add([A]);
    await journal.flush();
    journal.over(A);
    journal.over(B);
    await journal.flush();
    assert.deepEqual(names('.batch'), []);
    journal.add([B]);
    await journal.dispose([]);
    assert.deepEqual(await idsOf(open()), ['bbbbbbbbbb']);
  });

  it('what a window left that closed or was killed is taken by one other alone', async () => {
    const first = open();
    const [one, two] = [jobOf('aaaaaaaaaa', 'one0000000'), jobOf('bbbbbbbbbb', 'two0000000')];
    first.add([one, two]);
    await first.write(traceOf(two));
    await first.flush();
    const others = Array.from({ length: 4 }, open);
    const held = await Promise.all(others.map((each) => each.claim()));
    assert.deepEqual(held, Array(4).fill({ entries: [], isMoreHeld: true }));
    kill();
    const taken = (await Promise.all(others.map((each) => each.claim()))).flatMap(({ entries }) => entries);
    assert.deepEqual(taken.map(({ job, trace }) => [job.id, trace !== undefined]).sort(), [
      ['aaaaaaaaaa', false],
      ['bbbbbbbbbb', true],
    ]);
    assert.deepEqual(await idsOf(open()), []);
    for (const each of others) await each.dispose([]);
    assert.deepEqual((await idsOf(open())).sort(), ['aaaaaaaaaa', 'bbbbbbbbbb']);
  });

  it('what a window noted until it was gone is found', async () => {
    const first = open();
    first.add([A]);
    await first.flush();
    const { lives } = JournalOwner.prototype;
    try {
      JournalOwner.prototype.lives = async function (owner) {
        await first.write(traceOf(A));
        await first.dispose([]);
        return lives.call(this, owner);
      };
      const { entries } = await open().claim();
      assert.deepEqual(entries[0]?.trace, traceOf(A).trace);
    } finally {
      JournalOwner.prototype.lives = lives;
    }
  });

  it('whoever took it goes on with its file', async () => {
    const first = open();
    first.add([A, B, C]);
    await first.flush();
    first.over(A);
    await first.dispose([]);
    // The last line of one that was killed.
    appendFileSync(batchFile(), '\n{"over":["bbbb');
    const second = open();
    assert.deepEqual(await idsOf(second), ['bbbbbbbbbb', 'cccccccccc']);
    second.over(B);
    await second.dispose([]);
    const third = open();
    assert.deepEqual(await idsOf(third), ['cccccccccc']);
    third.over(C);
    await third.dispose([]);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('in doubt is what its window says, and all of one that was killed', async () => {
    const doubtful = async (journal: ReturnType<typeof open>) =>
      (await journal.claim()).entries.filter(({ isDoubtful }) => isDoubtful).map(({ job }) => job);
    const ids = (jobs: readonly TransferJob[]) => jobs.map(({ id }) => id);
    const first = open();
    first.add([A, B]);
    await first.dispose([B, C]);
    const second = open();
    assert.deepEqual(ids(await doubtful(second)), ['bbbbbbbbbb']);
    await second.dispose([]);
    const third = open();
    assert.deepEqual(await doubtful(third), []);
    kill();
    assert.deepEqual(ids(await doubtful(open())), ['aaaaaaaaaa', 'bbbbbbbbbb']);
  });

  it('a window whose file another has writes no further one', async () => {
    const first = open();
    first.add([A, B]);
    await first.flush();
    kill();
    assert.deepEqual(await idsOf(open()), ['aaaaaaaaaa', 'bbbbbbbbbb']);
    first.over(A);
    await first.flush();
    assert.equal(names('.batch').length, 1);
  });

  it('one of another machine is gone when its heart has not beaten for long', async () => {
    const first = open();
    first.add([A]);
    await first.flush();
    const [owner = ''] = names('.owner');
    writeFileSync(join(folder, owner), JSON.stringify({ pid: 1, host: 'elsewhere' }));
    assert.deepEqual(await idsOf(open()), []);
    utimesSync(join(folder, owner), 1, 1);
    assert.deepEqual(await idsOf(open()), ['aaaaaaaaaa']);
    await first.dispose([]);
  });

  it('what a crash left goes once it is old, and what is being written stays', async () => {
    const first = open();
    first.add([A]);
    await first.write(traceOf(A));
    await first.dispose([]);
    const left = ['gone000000.aaaaaaaaaa.json', 'half000000.json.tmp'];
    for (const name of left) writeFileSync(join(folder, name), '{"ver');
    const stays = ['new0000000.aaaaaaaaaa.json', 'new0000000.json.tmp'];
    for (const name of stays) writeFileSync(join(folder, name), '{"ver');
    for (const name of [...left, 'klmnopqrst.aaaaaaaaaa.json']) utimesSync(join(folder, name), 1, 1);
    const next = open();
    await next.claim();
    assert.deepEqual(
      readdirSync(folder).filter((name) => !/\.(?:batch|owner)$/.test(name)),
      ['klmnopqrst.aaaaaaaaaa.json', ...stays],
    );
    await next.dispose([]);
  });

  it('half a file and one of a later version are left alone, and one without a job goes', async () => {
    const first = open();
    first.add([A]);
    await first.write(traceOf(A));
    await first.dispose([]);
    writeFileSync(join(folder, 'klmnopqrst.aaaaaaaaaa.json'), 'half a fi');
    const strange = [`bbbbbbbbbb.${GONE}.batch`, `cccccccccc.${GONE}.batch`];
    writeFileSync(join(folder, strange[0] ?? ''), '{"version":');
    writeFileSync(join(folder, strange[1] ?? ''), '{"version":9}');
    writeFileSync(
      join(folder, `dddddddddd.${GONE}.batch`),
      '{"version":2,"batch":"dddddddddd","begunMs":1}\n{"id":',
    );
    const next = open();
    const { entries } = await next.claim();
    assert.deepEqual(
      entries.map(({ job, trace }) => [job.id, trace]),
      [['aaaaaaaaaa', undefined]],
    );
    await next.flush();
    assert.deepEqual(
      names('.batch').filter((name) => !name.startsWith('klmnopqrst')),
      strange,
    );
    await next.dispose([]);
  });

  it('what can not be read and is old goes, and so does what the first version left', async () => {
    const first = open();
    first.add([A]);
    await first.dispose([]);
    const later = `cccccccccc.${GONE}.batch`;
    const left = [`bbbbbbbbbb.${GONE}.batch`, 'dddddddddd.json', `eeeeeeeeee.${GONE}.taken`];
    const young = [`ffffffffff.${GONE}.batch`, 'gggggggggg.json'];
    // Its window may live.
    const held = [`${HALF}.owner`, `aaaaaaaaaa.${HALF}.batch`];
    for (const name of [...left, ...young, ...held]) writeFileSync(join(folder, name), '');
    writeFileSync(join(folder, later), '{"version":9}');
    for (const name of [later, ...left, ...held]) utimesSync(join(folder, name), 1, 1);
    const next = open();
    assert.deepEqual(await idsOf(next), ['aaaaaaaaaa']);
    await next.dispose([]);
    assert.deepEqual(readdirSync(folder).sort().slice(0, -1), [...held, later, ...young]);
  });

  it('never fails a transfer: a folder that can not be made is logged, once', async () => {
    folder = '/dev/null/x';
    const log = new FakeLog();
    const journal = openTransferJournal(folder, log);
    journal.add([A, B]);
    await journal.flush();
    journal.over(A);
    await journal.flush();
    assert.match(log.lines.join('\n'), /^warn Transfers: [^\n]*ENOTDIR[^\n]*$/);
    await journal.dispose([]);
  });
});
