import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Trace, TransferJob } from '../../../../src/core/transfers/jobs.ts';
import {
  closedLine,
  headerLine,
  jobLine,
  overLine,
  readBatch,
  readTrace,
  takenLine,
  traceText,
} from '../../../../src/core/transfers/journalFile.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';

const BATCH = 'klmnopqrst';
const object = { connection: LOCAL, space: 'box', key: 'dir/ü"\n\u2028.bin' };
const common = {
  ...{ id: 'abcdefghij', batch: BATCH, localPath: '/tmp/ü\ud800.bin', size: 12, mayReplace: false },
};
const upload: TransferJob = {
  ...{ ...common, kind: 'upload', object, wishes: { acl: 'public-read', cacheControl: 'no-store' } },
};
const download: TransferJob = {
  ...{ ...common, kind: 'download', mayReplace: true, object: { ...object, versionId: 'v1' } },
};
const uploadTrace: Trace = {
  ...{ upload: { ...object, uploadId: '2~x' }, source: { size: 12, mtimeMs: 5.25 }, partSize: 5 },
};
const downloadTrace: Trace = { temporary: '/tmp/.x', etag: 'abc', size: 12, partSize: 5, parts: [1, 3] };

const plainly = (value: unknown) => JSON.parse(JSON.stringify(value)) as object;
/** As it comes back: of its connection it knows where it led. */
const stored = (job: TransferJob) => {
  const { id, endpoint } = LOCAL;
  const place = { name: new URL(endpoint).host, provider: 'custom', region: '', addressing: 'path' };
  return { ...job, object: { ...job.object, connection: { id, endpoint, ...place, readOnly: false } } };
};
const read = (...lines: readonly string[]) =>
  readBatch([headerLine(BATCH, 7), ...lines], BATCH, async () => {});
const written = (changes: object) => JSON.stringify({ ...JSON.parse(jobLine(upload)), ...changes });

describe('a file of the journal', () => {
  for (const [name, job] of Object.entries({ upload, download })) {
    it(`holds a whole ${name}, on one line, and of its connection what tells it from another`, async () => {
      const line = jobLine(job);
      assert.ok(!line.includes('\n') && !line.includes(LOCAL.name) && line.includes(LOCAL.endpoint));
      const { begunMs, jobs, refused } = await read(line);
      assert.deepEqual([begunMs, refused], [7, []]);
      assert.deepEqual([...jobs.values()].map(plainly), [plainly(stored(job))]);
    });
  }

  it('holds any key and path', async () => {
    const unit = fc.nat(0xffff).map((code) => String.fromCharCode(code));
    const text = fc.string({ unit, minLength: 1 });
    await fc.assert(
      fc.asyncProperty(text, text, async (key, localPath) => {
        const file = [headerLine(BATCH, 7), jobLine({ ...upload, localPath, object: { ...object, key } })];
        const [job] = (await readBatch(file.join('\n').split('\n'), BATCH, async () => {})).jobs.values();
        assert.deepEqual([job?.object.key, job?.localPath], [key, localPath]);
      }),
    );
  });

  it('knows what is over, and what was begun again', async () => {
    const ids = ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc'];
    const [a = '', b = '', c = ''] = ids.map((id) => jobLine({ ...upload, id }));
    const { jobs } = await read(a, b, c, overLine(['bbbbbbbbbb', 'aaaaaaaaaa', 'zzzzzzzzzz']), '', a);
    assert.deepEqual([...jobs.keys()], ['cccccccccc', 'aaaaaaaaaa']);
  });

  it('knows whether its window wrote all down before it went', async () => {
    const [line, over] = [jobLine(upload), overLine([])];
    const [closed, taken] = [closedLine(['abcdefghij']), takenLine()];
    assert.deepEqual((await read(line, closed)).doubtful, new Set(['abcdefghij']));
    for (const lines of [
      [line],
      [line, closed, over],
      [line, closed, taken],
      [line, closed, '{"cl'],
      [line, '{"closed":true}'],
      [closed, line],
    ])
      assert.equal((await read(...lines)).doubtful, 'all', lines.join());
  });

  it('holds nothing that it was not told to', () => {
    const job: TransferJob = Object.assign({ secret: 'S3CR3T' }, upload);
    assert.ok(!jobLine(job).includes('S3CR3T'));
  });

  for (const [what, line] of [
    ['that broke off', jobLine(upload).slice(0, -9)],
    ['that is no record', '7'],
    ['of another id', written({ id: '../x' })],
    ['of another kind', written({ kind: 'move' })],
    ['without a key', written({ key: '' })],
    ['without a path', written({ localPath: 7 })],
    ['of a negative size', written({ size: -1 })],
    ['that does not say where it led', written({ endpoint: undefined })],
    ['that led nowhere', written({ endpoint: 'nowhere' })],
    ['without wishes', written({ wishes: null })],
  ] as const) {
    it(`a line ${what} is refused, and the others are read`, async () => {
      const { jobs, refused } = await read(line, jobLine({ ...download, id: 'zzzzzzzzzz' }));
      assert.deepEqual([[...jobs.keys()], refused.length], [['zzzzzzzzzz'], 1]);
    });
  }

  for (const [what, header] of [
    ['half a file', '{"version":2,"bat'],
    ['an empty one', ''],
    ['one of a later version', `{"version":3,"batch":"${BATCH}","begunMs":7}`],
    ['one of another batch', headerLine('aaaaaaaaaa', 7)],
    ['one that does not say when it was begun', `{"version":2,"batch":"${BATCH}"}`],
  ] as const) {
    it(`${what} is left alone`, async () => {
      await assert.rejects(
        readBatch([header, jobLine(upload)], BATCH, async () => {}),
        Error,
      );
    });
  }
});

describe('a file of what is half done', () => {
  for (const [job, trace] of [
    [upload, uploadTrace],
    [download, downloadTrace],
  ] as const) {
    it(`holds that of an ${job.kind}`, () => {
      const text = traceText({ job, trace, isCancelled: true });
      assert.ok(!text.includes(LOCAL.endpoint));
      assert.deepEqual(plainly(readTrace(text, job)), plainly({ trace, isCancelled: true }));
    });
  }

  for (const [what, text] of [
    ['half a file', '{"version":2,"id":"abc'],
    ['of a later version', traceText({ job: upload, trace: uploadTrace }).replace(':2', ':3')],
    ['of another transfer', traceText({ job: { ...upload, id: 'zzzzzzzzzz' }, trace: uploadTrace })],
    ['of the other direction', traceText({ job: upload, trace: downloadTrace })],
    [
      'of parts without a size',
      traceText({ job: upload, trace: uploadTrace }).replace('"partSize":5', '"partSize":0'),
    ],
  ] as const) {
    it(`${what} is refused`, () => {
      assert.throws(() => readTrace(text, upload), Error);
    });
  }
});
