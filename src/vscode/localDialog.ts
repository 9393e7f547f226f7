import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { Cancelled, SpacesError } from '../core/errors.ts';
import type { LocalMachine } from '../core/localMachine.ts';
import { plain } from '../core/plain.ts';

export interface LocalDialogDeps {
  readonly api: {
    readonly window: Pick<typeof vscode.window, 'showOpenDialog'>;
    readonly Uri: Pick<typeof vscode.Uri, 'file'>;
  };
  readonly local: (() => Promise<Pick<LocalMachine, 'homeFolder'>>) | undefined;
}

/**
 * Asks for files or folders of this machine: one at least. Where it begins says whose files are shown: else those of the
 * workspace's first folder, which may be a Space. Throws `Cancelled`, and `localFile` where one is elsewhere.
 * @param folder an absolute path to begin in; without it the person's own
 */
export async function pickLocal(
  { api, local }: LocalDialogDeps,
  options: Omit<vscode.OpenDialogOptions, 'defaultUri'>,
  folder?: string,
): Promise<readonly [vscode.Uri, ...vscode.Uri[]]> {
  const defaultUri = api.Uri.file(folder ?? (await local?.())?.homeFolder ?? '/');
  const [first, ...others] = (await api.window.showOpenDialog({ ...options, defaultUri })) ?? [];
  if (first === undefined) throw new Cancelled();
  const elsewhere = [first, ...others].find(({ scheme }) => scheme !== 'file');
  if (elsewhere === undefined) return [first, ...others];
  throw new SpacesError('localFile', t('This is not on this computer: {0}', plain(elsewhere.path)));
}
