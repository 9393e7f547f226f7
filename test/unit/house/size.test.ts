import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFiles, TOP } from './files.ts';

describe('files', () => {
  it('stay under 300 lines', () => {
    const long = [...sourceFiles('src'), ...sourceFiles('test')]
      .map((file) => ({ file, lines: readFileSync(join(TOP, file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 300);
    assert.deepEqual(long, []);
  });

  it('the composition roots stay under 100 lines', () => {
    for (const file of ['src/extension.ts', 'src/extension.web.ts']) {
      const lines = readFileSync(join(TOP, file), 'utf8').split('\n').length;
      assert.ok(lines <= 100, `${file}: ${lines}`);
    }
  });

  it('no test is left out or run alone', () => {
    for (const file of sourceFiles('test').filter((each) => each.endsWith('.test.ts'))) {
      assert.doesNotMatch(readFileSync(join(TOP, file), 'utf8'), /\b(?:describe|it)\.(?:only|skip)\b/, file);
    }
  });
});
