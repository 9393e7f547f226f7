import { t } from '@vscode/l10n';
import { SpacesError } from '../errors.ts';
import { inSentences } from '../sentences.ts';

/** Throws `badShell` for a word that this shell can't say, with the nearest one that can. */
export function refuseWord(reason: string, nearest: 'powershell' | 'cmd'): never {
  const way =
    nearest === 'powershell'
      ? t('Use PowerShell, or bash, zsh, fish, Git Bash or WSL.')
      : t('Use the cmd prompt, or bash, zsh, fish, Git Bash or WSL.');
  throw new SpacesError('badShell', inSentences(reason, way));
}

/** Throws `badKey`: no shell can say that. */
export function refuseNul(word: string): void {
  if (word.includes('\0')) {
    throw new SpacesError('badKey', t("A name with a NUL character can't stand in a command."));
  }
}
