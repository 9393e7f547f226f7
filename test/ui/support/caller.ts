// Another extension that calls Spaceport's commands with arguments, as a test tells it.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../../support/scratch.mjs';
import type { MemoryStore } from '../../support/store/memoryStore.ts';
import { eventually } from './wait.ts';

export interface Caller {
  /** For `SessionOptions.developmentPath`. */
  readonly developmentPath: string;
  /** Runs `spaceport.<id>` with one object. Throws what the command threw. */
  call(id: string, args?: object): Promise<unknown>;
  /** To be called before the window is loaded anew: what follows waits for its new extension host. */
  reloading(): Promise<void>;
  /** Adds a path-style connection to a store, with further fields. Gives its id. */
  addConnection(store: MemoryStore, name: string, more?: object): Promise<string>;
}

export async function makeCaller(): Promise<Caller> {
  const folder = join(scratchFolder('caller'), 'extension');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'main.cjs'), source);
  const portFile = join(folder, 'port');
  const call = async (id: string, args?: object) => {
    let port = '';
    await eventually(async () => {
      port = await readFile(portFile, 'utf8');
      return port !== '';
    }, 30_000);
    const body = JSON.stringify({ id: `spaceport.${id}`, args });
    const ask = async () => {
      const response = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body });
      return (await response.json()) as { result?: unknown; error?: string };
    };
    let answer = await ask();
    // A window may hear of what was installed after its other extensions have begun.
    const isKnown = () => answer.error !== `command 'spaceport.${id}' not found`;
    if (!isKnown())
      await eventually(async () => {
        answer = await ask();
        return isKnown();
      }, 30_000);
    const { result, error } = answer;
    if (error !== undefined) throw new Error(error);
    return result;
  };
  const addConnection = async ({ endpoint, region, credentials }: MemoryStore, name: string, more = {}) => {
    const place = { provider: 'custom', endpoint, region, addressing: 'path' };
    const { accessKeyId, secretAccessKey } = credentials;
    return String(await call('addConnection', { name, ...place, accessKeyId, secretAccessKey, ...more }));
  };
  const reloading = () => rm(portFile, { force: true });
  return { developmentPath: folder, call, reloading, addConnection };
}

const manifest = {
  name: 'caller',
  publisher: 'fixture',
  version: '0.0.1',
  engines: { vscode: '^1.105.0' },
  main: './main.cjs',
  activationEvents: ['onStartupFinished'],
};

const source = `const vscode = require('vscode');
const { createServer } = require('node:http');
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { text } = require('node:stream/consumers');
exports.activate = () => {
  const server = createServer(async (request, response) => {
    try {
      const { id, args } = JSON.parse(await text(request));
      response.end(JSON.stringify({ result: await vscode.commands.executeCommand(id, args) }));
    } catch (error) {
      response.end(JSON.stringify({ error: error.message }));
    }
  });
  server.listen(0, '127.0.0.1', () => writeFileSync(join(__dirname, 'port'), String(server.address().port)));
};
`;
