import type { ShellId } from '../settings.ts';
import { batchFile, cmdPrompt } from './cmd.ts';
import { powershell } from './powershell.ts';
import { unixShell } from './unix.ts';

/** A receiver's shell: how a command is written so that its words arrive there as they are. */
export interface Shell {
  readonly id: ShellId;
  /** Whose file names and separators its programs know. */
  readonly system: 'unix' | 'windows';
  /** One word. Throws `badShell` for a word that this shell can't hand to a program, saying which one can. */
  quote(word: string): string;
  /**
   * A command: a program's plain name (`curl`; the shell adds `.exe`) and its words. One line, but in a batch file,
   * which says in a line before what its characters mean where they are not ASCII. Throws as `quote`, and `badShell`
   * for a line that is too long.
   */
  command(words: readonly string[]): string;
  /** The same over several lines, each with some of the words; on one line where a shell's prompt has no such thing. */
  multiline(lines: readonly (readonly string[])[]): string;
  /** A line that does nothing but say something, harmless whatever the text; `undefined` where there is none. */
  comment(text: string): string | undefined;
}

const SHELLS: Readonly<Record<ShellId, Shell>> = {
  unix: unixShell,
  powershell,
  cmd: cmdPrompt,
  bat: batchFile,
};

/** The shell of that id. */
export function shellOf(id: ShellId): Shell {
  return SHELLS[id];
}
