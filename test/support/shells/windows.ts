import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { text as readAll } from 'node:stream/consumers';
import type { ShellId } from '../../../src/core/settings.ts';
import { scratchFolder } from '../scratch.mjs';

/** Windows PowerShell 5.1, PowerShell 7 as it is and with the arguments of 7.0 to 7.2; cmd reading lines, and a file. */
export const windowsShells = {
  'PowerShell 5.1': 'powershell',
  'PowerShell 7': 'powershell',
  'PowerShell 7, legacy arguments': 'powershell',
  'the cmd prompt': 'cmd',
  'a batch file': 'bat',
} as const satisfies Record<string, ShellId>;

export type WindowsShell = keyof typeof windowsShells;

let files = 0;

/**
 * Runs a text in one of Windows' shells, in a scratch folder. PowerShell reads it from a file, the prompt of cmd from
 * its standard input, where it goes by the rules of the prompt. Resolves to what it wrote; throws where the shell fails.
 */
export async function runInWindows(shell: WindowsShell, text: string, folder: string): Promise<string> {
  const path = join(folder, `script${files++}`);
  switch (shell) {
    case 'the cmd prompt':
      await writeFile(path, `${text}\r\nexit 0\r\n`);
      return run(['cmd.exe', '/d', '/q', '/k'], folder, path);
    case 'a batch file':
      await writeFile(`${path}.bat`, `${text}\r\n`);
      return run(['cmd.exe', '/d', '/c', `${path}.bat`], folder);
    default: {
      const legacy = shell === 'PowerShell 7, legacy arguments';
      const first = legacy ? "$PSNativeCommandArgumentPassing = 'Legacy'\n" : '';
      // 5.1 reads a file without a mark in the system's code page.
      await writeFile(`${path}.ps1`, `\ufeff${first}${text}\n`);
      const program = shell === 'PowerShell 5.1' ? 'powershell.exe' : 'pwsh.exe';
      return run([program, '-NoProfile', '-ExecutionPolicy', 'Bypass', '-File', `${path}.ps1`], folder);
    }
  }
}

/** Its standard input is the file itself: from a pipe a shell may read more than it needs, and start over behind that. */
async function run([program = '', ...args]: string[], cwd: string, input?: string): Promise<string> {
  // The same Node for all, whatever else is installed.
  const env = { ...process.env, PATH: `${dirname(process.execPath)};${process.env.PATH}` };
  const stdin = await open(input ?? devNull);
  const child = spawn(program, args, { cwd, env, stdio: [stdin.fd, 'pipe', 'pipe'] });
  const texts = Promise.all(
    [child.stdout, child.stderr].map((stream) => readAll(stream ?? Readable.from([]))),
  );
  const [code] = await once(child, 'close');
  const [stdout = '', stderr = ''] = await texts;
  await stdin.close();
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${stderr.slice(-2000)}`);
  return stdout;
}

/** A folder with a script for `node` that prints its arguments as a line of JSON in ASCII, behind a mark. */
export async function windowsFolder(): Promise<{ folder: string; printer: string }> {
  const folder = scratchFolder('windows shells');
  const printer = join(folder, 'print.mjs');
  await writeFile(printer, PRINTER);
  return { folder, printer };
}

const PRINTER = String.raw`
import { writeSync } from 'node:fs';
const json = JSON.stringify(process.argv.slice(2));
const ascii = json.replace(/[^ -~]/g, (unit) => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0'));
writeSync(1, '\n@@' + ascii + '\n');
`;

/** What the script printed, call by call. */
export function printed(output: string): string[][] {
  return [...output.matchAll(/^@@(.*?)\r?$/gm)].map(([, json = '']) => JSON.parse(json));
}
