import { spawn } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Explained } from '../bootstrap.mjs';
import { findCommand } from '../debian.mjs';
import { ensureEditor, NEWEST } from '../editor/install.mjs';
import { start } from '../process.mjs';
import { scratchFolder } from '../scratch.mjs';
import { hasDisplay, type OpenEditor } from './desktop.ts';
import type { DemoExtensions } from './extension.ts';
import { demoSettings, editorEnvironment } from './surroundings.ts';

/** Starts VS Code for the browser (code-server) on this machine with both extensions, and opens it where it can. */
export async function openInBrowser(extensions: DemoExtensions, port: number): Promise<OpenEditor> {
  console.log('VS Code runs in the browser.');
  const { node, serverRoot } = await ensureEditor(NEWEST, { native: 'ifPossible' });
  const home = scratchFolder('browser');
  await layOut(home, extensions);
  const entry = join(serverRoot, '..', '..', 'out', 'node', 'entry.js');
  const server = start(
    node,
    [
      entry,
      ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--config', join(home, 'config.yaml')],
      ...['--user-data-dir', join(home, 'data'), '--extensions-dir', join(home, 'extensions')],
      ...[
        '--disable-telemetry',
        '--disable-update-check',
        '--disable-workspace-trust',
        '--disable-getting-started-override',
      ],
      join(home, 'folder'),
    ],
    {
      name: 'VS Code',
      env: {
        ...editorEnvironment(),
        XDG_DATA_HOME: join(home, 'xdg'),
        XDG_CONFIG_HOME: join(home, 'xdg'),
        XDG_CACHE_HOME: join(home, 'xdg'),
        // It does not remove its sockets and temporary files when it is ended.
        XDG_RUNTIME_DIR: home,
        TMPDIR: home,
      },
    },
  );
  const url = await server.untilOutput(/HTTP server listening on (http:\/\/\S+)/i, 60_000).then(
    ([, found]) => (found ?? '').replace(/\/$/, ''),
    (error: Error) => {
      if (!/EADDRINUSE/.test(error.message)) throw error;
      throw new Explained(`Port ${port} is in use. Leave out --port, or name another one.`);
    },
  );
  const opened = openBrowser(url);
  return {
    where: opened
      ? `Your browser opens VS Code; should it not: ${url}`
      : `Open this in a browser on this machine: ${url}`,
    ended: server.ended,
  };
}

/** The data folder as a first start finds it: both extensions installed, quiet settings, an empty folder open. */
async function layOut(home: string, { product, helper }: DemoExtensions): Promise<void> {
  const user = join(home, 'data', 'User');
  await mkdir(user, { recursive: true });
  await mkdir(join(home, 'folder'), { recursive: true });
  await writeFile(join(home, 'config.yaml'), '');
  await writeFile(join(user, 'settings.json'), JSON.stringify(demoSettings));
  await cp(product, join(home, 'extensions', 'spaceport.spaceport-0.1.0'), { recursive: true });
  await cp(helper, join(home, 'extensions', 'spaceport.spaceport-demo-connection-0.0.1'), {
    recursive: true,
  });
}

/**
 * The person's own browser: it may have been running before us, and stays when we end.
 * @returns whether one was asked to open: only where there is a display
 */
function openBrowser(url: string): boolean {
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  if (process.env.CI || !hasDisplay() || command === undefined) return false;
  if (process.platform !== 'win32' && findCommand(command) === undefined) return false;
  const browser = spawn(command, args, { detached: true, stdio: 'ignore' });
  browser.once('error', () => console.log(`No browser opened: open ${url} in one.`));
  browser.unref();
  return true;
}
