// VS Code's own server with everything of its own: data folder, home, settings, process group.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Running, start } from '../process.mjs';
import { scratchFolder } from '../scratch.mjs';
import { type Editor, ensureEditor } from './install.mjs';

export interface ServerOptions {
  /** VS Code's version: `NEWEST` or `OLDEST` of install.mjs. */
  version: string;
  /** User settings, over the quiet ones. */
  settings?: Record<string, unknown>;
  /** Environment of the server and the extension host, over a bare one. */
  env?: Record<string, string>;
}

/** A running server. `root` holds all that it writes, apart from what the browser keeps in its profile. */
export interface EditorServer {
  editor: Editor;
  /** `http://127.0.0.1:PORT` */
  url: string;
  /** `127.0.0.1:PORT`, the authority of its `vscode-remote` addresses. */
  authority: string;
  root: string;
  home: string;
  /** Its `--server-data-dir`. */
  dataFolder: string;
  /** Folder of `settings.json`, `globalStorage` and the like. */
  userFolder: string;
  logsFolder: string;
  env: Record<string, string>;
  process: Running;
  /** Adds to the user settings; a page that is loaded after it has them from its start. */
  changeSettings(more: Record<string, unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** User settings under which the editor shows, fetches and saves nothing of its own accord. */
export const quietSettings = {
  // In a browser it would be on.
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'chat.agentHost.enabled': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.showReleaseNotes': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'git.enabled': false,
};

/** Spaceport runs in the browser's worker, as on vscode.dev, and not beside it in the server's Node host. */
export const inWebHost = { 'remote.extensionKind': { 'spaceport.spaceport': ['web'] } };

/** Starts a server on a free port; ready when this resolves (under a second once installed). */
export async function startEditorServer(options: ServerOptions): Promise<EditorServer> {
  const editor = await ensureEditor(options.version);
  const root = scratchFolder('editor');
  const data = join(root, 'server');
  const home = join(root, 'home');
  const userFolder = join(data, 'data', 'User');
  await mkdir(home, { recursive: true });
  await mkdir(userFolder, { recursive: true });
  const settings: Record<string, unknown> = { ...quietSettings };
  const changeSettings = async (more: Record<string, unknown> = {}) => {
    Object.assign(settings, more);
    await writeFile(join(userFolder, 'settings.json'), JSON.stringify(settings, null, 2));
  };
  await changeSettings(options.settings);
  const env = { ...bareEnvironment(home), ...options.env };
  const server = start(editor.node, serverArguments(editor, data), { name: 'VS Code server', env });
  const [, port] = await server.untilOutput(/Extension host agent listening on (\d+)/);
  const authority = `127.0.0.1:${port}`;
  return {
    editor,
    url: `http://${authority}`,
    authority,
    root,
    home,
    userFolder,
    dataFolder: data,
    logsFolder: join(data, 'data', 'logs'),
    env,
    process: server,
    changeSettings,
    stop: () => server.stop(1_000),
  };
}

/** A closed page's extension host ends after the grace time; without it, it would stay for three hours. */
function serverArguments({ server }: Editor, data: string): string[] {
  return [
    server,
    ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--accept-server-license-terms'],
    ...['--server-data-dir', data, '--telemetry-level', 'off', '--reconnection-grace-time', '2'],
    '--enable-smoke-test-driver',
  ];
}

/** What a person's machine has, and nothing of ours: neither AWS variables, nor proxies, nor an outer VS Code. */
function bareEnvironment(home: string): Record<string, string> {
  const { PATH = '', LANG = 'C.UTF-8', TZ } = process.env;
  const bare = { PATH, LANG, HOME: home, SHELL: '/bin/bash' };
  // It does not remove its sockets and temporary files when it is ended.
  return { ...bare, XDG_RUNTIME_DIR: home, TMPDIR: home, ...(TZ === undefined ? {} : { TZ }) };
}

/** Every log file whose name fits, as one text: the extension host and each log channel write one. */
export async function readLogs(server: Pick<EditorServer, 'logsFolder'>, name = /\.log$/): Promise<string> {
  const files = await readdir(server.logsFolder, { recursive: true });
  const texts = files
    .filter((file) => name.test(file))
    .map((file) => readFile(join(server.logsFolder, file), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}
