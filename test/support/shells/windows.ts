import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
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

const MAX_OUTPUT = 256 * 1024 * 1024;
let files = 0;

/**
 * Runs a text in one of Windows' shells, in a scratch folder. PowerShell reads it from a file, the prompt of cmd from
 * its standard input, where it goes by the rules of the prompt. Resolves to what it wrote; throws where the shell fails.
 */
export async function runInWindows(shell: WindowsShell, text: string, folder: string): Promise<string> {
  const path = join(folder, `script${files++}`);
  // The same Node for all, whatever else is installed.
  const env = { ...process.env, PATH: `${dirname(process.execPath)};${process.env.PATH}` };
  const run = async (program: string, args: string[], input?: string) => {
    const running = promisify(execFile)(program, args, { cwd: folder, env, maxBuffer: MAX_OUTPUT });
    if (input !== undefined) running.child.stdin?.end(input);
    return (await running).stdout;
  };
  switch (shell) {
    case 'the cmd prompt':
      return run('cmd.exe', ['/d', '/q', '/k'], `${text}\r\nexit 0\r\n`);
    case 'a batch file':
      await writeFile(`${path}.bat`, `${text}\r\n`);
      return run('cmd.exe', ['/d', '/c', `${path}.bat`]);
    default: {
      const legacy = shell === 'PowerShell 7, legacy arguments';
      const first = legacy ? "$PSNativeCommandArgumentPassing = 'Legacy'\n" : '';
      // 5.1 reads a file without a mark in the system's code page.
      await writeFile(`${path}.ps1`, `\ufeff${first}${text}\n`);
      const program = shell === 'PowerShell 5.1' ? 'powershell.exe' : 'pwsh.exe';
      return run(program, [
        '-NoProfile',
        '-NonInteractive',
        '-ExecutionPolicy',
        'Bypass',
        '-File',
        `${path}.ps1`,
      ]);
    }
  }
}

/** A folder with a script for `node` that prints its arguments as a line of JSON in ASCII, behind a mark. */
export async function windowsFolder(): Promise<{ folder: string; printer: string }> {
  const folder = scratchFolder('windows shells');
  const printer = join(folder, 'print.mjs');
  await writeFile(printer, PRINTER);
  return { folder, printer };
}

const PRINTER = String.raw`
const json = JSON.stringify(process.argv.slice(2));
const ascii = json.replace(/[^ -~]/g, (unit) => '\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0'));
process.stdout.write('\n@@' + ascii + '\n');
`;

/** What the script printed, call by call. */
export function printed(output: string): string[][] {
  return [...output.matchAll(/^@@(.*?)\r?$/gm)].map(([, json = '']) => JSON.parse(json));
}
