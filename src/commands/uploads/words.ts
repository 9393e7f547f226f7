import { t } from '@vscode/l10n';
import { createFormats } from '../../core/format.ts';
import { plain } from '../../core/plain.ts';
import type { ShellId } from '../../core/settings.ts';
import { filePath, type UploadDraft } from './draft.ts';

/** The shells that one text is for, by their names. */
export function shellWords(shell: ShellId): string {
  switch (shell) {
    case 'powershell':
      return 'PowerShell 5, 7';
    case 'cmd':
      return 'cmd.exe';
    case 'bat':
      return t('a .bat file');
    default:
      return t('bash, zsh, fish, Git Bash, WSL');
  }
}

export function sizeWords(bytes: number | undefined, locale: string): string {
  return bytes === undefined ? t('No limit') : createFormats(locale).size(bytes);
}

export function typeWords(contentType: string | undefined): string {
  return contentType === undefined ? t('Any') : plain(contentType);
}

export function methodWords(method: UploadDraft['method']): string {
  return method === 'put' ? 'PUT' : t('Form (POST)');
}

/** In which form it is copied. */
export type CopiedAs = 'command' | 'script' | 'json';

export function copiedAs({ as, multiline }: UploadDraft): CopiedAs {
  if (as === 'json') return 'json';
  return multiline ? 'script' : 'command';
}

export function copiedAsWords(as: CopiedAs): string {
  if (as === 'json') return t('JSON for a program');
  return as === 'script' ? t('Several lines with comments') : t('One line');
}

export function placeWords({ place }: UploadDraft): string {
  return 'key' in place ? plain(place.key) : t('Drop box: any names under {0}', plain(place.prefix || '/'));
}

/** What the question of time says besides. */
export function question(draft: UploadDraft): { readonly title: string; readonly placeholder: string } {
  const { place, target, as } = draft;
  if (as === 'page') return pageQuestion(draft);
  const audience = as === 'json' ? t('a program') : shellWords(draft.shell);
  if ('key' in place) {
    return {
      title: t('Upload command: {0}', plain(place.key)),
      placeholder: t('How long? It works until then, as often as it is run. For {0}.', audience),
    };
  }
  return {
    title: t('Upload command: drop box {0}', plain(place.prefix || target.space)),
    placeholder: t('How long? Any files until then, named by the uploader. For {0}.', audience),
  };
}

function pageQuestion({ place, target }: UploadDraft): {
  readonly title: string;
  readonly placeholder: string;
} {
  const name = 'key' in place ? place.key : place.prefix || target.space;
  return {
    title: t('Upload page: {0}', plain(name)),
    placeholder: t('How long? Whoever has the page can upload until then, as often as they like.'),
  };
}

export function fileWords(draft: UploadDraft): string {
  return plain(filePath(draft));
}
