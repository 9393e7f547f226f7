import { t } from '@vscode/l10n';
import { SpacesError } from '../errors.ts';
import type { Shell } from './shell.ts';

/**
 * What one of Windows' code pages turns into `"` or `\`, where a program asks for its arguments in that code page, as
 * curl does where it was built without Unicode: such a name would end its own quotes (unicode.org, MICSFT/WindowsBestFit:
 * 874, 932, 949, 1250 to 1258).
 */
const BEST_FIT = /\u030e|[\u00a5\u02ba\u20a9\u2216\u301d\u301e\uff02\uff3c]/g;

/** Throws `badShell` for a word that such a curl would read as several. */
export function refuseBestFit(word: string): void {
  const [found] = word.match(BEST_FIT) ?? [];
  if (found === undefined) return;
  const code = `U+${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
  throw new SpacesError(
    'badShell',
    t('Some builds of curl for Windows read the character {0} as a quote or backslash. Use WSL.', code),
  );
}

/** The name without those characters. */
export function withoutBestFit(name: string): string {
  return name.replace(BEST_FIT, '_');
}

/** Why a command with these words may fail where its shell runs it, in a sentence; `undefined` where nothing is known. */
export function windowsCurlProblem(shell: Shell, words: readonly string[]): string | undefined {
  if (shell.system !== 'windows' || words.every((word) => /^\p{ASCII}*$/u.test(word))) return undefined;
  return t(
    'Some builds of curl for Windows change characters that are not ASCII, and the upload fails then.',
  );
}
