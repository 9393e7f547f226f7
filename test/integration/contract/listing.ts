import assert from 'node:assert/strict';
import { type Answer, send } from './client.ts';
import { expectStatus } from './expect.ts';
import { keysOf, one, prefixesOf, tokenOf } from './page.ts';
import { makeSpace, mustSend, type Subject } from './subject.ts';

type Query = readonly (readonly [name: string, value: string])[];

/** In the order of their UTF-8 bytes: U+FB01 before the emoji, which by UTF-16 comes first. */
const keys = [
  ...[
    ' edge ',
    '!',
    '+',
    'a b',
    'a//b',
    'a/1',
    'a/2',
    'a/sub/1',
    'b',
    'dir/',
    'tab\t',
    'z/1',
    '\u00e9',
    '漢/字',
  ],
  ...['\ufb01', '\u{1f600}'],
];

/** ListObjectsV2. */
export function listingCases(use: () => Subject): void {
  let space: string;

  before(async () => {
    space = await makeSpace(use());
    await Promise.all(
      [...keys].reverse().map((key) => mustSend(use(), { method: 'PUT', space, key, body: key })),
    );
  });

  const list = async (...query: Query): Promise<Answer> => {
    const answer = await send(use(), {
      space,
      query: [['list-type', '2'], ['encoding-type', 'url'], ...query],
    });
    expectStatus(answer, 200);
    return answer;
  };

  it('gives all keys in the order of their bytes', async () => {
    const page = await list();
    assert.deepEqual(keysOf(page), keys);
    assert.deepEqual(one(page, 'IsTruncated'), 'false');
    assert.deepEqual(one(page, 'KeyCount'), String(keys.length));
    assert.deepEqual(one(page, 'NextContinuationToken'), undefined);
  });

  it('gives size, time, ETag and class of each', async () => {
    const entry = one(await list(['prefix', 'b']), 'Contents') ?? '';
    assert.match(entry, /<Size>1<\/Size>/);
    assert.match(entry, /<LastModified>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z<\/LastModified>/);
    assert.match(entry, /<ETag>&quot;92eb5ffee6ae2fec3ad71c777531578f&quot;<\/ETag>/);
    assert.match(entry, /<StorageClass>STANDARD<\/StorageClass>/);
  });

  it('folds with a delimiter', async () => {
    const page = await list(['delimiter', '/']);
    assert.deepEqual(prefixesOf(page), ['a/', 'dir/', 'z/', '漢/']);
    assert.deepEqual(
      keysOf(page),
      keys.filter((key) => !key.includes('/')),
    );
    assert.equal(one(page, 'KeyCount'), '13');
  });

  it('folds below a prefix', async () => {
    const page = await list(['delimiter', '/'], ['prefix', 'a/']);
    assert.deepEqual(prefixesOf(page), ['a//', 'a/sub/']);
    assert.deepEqual(keysOf(page), ['a/1', 'a/2']);
    assert.equal(one(page, 'Prefix'), 'a/');
  });

  it('takes any delimiter', async () => {
    const page = await list(['delimiter', 'ub/'], ['prefix', 'a/']);
    assert.deepEqual([prefixesOf(page), keysOf(page)], [['a/sub/'], ['a//b', 'a/1', 'a/2']]);
  });

  it('gives nothing below a prefix that is not there', async () => {
    const page = await list(['prefix', 'nope/']);
    assert.deepEqual([keysOf(page), one(page, 'KeyCount')], [[], '0']);
  });

  for (const size of [1, 2, 3, 7]) {
    it(`pages by ${size}, with and without a delimiter`, async () => {
      assert.deepEqual((await pages(['max-keys', String(size)])).keys, keys);
      const folded = await pages(['max-keys', String(size)], ['delimiter', '/']);
      assert.deepEqual(folded.prefixes, ['a/', 'dir/', 'z/', '漢/']);
      assert.deepEqual(
        folded.keys,
        keys.filter((key) => !key.includes('/')),
      );
    });
  }

  async function pages(...query: Query) {
    const all: { keys: string[]; prefixes: string[] } = { keys: [], prefixes: [] };
    let token: string | undefined;
    for (let count = 0; count === 0 || token !== undefined; count++) {
      assert.ok(count <= keys.length, 'paging does not end');
      const page = await list(
        ...query,
        ...(token === undefined ? [] : [['continuation-token', token] as const]),
      );
      all.keys.push(...keysOf(page));
      all.prefixes.push(...prefixesOf(page));
      token = tokenOf(page);
      assert.equal(one(page, 'IsTruncated'), String(token !== undefined));
    }
    return all;
  }

  it('a page that just fits is the last', async () => {
    const page = await list(['prefix', 'a/'], ['max-keys', '4']);
    assert.deepEqual([keysOf(page).length, one(page, 'IsTruncated')], [4, 'false']);
  });

  it('starts after a key', async () => {
    assert.deepEqual(keysOf(await list(['start-after', 'b'])), keys.slice(keys.indexOf('dir/')));
    assert.deepEqual(keysOf(await list(['start-after', 'a/15'], ['prefix', 'a/'])), ['a/2', 'a/sub/1']);
  });

  it('starting after a key in a folder leaves the whole folder out', async () => {
    assert.deepEqual(prefixesOf(await list(['start-after', 'a/1'], ['delimiter', '/'])), [
      'dir/',
      'z/',
      '漢/',
    ]);
  });

  it('max-keys: above 1,000 is 1,000, below 0 is 0, else refused', async () => {
    assert.equal(one(await list(['max-keys', '5000']), 'MaxKeys'), '1000');
    const none = await list(['max-keys', '0']);
    assert.deepEqual([keysOf(none), one(none, 'IsTruncated')], [[], 'false']);
    assert.equal(one(await list(['max-keys', '-1']), 'MaxKeys'), '0');
    const refused = await send(use(), {
      space,
      query: [
        ['list-type', '2'],
        ['max-keys', 'abc'],
      ],
    });
    expectStatus(refused, 400, 'InvalidArgument');
  });

  it('encodes keys and prefixes, but not the prefix and delimiter that were asked for', async () => {
    const page = await list(['prefix', '漢/']);
    assert.match(page.text, /<Key>%E6%BC%A2%2F%E5%AD%97<\/Key>/);
    assert.equal(one(page, 'Prefix'), '漢/');
    const folded = await list(['prefix', '漢'], ['delimiter', '/']);
    assert.match(folded.text, /<CommonPrefixes><Prefix>%E6%BC%A2\/<\/Prefix>/);
    assert.equal(one(folded, 'Delimiter'), '/');
    assert.match((await list(['prefix', '+'])).text, /<Key>%2B<\/Key>/);
    assert.match((await list(['prefix', 'a b'])).text, /<Key>a%20b<\/Key>/);
  });

  it('without encoding writes keys as XML', async () => {
    await mustSend(use(), { method: 'PUT', space, key: 'xml/<&>"\'.txt', body: '' });
    const page = await send(use(), {
      space,
      query: [
        ['list-type', '2'],
        ['prefix', 'xml/'],
      ],
    });
    assert.match(page.text, /<Key>xml\/&lt;&amp;&gt;&quot;&apos;\.txt<\/Key>/);
    await mustSend(use(), { method: 'DELETE', space, key: 'xml/<&>"\'.txt' });
  });

  it('clamps a page at 1,000 and goes on from there', async () => {
    const many = await makeSpace(use());
    const names = Array.from({ length: 1005 }, (_, index) => `k${String(index).padStart(4, '0')}`);
    for (let at = 0; at < names.length; at += 50) {
      const batch = names.slice(at, at + 50);
      await Promise.all(batch.map((key) => mustSend(use(), { method: 'PUT', space: many, key, body: '' })));
    }
    const first = await send(use(), { space: many, query: [['list-type', '2']] });
    assert.deepEqual([keysOf(first).length, one(first, 'IsTruncated')], [1000, 'true']);
    const token = tokenOf(first) ?? '';
    const rest = await send(use(), {
      space: many,
      query: [
        ['list-type', '2'],
        ['continuation-token', token],
      ],
    });
    assert.deepEqual([...keysOf(first), ...keysOf(rest)], names);
  });
}
