import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOP } from './files.ts';

const rows = readFileSync(join(TOP, 'docs/peers.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** Names of tests and groups, as they stand in a file: what is put into them is cut off. */
function namesIn(file: string): readonly string[] {
  const source = readFileSync(join(TOP, file), 'utf8');
  const titles = source.matchAll(/\b(?:it|describe)\(\s*(?:'((?:\\.|[^'])*)'|"([^"]*)"|`([^`]*)`)/g);
  return [...titles].map(([, single = '', double = '', template = '']) => single + double + template);
}

describe('docs/peers.md', () => {
  it('answers every row about sharing, transfers, objects and connections, and each row once', () => {
    const numbers = rows.map(([, number]) => Number(number));
    const from = (first: number, last: number) =>
      Array.from({ length: last - first + 1 }, (_, index) => first + index);
    assert.deepEqual(numbers, [...from(1, 22), ...from(30, 63)]);
  });

  for (const [, number, feature = '', what = '', shownBy = ''] of rows) {
    it(`row ${number}, ${feature}: each test that shows it is there`, () => {
      assert.ok(what.length > 10);
      const shown = [...shownBy.matchAll(/`(test\/[\w./]+)` › (.+?)(?= · `test|$)/g)];
      assert.equal(shown.length, shownBy.split(' › ').length - 1);
      assert.ok(shown.length > 0);
      for (const [, file = '', name = ''] of shown)
        assert.ok(
          namesIn(file).some((each) => each.includes(name)),
          `${file}: ${name}`,
        );
    });
  }
});
