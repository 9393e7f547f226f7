import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { StringDecoder } from 'node:string_decoder';
import type { LocalMachine, RunningProgram } from '../core/localMachine.ts';

/** The machine of Node's host. */
export const localMachine: LocalMachine = {
  system: process.platform === 'win32' ? 'windows' : 'unix',
  homeFolder: homedir(),
  async fileSize(path) {
    const found = await stat(path);
    if (!found.isFile()) throw new Error('not a file');
    return found.size;
  },
  async start(program, args, input) {
    const child = spawn(program, args, {
      cwd: homedir(),
      // Not through a shell: nothing is read twice, and a window of its own would flash up on Windows.
      shell: false,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // Throws what `error` brings: there is no such program, or it may not be run.
    await once(child, 'spawn');
    // A program may end before it has read all.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    return {
      onOutput(listener) {
        for (const stream of ['stdout', 'stderr'] as const) {
          const decoder = new StringDecoder('utf8');
          child[stream].on('data', (bytes: Buffer) => listener(stream, decoder.write(bytes)));
        }
      },
      // Not `exit`: what it wrote last is read by then.
      exited: once(child, 'close').then(([code]) => (typeof code === 'number' ? code : undefined)),
      end: () => void child.kill(),
    } satisfies RunningProgram;
  },
};
