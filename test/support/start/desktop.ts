import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { findCommand } from '../debian.mjs';
import { run, start } from '../process.mjs';
import { scratchFolder } from '../scratch.mjs';
import type { DemoExtensions } from './extension.ts';
import { demoSettings, editorEnvironment } from './surroundings.ts';

/** The oldest VS Code that takes the extension. */
const oldest = manifest.engines.vscode.replace('^', '');

/** An editor that was opened: where, in words, and its end. */
export interface OpenEditor {
  readonly where: string;
  /** In words: "exit code 0" when it was closed. */
  readonly ended: Promise<string>;
}

/**
 * A desktop `code` that can be used here, or `undefined`, saying why. Inside a remote window `code` is another
 * program, which opens files in that window.
 */
export async function findCode(): Promise<string | undefined> {
  const code = findCommand('code');
  if (code === undefined) return undefined;
  const no = (why: string) => {
    console.log(`"code" is on PATH, but ${why}.`);
    return undefined;
  };
  if (process.env.VSCODE_IPC_HOOK_CLI !== undefined)
    return no("it belongs to a remote window, which can't open an editor of its own");
  if (!hasDisplay()) return no('there is no display');
  const version = await versionOf(code);
  if (version === undefined) return no("it doesn't start");
  if (isOlder(version, oldest)) return no(`it is VS Code ${version}, and Spaceport needs ${oldest}`);
  return code;
}

export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function versionOf(code: string): Promise<string | undefined> {
  const args = ['--version', '--user-data-dir', scratchFolder('code-version'), ...sandboxFlags()];
  try {
    const output = await run(code, args, { timeoutMs: 20_000, env: editorEnvironment() });
    return /^\d+\.\d+\.\d+/m.exec(output)?.[0];
  } catch {
    return undefined;
  }
}

function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) < 0;
}

/** Electron's sandbox refuses root, and only root. */
const sandboxFlags = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** Opens a window of its own, apart from the person's: own data, own extensions. Ends with us. */
export async function openDesktop(code: string, { product, helper }: DemoExtensions): Promise<OpenEditor> {
  const data = scratchFolder('code');
  const user = join(data, 'user', 'User');
  await mkdir(user, { recursive: true });
  await writeFile(join(user, 'settings.json'), JSON.stringify(demoSettings));
  const args = [
    '--wait',
    '--new-window',
    // Root is refused without a data folder of its own.
    ...['--user-data-dir', join(data, 'user'), '--extensions-dir', join(data, 'extensions')],
    ...['--skip-welcome', '--skip-release-notes', '--disable-workspace-trust', ...sandboxFlags()],
    ...[`--extensionDevelopmentPath=${product}`, `--extensionDevelopmentPath=${helper}`],
  ];
  const running = start(code, args, { name: 'VS Code', env: editorEnvironment() });
  return {
    where: 'VS Code opens with the Spaceport view. Closing its window ends the demo, too.',
    ended: running.ended,
  };
}
