import { SpacesError } from '../../../src/core/errors.ts';
import type { Shell } from '../../../src/core/quoting/shell.ts';

/** Why the shell can't say a word; `undefined` where it can. */
export function refusalOf(shell: Shell, word: string): string | undefined {
  try {
    shell.quote(word);
    return undefined;
  } catch (error) {
    if (error instanceof SpacesError && error.code === 'badShell') return error.message;
    throw error;
  }
}
