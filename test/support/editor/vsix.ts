// The extension as people get it: packaged, and installed by the editor's own command line.
import { join, resolve } from 'node:path';
import { run } from '../process.mjs';
import { scratchFolder } from '../scratch.mjs';
import type { EditorServer } from './server.ts';

const top = resolve(import.meta.dirname, '../../..');

/**
 * What `npm run package` makes, in a scratch folder.
 * @param env over our environment: the public address
 * @returns the VSIX's path
 */
export async function packageExtension(env: NodeJS.ProcessEnv = {}): Promise<string> {
  const file = join(scratchFolder('vsix'), 'spaceport.vsix');
  const script = join(top, 'test/support/package/pack.ts');
  await run(process.execPath, [script, '--out', file], {
    env: { ...process.env, ...env },
    timeoutMs: 120_000,
  });
  return file;
}

/** Installs a VSIX into a server's extensions folder; pages that are opened later have it. */
export async function installVsix(server: EditorServer, file: string): Promise<void> {
  const data = ['--server-data-dir', server.dataFolder, '--accept-server-license-terms'];
  await run(server.editor.node, [server.editor.server, '--install-extension', file, ...data], {
    env: server.env,
  });
}
