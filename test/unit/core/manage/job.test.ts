import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isBelow, nameOf, outermost, type Place, parentOf } from '../../../../src/core/manage/job.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';

const at = { connection: LOCAL, space: 'box' };
const object = (key: string): Place => ({ ...at, key });
const folder = (prefix: string) => ({ ...at, prefix });

describe('places', () => {
  it('have a name in the folder that they stand in', () => {
    const rows: readonly (readonly [Place, string, string])[] = [
      [object('a'), 'a', ''],
      [object('a/b.txt'), 'b.txt', 'a/'],
      [object('a//b'), 'b', 'a//'],
      [object('/a'), 'a', '/'],
      [object('a/b/'), 'b/', 'a/'],
      [folder('a/b/'), 'b/', 'a/'],
      [folder('a//'), '/', 'a/'],
      [folder('/'), '/', ''],
      [folder(''), '', ''],
    ];
    for (const [place, name, prefix] of rows)
      assert.deepEqual([nameOf(place), parentOf(place).prefix], [name, prefix]);
  });

  it('are what their folder and name come to, whatever the key is', () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, isFolder) => {
        const place = isFolder ? folder(`${text}/`) : object(text);
        assert.equal(parentOf(place).prefix + nameOf(place), isFolder ? `${text}/` : text);
      }),
    );
  });

  it('each once, without what another of them holds', () => {
    const all = [object('a/1'), folder('a/'), folder('a/b/'), object('c'), object('c'), object('ab')];
    assert.deepEqual(outermost(all), [folder('a/'), object('c'), object('ab')]);
    assert.deepEqual(outermost([folder(''), object('x')]), [folder('')]);
    const elsewhere: Place = { ...at, space: 'other', key: 'a/1' };
    assert.deepEqual(outermost([folder('a/'), elsewhere]), [folder('a/'), elsewhere]);
    const [version, twice, older] = ['v1', 'v1', 'v0'].map((versionId) => ({ ...object('a/1'), versionId }));
    assert.deepEqual(outermost([folder('a/'), object('a/1'), version, twice, older] as Place[]), [
      folder('a/'),
      version,
      older,
    ]);
  });

  it('are many thousands in a moment', () => {
    const keys = Array.from({ length: 30_000 }, (_, index) => object(`a/${index}`));
    const began = performance.now();
    assert.equal(outermost([...keys, ...keys, folder('b/')]).length, keys.length + 1);
    assert.ok(performance.now() - began < 8_000);
  });

  it('two connections may lead to one Space', () => {
    const other = { ...LOCAL, id: 'bbbbbbbbbb', name: 'Other' };
    assert.equal(isBelow({ connection: other, space: 'box', key: 'a/1' }, folder('a/')), true);
    const far = { ...other, endpoint: 'https://elsewhere.example' };
    assert.equal(isBelow({ connection: far, space: 'box', key: 'a/1' }, folder('a/')), false);
  });
});
