import { t } from '@vscode/l10n';
import { pageFileName } from '../core/page/fileName.ts';
import { plain } from '../core/plain.ts';
import type { SavedFile } from '../core/ports.ts';
import { inSentences } from '../core/sentences.ts';
import { type ShareDeps, type SigningTime, untilWords } from './share.ts';

/** Asks where, and writes the page there; `name` is what it is about. Throws `Cancelled`. */
export function savePageFile(
  { files }: Pick<ShareDeps, 'files'>,
  content: string,
  name: string,
): Promise<SavedFile> {
  return files.save(content, { name: pageFileName(name), kind: t('HTML page'), extension: 'html' });
}

/** Says that the page is saved and what it grants, with a button that opens it. */
export function saySaved(
  { notices, moments }: Pick<ShareDeps, 'notices' | 'moments'>,
  { saved, time, notes }: { saved: SavedFile; time: SigningTime; notes: readonly string[] },
): void {
  const until = untilWords(moments, time);
  const all = [...notes, ...(time.clockNote === undefined ? [] : [time.clockNote])];
  const message = t('Page saved, works until {0} for whoever has it: {1}', until, plain(saved.name));
  notices.info(all.reduce(inSentences, message), { title: t('Open'), run: () => saved.open() });
}

/** The last part of a folder's or object's key, or the Space's name. */
export function nameOfPlace(key: string, space: string): string {
  const parts = key.split('/').filter((part) => part !== '');
  return parts.at(-1) ?? space;
}
