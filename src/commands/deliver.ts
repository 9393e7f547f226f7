import { t } from '@vscode/l10n';
import { createFormats, formatCount } from '../core/format.ts';
import { byteLength } from '../core/keyRules.ts';
import type { FileSuggestion, SavedFile } from '../core/ports.ts';
import type { ShareDeps } from './share.ts';

/** From so many bytes on a person is asked whether the clipboard is the place. */
export const LARGE_BYTES = 1_000_000;

export interface Delivery {
  readonly text: string;
  readonly suggestion: FileSuggestion;
  /** Of the links in it. */
  readonly count: number;
  /** Where it goes, when that is known: nothing is asked then but a file's place. */
  readonly to?: 'clipboard' | 'file' | undefined;
}

/**
 * Puts the text on the clipboard, or into a file that the person picks; a large one asks which. Throws `Cancelled`
 * for a dismissed question or dialog: then nothing was copied.
 */
export async function deliver(
  deps: Pick<ShareDeps, 'clipboard' | 'files' | 'notices' | 'moments'>,
  delivery: Delivery,
): Promise<'clipboard' | SavedFile> {
  const { text, suggestion } = delivery;
  const to = delivery.to ?? (await askWhere(deps, delivery));
  if (to === 'file') return deps.files.save(marked(delivery), suggestion);
  await deps.clipboard.write(text);
  return 'clipboard';
}

/** Windows PowerShell 5.1 and Excel take a file without a byte order mark for one in the system's code page. */
function marked({ text, suggestion }: Delivery): string {
  return /^(?:ps1|csv)$/.test(suggestion.extension) ? `\ufeff${text}` : text;
}

async function askWhere(
  { notices, moments }: Pick<ShareDeps, 'notices' | 'moments'>,
  { text, count }: Delivery,
): Promise<'clipboard' | 'file'> {
  const bytes = byteLength(text);
  if (bytes <= LARGE_BYTES) return 'clipboard';
  return notices.choose<'clipboard' | 'file'>(
    t(
      '{0} links take {1} as text. Save them in a file?',
      formatCount(count, moments.locale),
      createFormats(moments.locale).size(bytes),
    ),
    {
      detail: t(
        'A file is easier to handle than a clipboard of that size. Whoever has the file has the links.',
      ),
      choices: [
        { title: t('Save as File…'), value: 'file' },
        { title: t('Copy'), value: 'clipboard' },
      ],
    },
  );
}
