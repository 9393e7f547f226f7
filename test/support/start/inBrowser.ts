import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Explained } from '../bootstrap.mjs';
import { findCommand } from '../debian.mjs';
import { ensureEditor, NEWEST } from '../editor/install.mjs';
import { start } from '../process.mjs';
import { scratchFolder } from '../scratch.mjs';
import type { OpenEditor } from './desktop.ts';
import type { DemoExtensions } from './extension.ts';

/** Starts VS Code for the browser (code-server) on this machine with both extensions, and opens it where it can. */
export async function openInBrowser(extensions: DemoExtensions, port: number): Promise<OpenEditor> {
  console.log(
    'No desktop "code" is used: VS Code runs in the browser. The first run installs it, about a minute.',
  );
  const { node, serverRoot } = await ensureEditor(NEWEST);
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
    { name: 'VS Code', env: environment(home) },
  );
  const url = await server.untilOutput(/HTTP server listening on (http:\/\/\S+)/i, 30_000).then(
    ([, found]) => (found ?? '').replace(/\/$/, ''),
    (error: Error) => {
      if (!/EADDRINUSE/.test(error.message)) throw error;
      throw new Explained(`Port ${port} for the editor is in use. Leave out --port, or name another one.`);
    },
  );
  const opened = openBrowser(url);
  return {
    where: opened ? `Your browser opens ${url}` : `Open this in a browser on this machine: ${url}`,
    ended: server.ended,
  };
}

/** The data folder as a first start finds it: both extensions installed, quiet settings, an empty folder open. */
async function layOut(home: string, { product, helper }: DemoExtensions): Promise<void> {
  const user = join(home, 'data', 'User');
  await mkdir(user, { recursive: true });
  await mkdir(join(home, 'folder'), { recursive: true });
  await writeFile(join(home, 'config.yaml'), '');
  await writeFile(
    join(user, 'settings.json'),
    JSON.stringify({
      'workbench.startupEditor': 'none',
      'chat.disableAIFeatures': true,
      'workbench.secondarySideBar.defaultVisibility': 'hidden',
    }),
  );
  await cp(product, join(home, 'extensions', 'spaceport.spaceport-0.1.0'), { recursive: true });
  await cp(helper, join(home, 'extensions', 'spaceport.spaceport-demo-connection-0.0.1'), {
    recursive: true,
  });
}

/** Ours without what an outer editor or npm left in it. */
function environment(home: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_|VSCODE_|NODE_OPTIONS$|PORT$|PASSWORD$)/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    XDG_DATA_HOME: join(home, 'xdg'),
    XDG_CONFIG_HOME: join(home, 'xdg'),
  };
}

/** @returns whether a browser was asked to open: only where there is a display */
function openBrowser(url: string): boolean {
  if (process.env.CI) return false;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  const hasDisplay =
    process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
  if (
    !hasDisplay ||
    command === undefined ||
    (process.platform !== 'win32' && findCommand(command) === undefined)
  )
    return false;
  start(command, args);
  return true;
}
