// The extension as people get it: packaged, and installed by the editor's own command line.
import { join, resolve } from 'node:path';
import { run } from '../process.mjs';
import { scratchFolder } from '../scratch.mjs';
import type { EditorServer } from './server.ts';

const top = resolve(import.meta.dirname, '../../..');

/** `npm run package` into a scratch folder. @returns the VSIX's path */
export async function packageExtension(): Promise<string> {
  const file = join(scratchFolder('vsix'), 'spaceport.vsix');
  await run('npm', ['run', '-s', 'package', '--', '--out', file], { cwd: top, timeoutMs: 120_000 });
  return file;
}

/** Installs a VSIX into a server's extensions folder; pages that are opened later have it. */
export async function installVsix(server: EditorServer, file: string): Promise<void> {
  const data = ['--server-data-dir', server.dataFolder, '--accept-server-license-terms'];
  await run(server.editor.node, [server.editor.server, '--install-extension', file, ...data], {
    env: server.env,
  });
}
