import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { COMMAND, type CommandId } from '../../contributions.ts';
import { readArguments, text } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { commonFolder } from '../../core/listingPath.ts';
import { plain } from '../../core/plain.ts';
import type { Transfer, Transfers } from '../../core/transfers/transfer.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import type { OpenedTransfers } from '../transfers/open.ts';
import type { TransfersDeps } from './transfers.ts';

export type TransferRowsDeps = Pick<TransfersDeps, 'reveal'> &
  Omit<OpenedTransfers, 'rows'> & { readonly transfers: Transfers };

const ONE = { transfer: text } as const;

type OneGesture = Gesture<{ readonly transfer?: string | undefined }>;

/** The commands of the view Transfers, over the editor's gestures. */
export function transferRowCommands(deps: TransferRowsDeps): readonly AnyCommand[] {
  const { transfers } = deps;
  const onRows = (id: CommandId, title: string, run: (found: readonly Transfer[]) => unknown) =>
    command({
      id,
      title,
      read: (args) => readArguments(args, ONE),
      namesTarget: (args) => args.transfer !== undefined,
      run: async (gesture) => run(namedBy(deps, gesture)),
    });
  const onAll = (id: CommandId, title: string, run: () => unknown) =>
    // The row that has the focus comes along, and is not meant.
    command({ id, title, read: (args) => readArguments(args, {}), run: async () => run() });
  return [
    onRows(COMMAND.pauseTransfer, t('Pause'), (found) => transfers.pause(idsOf(found))),
    onRows(COMMAND.resumeTransfer, t('Resume'), (found) => transfers.resume(idsOf(found))),
    onRows(COMMAND.cancelTransfer, t('Cancel'), (found) => transfers.cancel(idsOf(found))),
    onRows(COMMAND.retryTransfer, t('Retry Transfer'), (found) => transfers.retry(idsOf(found))),
    onRows(COMMAND.revealTransfer, t('Reveal Object'), (found) => revealObject(deps, found)),
    onRows(COMMAND.openTransferFolder, t('Open Local Folder'), openLocal),
    onAll(COMMAND.pauseAllTransfers, t('Pause All'), () => transfers.pause()),
    onAll(COMMAND.resumeAllTransfers, t('Resume All'), () => transfers.resume()),
    onAll(COMMAND.cancelAllTransfers, t('Cancel All'), () => transfers.cancel()),
    onAll(COMMAND.retryFailedTransfers, t('Retry Failed'), () => transfers.retry(failedOf(transfers))),
    onAll(COMMAND.clearTransfers, t('Clear Finished'), () => transfers.clearFinished()),
    onAll(COMMAND.showTransfers, t('Show Transfers'), () => deps.showTransfers()),
  ];
}

/** What the arguments name, else the rows of the gesture. Throws `badArguments`. */
function namedBy(deps: TransferRowsDeps, { args, named, transfers: rows }: OneGesture): readonly Transfer[] {
  if (named) {
    const found = deps.transfers.get(args.transfer ?? '');
    if (found !== undefined) return [found];
    throw new SpacesError('badArguments', t('No transfer has this id: {0}', plain(args.transfer ?? '')));
  }
  const found = [...new Set(rows.flatMap((row) => deps.transfersOf(row)))];
  if (found.length > 0) return found;
  throw new SpacesError('badArguments', t('Select a transfer in Transfers.'));
}

function idsOf(transfers: readonly Transfer[]): readonly string[] {
  return transfers.map(({ id }) => id);
}

/** Not the cancelled ones, which a person did not want. */
function failedOf(transfers: Transfers): readonly string[] {
  return idsOf(transfers.list().filter(({ state }) => state === 'failed'));
}

/** Of several the folder that they have in common. */
async function revealObject(deps: TransferRowsDeps, found: readonly Transfer[]): Promise<void> {
  const [first, ...others] = found;
  if (first === undefined) return;
  // Whatever would be asked there is asked of nobody.
  if (first.error?.code === 'unknownConnection') throw first.error;
  const { connection, space, key } = first.object;
  if (others.length === 0) return deps.reveal({ connection, space, key });
  return deps.reveal({ connection, space, prefix: commonFolder(found.map(({ object }) => object.key)) });
}

/** In the system's file manager; where the window is a browser's, as a folder of the editor. */
async function openLocal([first]: readonly Transfer[]): Promise<void> {
  if (first === undefined) return;
  const file = vscode.Uri.file(first.localPath);
  if (vscode.env.uiKind === vscode.UIKind.Desktop) {
    await vscode.commands.executeCommand('revealFileInOS', file);
    return;
  }
  const folder = vscode.Uri.joinPath(file, '..');
  await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
