import { t } from '@vscode/l10n';
import { SpacesError } from './errors.ts';
import type { ShellId } from './settings.ts';

/** Where the editor has a file. */
export interface FileAddress {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

/** The file's path as the machine that has it writes it: with a drive's letter and backslashes on Windows. */
export function localPathOf({ scheme, authority, path }: FileAddress): string {
  const [, drive, rest = ''] = /^\/([a-z]):(\/.*)$/i.exec(path) ?? [];
  if (drive !== undefined) return `${drive.toUpperCase()}:${rest.replaceAll('/', '\\')}`;
  // Of another scheme it names the remote machine.
  if (scheme === 'file' && authority !== '') return `\\\\${authority}${path.replaceAll('/', '\\')}`;
  return path;
}

/** The path of a file that this machine has. Throws `badArguments` where it is on another one. */
export function pathHere(file: FileAddress): string {
  if (file.scheme === 'file') return localPathOf(file);
  throw new SpacesError(
    'badArguments',
    t(
      'Spaceport runs on another machine than the one with this file. Copy an upload command, and run it there.',
    ),
  );
}

/** The shell of that machine: the wished one, but none of Unix for a Windows path that nobody wished it for. */
export function shellFor(path: string, wished: ShellId): ShellId {
  return wished === 'unix' && isWindowsPath(path) ? 'powershell' : wished;
}

/** The path as a shell's programs read it: Git Bash's take a drive's letter, with slashes. */
export function pathFor(path: string, shell: ShellId): string {
  return shell === 'unix' && isWindowsPath(path) ? path.replaceAll('\\', '/') : path;
}

/** On any system: on Unix one of Windows names nothing that is there. */
export function isAbsolutePath(path: string): boolean {
  return /^(?:\/|\\\\|[a-z]:[\\/])/i.test(path);
}

function isWindowsPath(path: string): boolean {
  return /^(?:[a-z]:\\|\\\\)/i.test(path);
}
