import { join } from 'node:path';
import { ensureGroups } from '../debian.mjs';
import { onWindows } from '../processGroup.mjs';
import { scratchFolder } from '../scratch.mjs';

/** The shells that read an upload command for Unix. */
export const unixShells = ['bash', 'dash', 'zsh', 'fish'] as const;
export type UnixShell = (typeof unixShells)[number];

/** Git's bash on Windows: the one in the system's folder is that of WSL. */
const path = onWindows
  ? join(process.env.ProgramFiles ?? 'C:\\Program Files', 'Git', 'bin')
  : '/usr/local/bin:/usr/bin:/bin';

/**
 * A bare environment in a scratch home folder: nobody's start-up files, history or AWS_* variables.
 * Installs the shells first where that is possible; bash alone every system has that we test on.
 */
export async function shellEnvironment(
  shells: readonly UnixShell[] = unixShells,
): Promise<NodeJS.ProcessEnv & { HOME: string }> {
  if (shells.some((shell) => shell !== 'bash')) await ensureGroups(['shells']);
  const home = scratchFolder('shell-home');
  return {
    PATH: path,
    HOME: home,
    ZDOTDIR: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
  };
}
