import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';
import { ensurePackages, pinnedNode, top } from '../support/bootstrap.mjs';
import { demoSpace } from '../support/demo/fillDemo.ts';
import { ensureEditor, NEWEST } from '../support/editor/install.mjs';
import { type Running, start } from '../support/process.mjs';
import { freePorts, scratchFolder } from '../support/scratch.mjs';

const isRunning = /Ctrl\+C ends the editor/;

/** What `npm start` does, with temporary files of its own, a mark in all that it starts, and a desktop `code` on PATH. */
async function startDemo(args: string[], environment: Record<string, string> = {}) {
  const folder = scratchFolder('start');
  const [bin, tmp] = [join(folder, 'bin'), join(folder, 'tmp')];
  await mkdir(bin);
  await mkdir(tmp);
  const seen = join(folder, 'code-arguments');
  await writeFile(join(bin, 'code'), fakeCode(seen), { mode: 0o755 });
  const env = {
    ...withoutDesktop(),
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    TMPDIR: tmp,
    // No browser opens.
    CI: '1',
    SPACEPORT_TEST_MARK: folder,
    ...environment,
  };
  const demo = start(pinnedNode(), ['test/support/start.mjs', ...args], { name: 'npm start', cwd: top, env });
  return {
    demo,
    seen,
    processes: () => processesWith(`SPACEPORT_TEST_MARK=${folder}`),
    files: () => readdirSync(tmp),
  };
}

/** A desktop VS Code whose window closes at once. */
const fakeCode = (seen: string) => `#!/bin/sh
if [ "$1" = --version ]; then echo 1.139.1; exit; fi
printf '%s\\n' "$@" >> '${seen}'
for word in "$@"; do case "$word" in
  --extensionDevelopmentPath=*) ls "\${word#*=}" >> '${seen}';;
esac; done
`;

function withoutDesktop(): NodeJS.ProcessEnv {
  const desktop = /^(?:DISPLAY|WAYLAND_DISPLAY|VSCODE_.*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !desktop.test(name)));
}

/** Ids of all processes in whose environment a text is. */
function processesWith(text: string): string[] {
  return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && environmentOf(pid).includes(text));
}

function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    return '';
  }
}

async function untilRunning(demo: Running): Promise<string> {
  await demo.untilOutput(isRunning, 60_000);
  return demo.output;
}

describe('npm start', () => {
  before(async function () {
    // At once, unless this is the first run.
    this.timeout(900_000);
    await ensurePackages();
    await ensureEditor(NEWEST, { native: 'ifPossible' });
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`shows the editor in the browser; ${signal} leaves neither a process nor a file`, async function () {
      this.timeout(120_000);
      // Inside a remote window "code" opens files there, no editor of its own.
      const [port = 0] = await freePorts(1);
      const { demo, processes, files, seen } = await startDemo(['--store-port', String(port)], {
        VSCODE_IPC_HOOK_CLI: '/run/x',
      });
      const output = await untilRunning(demo);
      assert.match(output, /"code" is on PATH, but it belongs to a remote window/);
      const [, url = ''] = /Open this in a browser on this machine: (\S+)/.exec(output) ?? [];
      const page = await fetch(url);
      assert.equal(page.status, 200);
      assert.match(await page.text(), /workbench/);
      const unsigned = await fetch(`http://127.0.0.1:${port}/${demoSpace}/my-object.zip`);
      assert.equal(unsigned.status, 403);
      assert.match(await unsigned.text(), /<Code>AccessDenied</);
      assert.ok(processes().length >= 3, 'this script, the demo and the editor');
      assert.notDeepEqual(files(), []);

      demo.child.kill(signal);
      assert.equal(await demo.ended, `exit code ${signal === 'SIGINT' ? 130 : 143}`);
      assert.deepEqual(processes(), []);
      assert.deepEqual(files(), []);
      assert.equal(existsSync(seen), false, '"code" was not used');
    });
  }

  it('opens a desktop "code" with data of its own; when its window is closed, all ends', async function () {
    this.timeout(120_000);
    const { demo, seen, processes, files } = await startDemo([], { DISPLAY: ':99' });
    assert.equal(await demo.ended, 'exit code 0');
    assert.match(demo.output, /VS Code was closed: the demo store ends, too\./);
    const words = readFileSync(seen, 'utf8').split('\n');
    assert.deepEqual(words.slice(0, 3), ['--wait', '--new-window', '--user-data-dir']);
    for (const word of ['package.json', 'dist', 'media', 'demo.json']) assert.ok(words.includes(word), word);
    assert.deepEqual(processes(), []);
    assert.deepEqual(files(), []);
  });

  it('says which port is in use, before it installs or builds anything', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    for (const option of ['port', 'store-port']) {
      const { demo } = await startDemo([`--${option}`, String(port)]);
      assert.equal(await demo.ended, 'exit code 1');
      assert.equal(demo.output, `Port ${port} is in use. Leave out --${option}, or name another one.\n`);
    }
    server.close();
  });

  it('says its options, and what is wrong with those given', async () => {
    const help = (await startDemo(['--help'])).demo;
    assert.equal(await help.ended, 'exit code 0');
    assert.match(help.output, /--browser .*--port PORT .*--store-port PORT /s);
    for (const args of [['--nix'], ['--port', '70000'], ['--port', 'x']]) {
      const { demo } = await startDemo(args);
      assert.equal(await demo.ended, 'exit code 1');
      assert.match(demo.output, /Unknown option '--nix'|must be a port number/);
      assert.doesNotMatch(demo.output, /^ {4}at /m);
    }
  });
});
