import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOP } from './files.ts';

const rows = readFileSync(join(TOP, 'docs/peers.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| (?:fault )?\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** Names of tests and groups, as they stand in a file: what is put into them is cut off. */
function namesIn(file: string): readonly string[] {
  const source = readFileSync(join(TOP, file), 'utf8');
  const titles = source.matchAll(/\b(?:it|describe)\(\s*(?:'((?:\\.|[^'])*)'|"([^"]*)"|`([^`]*)`)/g);
  return [...titles].map(([, single = '', double = '', template = '']) => single + double + template);
}

describe('docs/peers.md', () => {
  it('answers every row up to those of other hosts, and every fault, each once', () => {
    const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
    assert.deepEqual(
      rows.map(([, number]) => number),
      [...upTo(71).map(String), ...upTo(20).map((fault) => `fault ${fault}`)],
    );
  });

  for (const [, number, feature = '', what = '', shownBy = ''] of rows) {
    const isFault = number?.startsWith('fault') === true;
    it(`row ${number}, ${feature}: each test that shows it is there`, () => {
      assert.ok(what.length > (isFault ? 2 : 10));
      const shown = [...shownBy.matchAll(/`(test\/[\w./]+)` › (.+?)(?= · `test|$)/g)];
      assert.equal(shown.length, shownBy.split(' › ').length - 1);
      assert.ok(shown.length > 0);
      for (const [, , name = ''] of shown) assert.ok(!isFault || name.startsWith(`${number}:`), name);
      for (const [, file = '', name = ''] of shown)
        assert.ok(
          namesIn(file).some((each) => each.includes(name)),
          `${file}: ${name}`,
        );
    });
  }
});
