import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesToRunAgain, parts, resultOf } from '../../support/parts.mjs';
import { run } from '../../support/process.mjs';
import { sourceFiles, TOP } from './files.ts';

const read = (path: string) => readFileSync(join(TOP, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe('fault 19: no part of the tests can be silently left out', () => {
  it('every test file is in the folder of a part', () => {
    const names = parts.map(({ name }) => name).join('|');
    // Below host/ the folders are the kinds of extension host.
    const known = new RegExp(`^test/(?:(?:${names})/(?!host/)|host/(?:desktop|web)/)`);
    const strays = sourceFiles('test').filter((file) => /\.test\.m?ts$/.test(file) && !known.test(file));
    assert.deepEqual(strays, []);
  });

  it('each part has a script of its own that runs the same', () => {
    for (const { name, args } of parts) assert.equal(scripts[`test:${name}`], `node ${args.join(' ')}`);
  });

  it('npm test without arguments runs every part, and continuous integration runs npm test', () => {
    assert.equal(scripts.test, 'node test/support/run.mjs');
    assert.match(read('.ci/run'), /^exec npm test --silent$/m);
  });

  it('a part fails that ran no test, or broke after its tests passed', () => {
    assert.deepEqual(resultOf('', 'exit code 0'), { passed: 0, failed: 1 });
    assert.deepEqual(resultOf('\n  0 passing (1ms)\n', 'exit code 0'), { passed: 0, failed: 1 });
    assert.deepEqual(resultOf('\n  12 passing (1s)\n', 'exit code 1'), { passed: 12, failed: 1 });
    assert.deepEqual(resultOf('\n  12 passing (1s)\n  2 failing\n', 'exit code 2'), {
      passed: 12,
      failed: 2,
    });
    assert.deepEqual(resultOf('\n  12 passing (1s)\n', 'exit code 0'), { passed: 12, failed: 0 });
  });

  it('files with a failure run once more, but not where many failed', () => {
    const line = (file: string) => `failed in test/ui/${file}.test.ts, where 3 passed\n`;
    assert.deepEqual(filesToRunAgain(`  1 failing\n${line('a')}${line('b')}`), [
      { file: 'test/ui/a.test.ts', passed: 3 },
      { file: 'test/ui/b.test.ts', passed: 3 },
    ]);
    assert.deepEqual(filesToRunAgain([...'abcdefg'].map(line).join('')), []);
    assert.deepEqual(filesToRunAgain('  12 passing (1s)\n'), []);
  });

  it('mocha fails where it finds no test', async () => {
    const none = ['test/support/mocha.mjs', 'unit', '--grep', 'no test has this name'];
    await assert.rejects(run(process.execPath, [...none, '--spec', import.meta.filename], { cwd: TOP }));
  });
});
