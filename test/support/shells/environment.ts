import { ensureGroups } from '../debian.mjs';
import { scratchFolder } from '../scratch.mjs';

/** The shells that read an upload command for Unix. */
export const unixShells = ['bash', 'dash', 'zsh', 'fish'] as const;
export type UnixShell = (typeof unixShells)[number];

/**
 * A bare environment in a scratch home folder: nobody's start-up files, history or AWS_* variables.
 * Installs the shells first where that is possible.
 */
export async function shellEnvironment(): Promise<NodeJS.ProcessEnv & { HOME: string }> {
  await ensureGroups(['shells']);
  const home = scratchFolder('shell-home');
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    ZDOTDIR: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
  };
}
