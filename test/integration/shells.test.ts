import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { type UnixShell, unixShells } from '../support/shells/environment.ts';
import { type ShellRunner, shellRunner } from '../support/shells/run.ts';
import { openTerminal, type Terminal } from '../support/shells/terminal.ts';

const printable = [
  '',
  'plain',
  ' edges ',
  `it's "quoted"`,
  '$HOME `id` $(id) $x',
  'back\\slash\\',
  "\\'",
  '!! !$ ^a^b',
  '-n',
  '@x <y >z |&;',
  '~ =ls *?[a]{b,c} #',
  '%41%2F',
  'ä 漢字 🚀 e\u0301',
  '\u00a0\u2028',
  'x'.repeat(1024),
];
const withControls = ['two\nlines', 'tab\tand\rreturn', 'bell\u0007 delete\u007f escape\u001b[A'];

/** Completion takes it, unless the paste is bracketed and the shell honours that. */
const tabs: Record<UnixShell, string> = { bash: 'keeps', dash: 'keeps', zsh: 'keeps', fish: 'eats' };

/** Each shell's own rule, the simplest there is. */
function quote(shell: UnixShell, text: string): string {
  return shell === 'fish'
    ? `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
    : `'${text.replaceAll("'", "'\\''")}'`;
}

for (const shell of unixShells) {
  describe(`running lines in ${shell}`, () => {
    let runner: ShellRunner;
    before(async () => {
      runner = await shellRunner();
    });

    for (const how of ['argument', 'script'] as const) {
      it(`passes odd words as they are, as ${how}`, async () => {
        const words = [...printable, ...withControls];
        const line = `/usr/bin/printf '%s\\0' ${words.map((word) => quote(shell, word)).join(' ')}`;
        const { stdout, stderr, status } = await runner.run(shell, line, how);
        assert.deepEqual([stdout, stderr, status], [words.map((word) => `${word}\0`).join(''), '', 0]);
      });
    }

    it('tells status and standard error', async () => {
      const result = await runner.run(shell, 'echo oops >&2; exit 7');
      assert.deepEqual(result, { stdout: '', stderr: 'oops\n', status: 7 });
    });

    it('ends what takes too long', async () => {
      await assert.rejects(runner.run(shell, 'sleep 60', 'argument', 50), /took more than 50 ms/);
    });

    it('has a home of its own and no AWS variables', async () => {
      process.env.AWS_PROFILE = 'canary';
      try {
        const { stdout } = await runner.run(shell, 'env; pwd');
        assert.match(stdout, new RegExp(`^HOME=${runner.folder}$`, 'm'));
        assert.ok(stdout.endsWith(`${runner.folder}\n`));
        assert.doesNotMatch(stdout, /AWS_|HISTFILE/);
      } finally {
        delete process.env.AWS_PROFILE;
      }
    });
  });

  describe(`pasting into ${shell}`, () => {
    let terminal: Terminal;
    beforeEach(async () => {
      terminal = await openTerminal(shell);
    });
    afterEach(() => terminal.close());

    it('passes odd words as they are', async () => {
      for (const [number, word] of [...printable, 'two\nlines'].entries()) {
        const line = `/usr/bin/printf %s ${quote(shell, word)} > out${number}`;
        assert.equal((await terminal.paste(line)).status, 0);
        assert.equal(readFileSync(`${terminal.folder}/out${number}`, 'utf8'), word);
      }
    });

    it(shell === 'dash' ? 'cuts lines over 4,095 bytes' : 'takes long lines', async () => {
      const [before, after] = ["/usr/bin/printf %s '", "' > out; true"];
      const pasteLine = async (bytes: number) => {
        await terminal.paste(`${before}${'x'.repeat(bytes - before.length - after.length)}${after}`);
        return readFileSync(`${terminal.folder}/out`, 'utf8').length + before.length + after.length;
      };
      assert.equal(await pasteLine(4095), 4095);
      if (shell === 'dash')
        await assert.rejects(terminal.paste(`echo '${'x'.repeat(5000)}'`, { timeoutMs: 500 }));
      else assert.equal(await pasteLine(20_000), 20_000);
    });

    it(`${tabs[shell]} a pasted TAB`, async () => {
      await terminal.paste("/usr/bin/printf %s 'a\tb' > out");
      assert.equal(readFileSync(`${terminal.folder}/out`, 'utf8'), tabs[shell] === 'keeps' ? 'a\tb' : 'ab');
    });

    it('tells each status', async () => {
      assert.equal((await terminal.paste('false')).status, 1);
      assert.equal((await terminal.paste('true')).status, 0);
      assert.match((await terminal.paste('no-such-command-here')).output, /not found|unknown/i);
    });

    it('shows where a line that never ends got to', async () => {
      await assert.rejects(
        terminal.paste("echo 'open", { timeoutMs: 300 }),
        /no prompt came back; it showed .*open/,
      );
    });

    it('keeps no history', async () => {
      await terminal.paste('echo canary-3141');
      await terminal.paste('exit').catch(() => {});
      for (const name of readdirSync(terminal.folder, { recursive: true, withFileTypes: true })) {
        if (!name.isFile()) continue;
        assert.doesNotMatch(readFileSync(`${name.parentPath}/${name.name}`, 'latin1'), /canary-3141/);
      }
    });
  });
}
