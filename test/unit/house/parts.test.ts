import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { batchesOf, failuresIn, filesToRunAgain, parts, resultOf, sumOf } from '../../support/parts.mjs';
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

  it('a part in batches runs each of its files in one of them', () => {
    const [ui, unit] = ['ui', 'unit'].map((name) => parts.find((part) => part.name === name));
    assert.ok(ui && unit);
    const words = batchesOf(ui).map((args) => args.slice(ui.args.length));
    assert.ok(words.length > 1 && words.every((each) => each.length > 0));
    const files = words.flat().filter((word) => word !== '--spec');
    assert.deepEqual(
      files,
      sourceFiles('test/ui').filter((file) => file.endsWith('.test.ts')),
    );
    assert.deepEqual(batchesOf(unit), [unit.args]);
  });

  it('a process that broke, or whose hooks failed, has failed whatever is run again', () => {
    const well = { output: '\n  5 passing (1s)\n', how: 'exit code 0' };
    const flaky = {
      output: '\n  4 passing (1s)\n  1 failing\nfailed in test/ui/a.test.ts, where 3 passed\n',
      how: 'exit code 1',
    };
    assert.deepEqual(sumOf([well, flaky]), { passed: 9, failed: 1, lost: 0 });
    const killed = { output: '  a test\n', how: 'signal SIGKILL' };
    assert.deepEqual(sumOf([well, killed, flaky]), { passed: 9, failed: 2, lost: 1 });
    const late = { ...flaky, how: 'signal SIGKILL' };
    assert.deepEqual(sumOf([late]), { passed: 4, failed: 1, lost: 1 });
    const hook = { output: `${flaky.output}failed in , where 0 passed\n`, how: 'exit code 2' };
    assert.deepEqual(sumOf([hook]), { passed: 4, failed: 1, lost: 1 });
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

  it('what failed is told once more at the end, of mocha and of the hosts', () => {
    const mocha =
      '  3 passing (1s)\n  1 failing\n\n  1) saves:\n     Error: no\n\n\n\nfailed in a.test.ts, where 3 passed\n';
    const one = failuresIn(mocha);
    assert.equal(one, '\n  1) saves:\n     Error: no');
    assert.equal(failuresIn(`  ✔ a\n${mocha}${mocha}`), `${one}\n${one}`);
    const host =
      '    ✔ a (1 ms)\n    ✘ b (2 ms)\n        Error: no\n          at c\n    ✔ d (1 ms)\n\n  2 passing\n  1 failing\n';
    assert.equal(failuresIn(host), '    ✘ b (2 ms)\n        Error: no\n          at c');
    assert.equal(failuresIn('  12 passing (1s)\n'), '');
    const long = `  1 failing\n${'  line\n'.repeat(500)}failed in a.test.ts, where 3 passed\n`;
    assert.equal(failuresIn(long).split('\n').length, 121);
  });

  it('mocha fails where it finds no test', async () => {
    const none = ['test/support/mocha.mjs', 'unit', '--grep', 'no test has this name'];
    await assert.rejects(run(process.execPath, [...none, '--spec', import.meta.filename], { cwd: TOP }));
  });
});
