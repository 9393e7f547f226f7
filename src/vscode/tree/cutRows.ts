import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { ICON_SCHEME } from './items.ts';
import { idOfTarget } from './rows.ts';

/** Shows rows that were cut paler than the others, until they are pasted. Asked for with the first cut, not before. */
export class CutRows implements vscode.FileDecorationProvider {
  readonly #changed = new vscode.EventEmitter<undefined>();
  #ids: ReadonlySet<string> = new Set();
  #isRegistered = false;

  readonly onDidChangeFileDecorations = this.#changed.event;

  show(cut: readonly (ObjectTarget | PrefixTarget)[]): void {
    if (cut.length === 0 && this.#ids.size === 0) return;
    this.#ids = new Set(cut.map(idOfTarget));
    if (!this.#isRegistered) vscode.window.registerFileDecorationProvider(this);
    else this.#changed.fire(undefined);
    this.#isRegistered = true;
  }

  provideFileDecoration({ scheme, query }: vscode.Uri): vscode.FileDecoration | undefined {
    if (scheme !== ICON_SCHEME || !this.#ids.has(query)) return undefined;
    return { color: new vscode.ThemeColor('disabledForeground'), tooltip: t('Cut') };
  }
}
