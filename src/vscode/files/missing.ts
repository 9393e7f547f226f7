import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { COMMAND, FILE_SCHEME } from '../../contributions.ts';
import { isConnectionId } from '../../core/connectionRules.ts';
import { plain } from '../../core/plain.ts';
import type { Notices } from '../../core/ports.ts';
import type { Execute } from '../offers.ts';

export interface MissingDeps {
  readonly notices: Pick<Notices, 'warn'>;
  readonly execute: Execute;
}

type Editor = {
  readonly workspace: Pick<typeof vscode.workspace, 'workspaceFolders'>;
  readonly window: {
    readonly tabGroups: {
      readonly all: readonly { readonly tabs: readonly Pick<vscode.Tab, 'label' | 'input'>[] }[];
    };
  };
};

/**
 * Says once a window that a folder of its workspace, or an editor, belongs to a connection that is not here, and offers to
 * add it. It is added under the id that the workspace knows it by: nothing else in the workspace has to change.
 */
export class MissingConnections {
  readonly #editor: Editor;
  readonly #deps: MissingDeps;
  #isTold = false;

  constructor(editor: Editor, deps: MissingDeps) {
    this.#editor = editor;
    this.#deps = deps;
  }

  /** Something asked for this path. Where the window does not show it, as for an extension that looks around, nothing is told. */
  missed({ authority }: Pick<vscode.Uri, 'authority'>): void {
    // Nothing that is added can have another id than ours are.
    if (this.#isTold || !isConnectionId(authority)) return;
    const name = this.#nameOf(authority);
    if (name === undefined) return;
    this.#isTold = true;
    const { execute, notices } = this.#deps;
    notices.warn(
      t(
        'The connection that this belongs to is not here. It was removed, or is that of another person or computer: {0}',
        plain(name),
      ),
      { title: t('Add Connection…'), run: () => execute(COMMAND.addConnection, { id: authority }) },
      { title: t('Learn More'), run: () => execute(COMMAND.learnMore, { topic: 'files' }) },
    );
  }

  /** What of it the window shows: a folder, else an editor. */
  #nameOf(authority: string): string | undefined {
    const isOf = (uri: vscode.Uri | undefined) => uri?.scheme === FILE_SCHEME && uri.authority === authority;
    const { workspace, window } = this.#editor;
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    return (
      workspace.workspaceFolders?.find(({ uri }) => isOf(uri))?.name ??
      tabs.find(({ input }) => isOf((input as { uri?: vscode.Uri } | undefined)?.uri))?.label
    );
  }
}
