// A connection that is there from the start, made by the same command that any caller may use.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../../support/scratch.mjs';
import type { MemoryStore } from '../../support/store/memoryStore.ts';

/** A folder for `SessionOptions.developmentPath`: an extension that adds a connection to the store when it starts. */
export async function addsConnection(store: MemoryStore, name: string): Promise<string> {
  const folder = join(scratchFolder('adds-connection'), 'extension');
  const { endpoint, region, credentials } = store;
  const { accessKeyId, secretAccessKey } = credentials;
  const args = {
    name,
    provider: 'custom',
    endpoint,
    region,
    addressing: 'path',
    accessKeyId,
    secretAccessKey,
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  await writeFile(join(folder, 'main.cjs'), source(args));
  return folder;
}

const manifest = {
  name: 'adds-connection',
  publisher: 'fixture',
  version: '0.0.1',
  engines: { vscode: '^1.105.0' },
  main: './main.cjs',
  activationEvents: ['onStartupFinished'],
};

const source = (args: object) => `const vscode = require('vscode');
exports.activate = () => vscode.commands.executeCommand('spaceport.addConnection', ${JSON.stringify(args)});
`;
