import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { curlConfig } from '../../src/core/curlConfig.ts';
import { defaultFileName } from '../../src/core/keyRules.ts';
import { uploadCommand } from '../../src/core/uploadCommand.ts';
import { localMachine } from '../../src/platform/local.ts';
import { coreKeys } from '../support/oddKeys.ts';
import { scratchFolder } from '../support/scratch.mjs';
import { shellRunner } from '../support/shells/run.ts';
import { Uploads } from '../support/uploads.ts';

const run = promisify(execFile);

describe("curl's configuration by its standard input, against real Ceph", () => {
  it('uploads every odd key from a file of that name, byte for byte', async function () {
    this.timeout(60_000);
    const [uploads, runner] = [await Uploads.start(), await shellRunner()];
    const folder = scratchFolder('curl-config');
    for (const [index, key] of coreKeys.entries()) {
      const content = `content of ${key}`;
      mkdirSync(join(folder, `${index}`));
      const file = join(folder, `${index}`, defaultFileName(key));
      writeFileSync(file, content);
      const form = await uploads.form(key);
      const input = uploadCommand({ form, key, file, shell: curlConfig('unix') });
      const curl = await localMachine.start('curl', ['--disable', '--config', '-'], `silent\n${input}`);
      let said = '';
      curl.onOutput((_stream, text) => {
        said += text;
      });
      assert.deepEqual([await curl.exited, said], [0, ''], JSON.stringify(key));
      assert.equal(await uploads.read(key, runner), content, JSON.stringify(key));
    }
    assert.equal(await uploads.count(), coreKeys.length);
  });

  it('shows nothing of the form in the list of processes, and ends when it is told to', async () => {
    const uploads = await Uploads.start();
    const folder = scratchFolder('curl-config');
    const file = join(folder, 'slow');
    writeFileSync(file, 'x'.repeat(200_000));
    const form = await uploads.form('slow');
    const input = uploadCommand({ form, key: 'slow', file, shell: curlConfig('unix') });
    const curl = await localMachine.start(
      'curl',
      ['--disable', '--config', '-'],
      `limit-rate = "1k"\n${input}`,
    );
    curl.onOutput(() => undefined);
    const { stdout } = await run('ps', ['-eo', 'args', '-ww']);
    assert.ok(stdout.split('\n').includes('curl --disable --config -'));
    for (const [, value] of form.fields.filter(([name]) => /policy|signature/i.test(name)))
      assert.ok(!stdout.includes(value));
    curl.end();
    assert.equal(await curl.exited, undefined);
  });

  it('a program that is missing is told at once', async () => {
    await assert.rejects(localMachine.start('no-such-program', [], ''), { code: 'ENOENT' });
  });

  it('knows the size of a file, and of nothing else', async () => {
    const folder = scratchFolder('curl-config');
    writeFileSync(join(folder, 'a'), 'abc');
    assert.equal(await localMachine.fileSize(join(folder, 'a')), 3);
    await assert.rejects(localMachine.fileSize(folder));
    await assert.rejects(localMachine.fileSize(join(folder, 'b')));
  });
});
