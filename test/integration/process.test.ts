import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { run, start } from '../support/process.mjs';

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    // A killed child of a killed parent may wait for init to reap it.
    return !/^\S+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
};

const withGrandchild = 'sleep 60 & echo "grandchild $!"; wait';

describe('child processes of the tests', () => {
  it('stops the whole group', async () => {
    const shell = start('bash', ['-c', withGrandchild]);
    const [, pid] = await shell.untilOutput(/grandchild (\d+)\n/);
    assert.equal(isAlive(Number(pid)), true);
    await shell.stop();
    assert.equal(isAlive(Number(pid)), false);
    assert.equal(await shell.ended, 'SIGTERM');
  });

  it('kills what ignores the polite signal', async () => {
    const shell = start('bash', ['-c', 'trap "" TERM; echo ready; while :; do sleep 0.1; done']);
    await shell.untilOutput(/ready/);
    await shell.stop(100);
    assert.equal(await shell.ended, 'SIGKILL');
  });

  it('stops them when it is interrupted itself', async () => {
    const code = `import { start } from '${new URL('../support/process.mjs', import.meta.url)}';
      const child = start('bash', ['-c', '${withGrandchild}'], { onOutput: (text) => process.stdout.write(text) });
      setInterval(() => {}, 1000);`;
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const parent = start(process.execPath, ['--input-type=module', '--eval', code]);
      const [, pid] = await parent.untilOutput(/grandchild (\d+)\n/);
      parent.child.kill(signal);
      assert.equal(await parent.ended, `exit code ${signal === 'SIGINT' ? 130 : 143}`);
      assert.equal(isAlive(Number(pid)), false);
    }
  });

  it('stops them when it throws', async () => {
    const code = `import { start } from '${new URL('../support/process.mjs', import.meta.url)}';
      const child = start('bash', ['-c', '${withGrandchild}'], { onOutput: (text) => process.stdout.write(text) });
      await child.untilOutput(/grandchild/);
      throw new Error('on purpose');`;
    const parent = start(process.execPath, ['--input-type=module', '--eval', code]);
    const [, pid] = await parent.untilOutput(/grandchild (\d+)\n/);
    assert.equal(await parent.ended, 'exit code 1');
    // It can only send the signal, not wait for what it does.
    while (isAlive(Number(pid))) await delay(20);
  });

  it('says what a process printed when it ended instead of getting ready', async () => {
    const shell = start('bash', ['-c', 'echo no such luck; exit 3'], { name: 'the shell' });
    await assert.rejects(shell.untilOutput(/ready/), /^Error: the shell ended too early.*no such luck/s);
    await assert.rejects(
      shell.until(() => false),
      /^Error: the shell ended too early/,
    );
    await assert.rejects(run('bash', ['-c', 'echo bad >&2; exit 3']), /failed \(exit code 3\).*bad/s);
  });

  it('says which command is missing', async () => {
    await assert.rejects(run('no-such-command', []), /no-such-command/);
  });

  it('gives up on a process that never gets ready', async () => {
    const sleeper = start('sleep', ['60']);
    await assert.rejects(sleeper.untilOutput(/ready/, 50), /did not print/);
    await assert.rejects(
      sleeper.until(() => Promise.reject(new Error('refused')), 50),
      /not ready in 50 ms: refused/,
    );
    await sleeper.stop();
    await assert.rejects(run('sleep', ['60'], { timeoutMs: 50 }), /took more than 50 ms/);
  });
});
