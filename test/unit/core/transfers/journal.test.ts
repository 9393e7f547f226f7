import assert from 'node:assert/strict';
import type { TransferJob } from '../../../../src/core/transfers/jobs.ts';
import {
  entryOf,
  type JournalEntry,
  readJournalEntry,
  writeJournalEntry,
} from '../../../../src/core/transfers/journal.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';

const object = { connection: LOCAL, space: 'box', key: 'dir/ü"\n.bin' };
const common = {
  id: 'abcdefghij',
  batch: 'klmnopqrst',
  localPath: '/tmp/ü.bin',
  size: 12,
  mayReplace: false,
};
const upload: JournalEntry = {
  job: { ...common, kind: 'upload', object, wishes: { acl: 'public-read', cacheControl: 'no-store' } },
  trace: { upload: { ...object, uploadId: '2~x' }, source: { size: 12, mtimeMs: 5.25 }, partSize: 5 },
};
const download: JournalEntry = {
  job: { ...common, kind: 'download', object: { ...object, versionId: 'v1' } },
  trace: { temporary: '/tmp/.x', etag: 'abc', size: 12, partSize: 5, parts: [1, 3] },
};
const plainly = (value: unknown) => JSON.parse(JSON.stringify(value)) as object;
const withoutConnection = (entry: JournalEntry) => {
  const { id } = LOCAL;
  const job = { ...entry.job, object: { ...entry.job.object, connection: { id } } } as TransferJob;
  return 'upload' in entry.trace
    ? { job, trace: { ...entry.trace, upload: { ...entry.trace.upload, connection: { id } } } }
    : { job, trace: entry.trace };
};

describe('a file of the journal', () => {
  for (const [name, entry] of Object.entries({ upload, download })) {
    it(`holds a whole ${name}, and of its connection the id alone`, () => {
      const text = writeJournalEntry(entry, 'me');
      assert.ok(!text.includes(LOCAL.endpoint) && !text.includes(LOCAL.name));
      const { owner, fields } = readJournalEntry(text);
      assert.equal(owner, 'me');
      const { connectionId, isCancelled, ...read } = entryOf(fields);
      assert.deepEqual([connectionId, isCancelled], [LOCAL.id, false]);
      assert.deepEqual(plainly(read), plainly(withoutConnection(entry)));
    });
  }

  it('writes nothing that it was not told to', () => {
    const job: TransferJob = Object.assign({ secret: 'S3CR3T' }, upload.job);
    assert.ok(!writeJournalEntry({ ...upload, job }, 'me').includes('S3CR3T'));
  });

  for (const [what, text] of [
    ['half a file', '{"version":1,"owner":"x","id":"abc'],
    ['of a later version', '{"version":2,"owner":"x","id":"abcdefghij"}'],
    ['of another id', '{"version":1,"owner":"x","id":"../x"}'],
    ['without a trace', writeJournalEntry(upload, 'x').replace('"trace"', '"other"')],
    ['of parts without a size', writeJournalEntry(upload, 'x').replace('"partSize":5', '"partSize":0')],
  ] as const) {
    it(`${what} is left alone`, () => {
      assert.throws(() => entryOf(readJournalEntry(text).fields), Error);
    });
  }
});
