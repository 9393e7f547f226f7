import { join } from 'node:path';
import { findCommand } from '../debian.mjs';
import { run, start } from '../process.mjs';
import { scratchFolder } from '../scratch.mjs';
import type { DemoExtensions } from './extension.ts';

/** An editor that was opened: where, in words, and its end. */
export interface OpenEditor {
  readonly where: string;
  readonly ended: Promise<unknown>;
}

/**
 * A desktop `code` that can be used here, or `undefined`, saying why. Inside a remote window `code` is another
 * program, which opens files in that window.
 */
export async function findCode(): Promise<string | undefined> {
  const code = findCommand('code');
  if (code === undefined) return undefined;
  const no = (why: string) => {
    console.log(`"code" is on PATH, but ${why}: using VS Code in the browser instead.`);
    return undefined;
  };
  if (process.env.VSCODE_IPC_HOOK_CLI !== undefined)
    return no("belongs to a remote window, which can't open an editor of its own");
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return no('there is no display');
  try {
    await run(code, ['--version', '--user-data-dir', scratchFolder('code-version')], { timeoutMs: 20_000 });
    return code;
  } catch {
    return no("it doesn't start");
  }
}

/** Opens a window of its own, apart from the person's: own data, own extensions. Ends with us. */
export async function openDesktop(code: string, { product, helper }: DemoExtensions): Promise<OpenEditor> {
  const data = scratchFolder('code');
  const running = start(code, [
    '--wait',
    '--new-window',
    // Root is refused without a data folder of its own.
    ...['--user-data-dir', join(data, 'user'), '--extensions-dir', join(data, 'extensions')],
    ...['--skip-welcome', '--skip-release-notes', '--disable-workspace-trust', '--no-sandbox'],
    ...[`--extensionDevelopmentPath=${product}`, `--extensionDevelopmentPath=${helper}`],
  ]);
  return { where: 'VS Code opens with the Spaceport view.', ended: running.ended };
}
