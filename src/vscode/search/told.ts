import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Search } from '../../commands/search/searches.ts';
import type { Formats } from '../../core/format.ts';
import type { Disposable } from '../../core/ports.ts';
import { toldOf } from './words.ts';

/** So long it stands there that one has ended. Milliseconds. */
const SHOWN_MS = 10_000;

/**
 * Says in the status bar that a search began, and what came of it. As an alert: what stands above rows is said by no screen reader, and a
 * message would be in the way of all who see the rows.
 */
export function tellInStatusBar(
  formats: () => Formats,
  after: (ms: number, run: () => void) => Disposable,
): (search: Search | undefined) => void {
  const item = vscode.window.createStatusBarItem('search', vscode.StatusBarAlignment.Left);
  item.name = t('Search');
  let told: { readonly search?: Search | undefined; readonly ending?: string | undefined } = {};
  let timer: Disposable | undefined;
  return (search) => {
    const ending = search?.results.ending;
    if (told.search === search && told.ending === ending) return;
    told = { search, ending };
    timer?.dispose();
    const words = search && toldOf(search, formats());
    if (words === undefined) return item.hide();
    item.text = `$(search) ${words}`;
    item.accessibilityInformation = { label: words, role: 'alert' };
    item.show();
    if (ending !== undefined) timer = after(SHOWN_MS, () => item.hide());
  };
}
