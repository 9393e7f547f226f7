import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { start } from '../process.mjs';
import { shellEnvironment, type UnixShell } from './environment.ts';

export interface ShellResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Exit status; 128 + n after signal n is the shell's own affair. */
  readonly status: number;
}

export interface ShellRunner {
  /** The home folder, also the working folder. */
  readonly folder: string;
  /** Runs a text as one word after `-c`, or as the content of a script file. Throws after `timeoutMs`. */
  run(shell: UnixShell, text: string, how?: 'argument' | 'script', timeoutMs?: number): Promise<ShellResult>;
}

/** Real shells over one scratch home folder; by default all of them. */
export async function shellRunner(shells?: readonly UnixShell[]): Promise<ShellRunner> {
  const env = await shellEnvironment(shells);
  const folder = env.HOME;
  let scripts = 0;
  return {
    folder,
    async run(shell, text, how = 'argument', timeoutMs = 20_000) {
      if (how === 'argument') return collect(shell, ['-c', text], { env, cwd: folder, timeoutMs });
      const path = join(folder, `.script-${scripts++}`);
      await writeFile(path, `${text}\n`);
      return collect(shell, [path], { env, cwd: folder, timeoutMs });
    },
  };
}

async function collect(
  shell: string,
  args: string[],
  { timeoutMs, ...options }: { env: NodeJS.ProcessEnv; cwd: string; timeoutMs: number },
): Promise<ShellResult> {
  const running = start(shell, args, { ...options, graceMs: 500 });
  let stdout = '';
  let stderr = '';
  running.child.stdout?.on('data', (text: string) => {
    stdout += text;
  });
  running.child.stderr?.on('data', (text: string) => {
    stderr += text;
  });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    running.stop();
  }, timeoutMs);
  const how = await running.ended;
  clearTimeout(timer);
  const status = how.match(/^exit code (\d+)$/)?.[1];
  if (status === undefined)
    throw running.failure(timedOut ? `took more than ${timeoutMs} ms` : `ended by ${how}`);
  return { stdout, stderr, status: Number(status) };
}
