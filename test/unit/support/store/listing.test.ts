import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareKeys } from '../../../../src/core/walk/keyOrder.ts';
import { listObjects } from '../../../support/store/listing.ts';
import { makeObject } from '../../../support/store/makeObject.ts';
import { StoredObjects, SyntheticObjects } from '../../../support/store/objects.ts';

const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', 'é', '\u{1f600}', '\ufb01'), minLength: 1 });

/** All pages of a listing, one after the other. */
function walk(objects: StoredObjects | SyntheticObjects, prefix: string, delimiter: string, maxKeys: number) {
  const seen: { keys: string[]; prefixes: string[] } = { keys: [], prefixes: [] };
  let after: string | undefined = '';
  while (after !== undefined) {
    const page = listObjects(objects, { prefix, delimiter, after, maxKeys });
    seen.keys.push(...page.objects.map((object) => object.key));
    seen.prefixes.push(...page.prefixes);
    after = page.next;
  }
  return seen;
}

describe('listObjects', () => {
  it('finds, page by page, what a plain scan finds', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 40 }),
        fc.constantFrom('', 'a', 'a/', 'b'),
        fc.constantFrom('', '/'),
        fc.integer({ min: 1, max: 7 }),
        (keys, prefix, delimiter, maxKeys) => {
          const objects = new StoredObjects();
          for (const name of keys) objects.set(makeObject(name, Buffer.alloc(0), { lastModified: 0 }));
          assert.deepEqual(walk(objects, prefix, delimiter, maxKeys), scan(keys, prefix, delimiter));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('skips a folder of a million at once', () => {
    let asked = 0;
    const objects = new SyntheticObjects(
      1_000_000,
      (index) => {
        asked++;
        return `folder/${String(index).padStart(7, '0')}`;
      },
      0,
    );
    assert.deepEqual(walk(objects, '', '/', 1000), { keys: [], prefixes: ['folder/'] });
    assert.ok(asked < 200, `${asked} keys were made`);
  });

  it('forgets what was deleted', () => {
    const objects = new StoredObjects();
    for (const name of ['b', 'a', 'c']) objects.set(makeObject(name, Buffer.alloc(0), { lastModified: 0 }));
    objects.delete('b');
    assert.deepEqual(walk(objects, '', '', 1000).keys, ['a', 'c']);
    assert.equal(objects.size, 2);
  });
});

function scan(keys: readonly string[], prefix: string, delimiter: string) {
  const below = keys.filter((name) => name.startsWith(prefix)).sort(compareKeys);
  const folder = (name: string) => {
    const at = delimiter ? name.indexOf(delimiter, prefix.length) : -1;
    return at < 0 ? undefined : name.slice(0, at + 1);
  };
  const folders = below.map(folder).filter((name) => name !== undefined);
  return {
    keys: below.filter((name) => folder(name) === undefined),
    prefixes: [...new Set(folders)],
  };
}
