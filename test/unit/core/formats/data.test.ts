import assert from 'node:assert/strict';
import fc from 'fast-check';
import { csvOf, jsonOf } from '../../../../src/core/formats/data.ts';
import { linkProblem } from '../../../../src/core/keyRules.ts';
import { linksTo } from '../../../support/links.ts';
import { uploadKey } from '../../../support/oddKeys.ts';

const keys = fc.array(
  uploadKey.filter((key) => linkProblem(key) === undefined),
  { maxLength: 4 },
);

/** RFC 4180 to the letter: what is not in it fails. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  let row: string[] = [];
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    assert.ok(match, 'not RFC 4180');
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  assert.deepEqual(row, []);
  return rows;
}

describe('links as data', () => {
  it('CSV has a header and a row for each, whatever the names', async () => {
    await fc.assert(
      fc.asyncProperty(keys, async (some) => {
        const links = await linksTo(some);
        const [header, ...rows] = readCsv(textOf(csvOf(links)));
        assert.deepEqual(header, ['space', 'key', 'filename', 'size', 'lastModified', 'expiresAt', 'url']);
        assert.deepEqual(
          rows.map(([space, key, , size, , ends, url]) => [
            space,
            key?.replace(/^'(?=[=+\-@\t\r\n])/, ''),
            size,
            ends,
            url,
          ]),
          links.map(({ space, key, size, expiresAt, url }) => [
            space,
            key.replace(/^'(?=[=+\-@\t\r\n])/, ''),
            String(size ?? ''),
            expiresAt.toISOString(),
            url,
          ]),
        );
        for (const text of rows.flat()) assert.doesNotMatch(text, /^[=+\-@\t\r\n＝＋－＠]/);
      }),
      { numRuns: 500 },
    );
  });

  it('a name that a spreadsheet would run gets an apostrophe, in CSV alone', async () => {
    for (const name of ['=1+1', '+x', '-x', '@SUM(A1)', '\tx', '＝1']) {
      const links = await linksTo([name]);
      assert.equal(readCsv(textOf(csvOf(links)))[1]?.[1], `'${name}`);
      assert.equal((JSON.parse(textOf(jsonOf(links))) as { key: string }[])[0]?.key, name);
    }
  });

  it('JSON is what is known of each', async () => {
    const links = await linksTo(['ab', 'a b.zip']);
    const [known, unknown] = JSON.parse(textOf(jsonOf(links))) as object[];
    assert.deepEqual(known, {
      space: 'example-bucket',
      key: 'ab',
      filename: 'ab',
      size: 1234,
      lastModified: '2026-01-02T03:04:05.000Z',
      expiresAt: '2026-01-02T04:04:05.000Z',
      url: links[0]?.url,
    });
    assert.deepEqual(Object.keys(unknown ?? {}), ['space', 'key', 'filename', 'expiresAt', 'url']);
  });
});

function textOf(pieces: Iterable<string>): string {
  return [...pieces].join('');
}
