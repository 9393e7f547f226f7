import { legalFileName } from './formats/fileNames.ts';
import type { Shell } from './quoting/shell.ts';
import { unixShell } from './quoting/unix.ts';
import { withoutBestFit } from './quoting/windowsCurl.ts';

export interface DownloadCommandRequest {
  readonly url: string;
  /** Of the file in the current folder; what the shell's system can't have in a name becomes `_`. */
  readonly name: string;
  readonly shell: Shell;
  /** For a key with `.` or `..` segments, which every client but this option resolves. */
  readonly pathAsIs?: boolean | undefined;
}

/** The `curl` line that downloads a signed URL into a file. A refusal writes nothing. Throws `badShell` for cmd's longest line. */
export function downloadCommand({ url, name, shell, pathAsIs }: DownloadCommandRequest): string {
  const options = pathAsIs ? ['--fail', '--path-as-is'] : ['--fail'];
  return shell.command(['curl', ...options, '--output', outputWord(name, shell), url]);
}

/** The line for a key with dot segments, into a file named after the key. */
export function pathAsIsCommand(url: string, key: string, shell: Shell = unixShell): string {
  return downloadCommand({ url, name: key, shell, pathAsIs: true });
}

function outputWord(name: string, { system }: Shell): string {
  const legal = legalFileName(name, system);
  const safe = system === 'windows' ? withoutBestFit(legal) : legal;
  // Behind an option, a name with a dash looks like one more, and a dash alone is the screen.
  return safe.startsWith('-') ? `./${safe}` : safe;
}
