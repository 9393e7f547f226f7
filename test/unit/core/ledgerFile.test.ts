import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Share } from '../../../src/core/ledger.ts';
import { readShareFile, writeShareFile } from '../../../src/core/ledgerFile.ts';
import { shareOf } from './shareOf.ts';

const id = 'share00000';
/** Any text, half characters too: keys of a store are what they are. */
const text = fc.string({ unit: 'binary', maxLength: 40 });
const plain = { noNullPrototype: true } as const;
const some = { requiredKeys: [], noNullPrototype: true };
const count = fc.nat();
const moment = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const what = fc.oneof(
  fc.record({ key: text }, plain),
  fc.record({ keys: fc.array(text), count }, plain),
  fc.record({ prefix: text }, plain),
  fc.record({ prefix: text, count }, plain),
);
const link = fc.record(
  {
    disposition: fc.constantFrom('attachment' as const, 'inline' as const),
    ...{ filename: text, contentType: text, versionId: text, host: text },
  },
  some,
);
const upload = fc.record(
  {
    ...{ minBytes: count, maxBytes: count, contentType: text, successRedirect: text },
    acl: fc.constantFrom('private' as const, 'public-read' as const),
    successStatus: fc.constantFrom(200 as const, 201 as const, 204 as const),
    metadata: fc.dictionary(text, text, plain),
  },
  some,
);
const command = fc.record({ file: text, multiline: fc.boolean() }, some);
const share = fc.record(
  {
    id: fc.constant(id),
    kind: fc.constantFrom('link' as const, 'form' as const, 'put' as const),
    ...{ as: text, connection: text, connectionName: text, space: text, signedBy: text },
    ...{ what, made: moment, expiresAt: moment, link, upload, command },
    endsAsNamed: fc.constant(true),
  },
  {
    noNullPrototype: true,
    requiredKeys: [
      'id',
      'kind',
      'as',
      'connection',
      'connectionName',
      'space',
      'signedBy',
      'what',
      'made',
      'expiresAt',
    ],
  },
);

describe("a share's file", () => {
  it('property: gives back what was written, whatever the names', () => {
    fc.assert(
      fc.property(share, (each) => {
        const bytes = new TextEncoder().encode(writeShareFile(each as Share));
        assert.deepEqual(readShareFile(new TextDecoder().decode(bytes), id), each);
      }),
    );
  });

  it('property: half of it is none, and never half a share', () => {
    const whole = writeShareFile(shareOf({ link: { filename: 'a' } }));
    for (let length = 0; length < whole.length; length++)
      assert.throws(() => readShareFile(whole.slice(0, length), id));
  });

  it('keeps 1,000 keys of many, and their true number', () => {
    const keys = Array.from({ length: 2500 }, (_, index) => `${index}`);
    const read = readShareFile(writeShareFile(shareOf({ what: { keys, count: 2500 } })), id);
    assert.deepEqual(read.what, { keys: keys.slice(0, 1000), count: 2500 });
  });

  it('`undefined` in options is absent', () => {
    const upload = { maxBytes: 5, contentType: undefined };
    assert.deepEqual(readShareFile(writeShareFile(shareOf({ upload })), id).upload, { maxBytes: 5 });
  });

  const broken: Readonly<Record<string, (file: Record<string, unknown>) => unknown>> = {
    'a later version': (file) => ({ ...file, version: 2 }),
    'no version': ({ version: _, ...file }) => file,
    'a list': (file) => [file],
    'an unknown kind': (file) => ({ ...file, kind: 'torrent' }),
    'no names': (file) => ({ ...file, what: {} }),
    'keys that are none': (file) => ({ ...file, what: { keys: [1], count: 1 } }),
    'a number that is none': (file) => ({ ...file, what: { prefix: '', count: -1 } }),
    'no moment': (file) => ({ ...file, expiresAt: 'tomorrow' }),
    'an option of another type': (file) => ({ ...file, link: { filename: 1 } }),
    'an option of another value': (file) => ({ ...file, upload: { successStatus: 302 } }),
    'options that are none': (file) => ({ ...file, upload: 'all' }),
  };
  for (const [name, breakIt] of Object.entries(broken)) {
    it(`is refused: ${name}`, () => {
      const file = breakIt(JSON.parse(writeShareFile(shareOf())));
      assert.throws(() => readShareFile(JSON.stringify(file), id), Error);
    });
  }

  it('is refused under a name that is not ours', () => {
    assert.throws(() => readShareFile(writeShareFile(shareOf()), '../../etc'), /name/);
  });
});
