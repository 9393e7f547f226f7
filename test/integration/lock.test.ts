import assert from 'node:assert/strict';
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../support/lock.mjs';
import { start } from '../support/process.mjs';
import { scratchFolder } from '../support/scratch.mjs';

const script = (file: string) => `
  import { withLock } from '${new URL('../support/lock.mjs', import.meta.url)}';
  await withLock('${file}', async () => {
    console.log('it is mine');
    await new Promise((resolve) => process.stdin.once('data', resolve));
    console.log('done');
  }, () => console.log('somebody has it'));
  process.exit(0);`;

const holder = (file: string) =>
  start(process.execPath, ['--input-type=module', '--eval', script(file)], { stdin: true });

describe('one installation at a time', () => {
  it('the second command waits, says so once, and goes on when the first is done', async () => {
    const file = join(scratchFolder('lock'), 'new folder', 'making');
    const first = holder(file);
    await first.untilOutput(/it is mine/);
    const second = holder(file);
    await second.untilOutput(/somebody has it/);
    assert.doesNotMatch(second.output, /it is mine/);
    first.child.stdin?.write('go\n');
    await second.untilOutput(/it is mine/);
    assert.match(first.output, /done/);
    second.child.stdin?.write('go\n');
    assert.equal(await second.ended, 'exit code 0');
    assert.equal(second.output, 'somebody has it\nit is mine\ndone\n');
    assert.equal(existsSync(file), false);
  });

  it('one that is interrupted lets go', async () => {
    const file = join(scratchFolder('lock'), 'making');
    const first = holder(file);
    await first.untilOutput(/it is mine/);
    first.child.kill('SIGINT');
    await first.ended;
    assert.equal(existsSync(file), false);
  });

  it('a failure lets go and is passed on', async () => {
    const file = join(scratchFolder('lock'), 'making');
    const fail = () => Promise.reject(new Error('on purpose'));
    await assert.rejects(withLock(file, fail, assert.fail), /on purpose/);
    assert.equal(existsSync(file), false);
  });

  it('does not wait for one that was killed', async () => {
    const file = join(scratchFolder('lock'), 'making');
    writeFileSync(file, '');
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(file, longAgo, longAgo);
    assert.equal(
      await withLock(
        file,
        async () => 'mine',
        () => undefined,
      ),
      'mine',
    );
  });
});
