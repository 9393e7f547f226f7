// Processes that are measured: scripts of ours, and other tools.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';
import { scratchFolder } from '../support/scratch.mjs';
import { highWaterOf } from './highWater.ts';
import type { Measured } from './measured.ts';

/** As one file, like what is shipped: a process that reads TypeScript needs time and memory for that. */
export async function bundled(script: string): Promise<string> {
  const outfile = join(scratchFolder('bench-worker'), 'script.mjs');
  await build({
    ...{ entryPoints: [join(import.meta.dirname, script)], outfile, bundle: true, platform: 'node' },
    ...{ format: 'esm', target: 'es2024' },
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('/');" },
  });
  return outfile;
}

/** What such a script tells, given its plan. */
export async function measuredIn<T extends Measured>(script: string, plan: object): Promise<T> {
  const child = spawn(process.execPath, [script, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`what is measured ended with ${code}`);
  return JSON.parse(output) as T;
}

/** The whole process of another tool. */
export async function measuredTool(
  [command = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Omit<Measured, 'delay'>> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  let peak = 0;
  // The kernel keeps the highest: the last look before the end is enough.
  const look = setInterval(() => {
    peak = Math.max(peak, highWaterOf(child.pid ?? 0));
  }, 20);
  const [code] = await once(child, 'close').finally(() => clearInterval(look));
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  return { whole: performance.now() - start, peak };
}
