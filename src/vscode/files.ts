import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { Cancelled } from '../core/errors.ts';
import type { Files } from '../core/ports.ts';

/** Where a person wants a file, by the editor's own dialog. */
export function createFiles(api: Pick<typeof vscode, 'window' | 'workspace' | 'env' | 'Uri'>): Files {
  return {
    async save(content, { name, kind, extension }) {
      const uri = await api.window.showSaveDialog({
        defaultUri: api.Uri.file(`/${name}`),
        filters: { [kind]: [extension] },
        saveLabel: t('Save'),
      });
      if (uri === undefined) throw new Cancelled();
      const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
      await api.workspace.fs.writeFile(uri, bytes);
      const shown = uri.path.slice(uri.path.lastIndexOf('/') + 1);
      return { name: shown, open: async () => void (await api.env.openExternal(uri)) };
    },
  };
}
