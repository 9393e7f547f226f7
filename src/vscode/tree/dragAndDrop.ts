import * as vscode from 'vscode';
import { writeProblem } from '../../core/keyRules.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { uriOf } from '../files/uris.ts';
import { OWN, URIS } from './mimeTypes.ts';
import { folderOf, type Row } from './rows.ts';

/** What is done with what was dropped; loaded on first use. Absent in a browser's host. */
export interface Drops {
  /**
   * Files and folders of this machine, or bytes that only the window has; none where the window was given nothing that it can
   * read. `onto` as the row tells, as far as it does.
   */
  upload(files: readonly DroppedFile[], onto: Row | undefined): Promise<void>;
  /** Objects and folders of the tree onto another row. */
  move(rows: readonly Row[], onto: Row): Promise<void>;
}

/** What `createTreeView` takes beside the kinds of what is dragged (`mimeTypes.ts`). */
export type DragAndDrop = Required<Pick<vscode.TreeDragAndDropController<Row>, 'handleDrag' | 'handleDrop'>>;

/** A file or folder by its address, or a file of a browser's window by its bytes. */
export type DroppedFile = vscode.Uri | DroppedBytes;

export interface DroppedBytes {
  readonly name: string;
  data(): Thenable<Uint8Array>;
}

/** Is told of what the editor may open where it is dropped. */
export type TakesOut = (objects: readonly vscode.Uri[]) => Promise<void>;

/**
 * Drag and drop in the tree. The editor tells a tree nothing of the keys that are held down meanwhile, so whether to move
 * or to copy is asked. An object dragged out of it carries its address in our file system, which an editor group opens; that the
 * kinds name `text/uri-list` keeps the editor from giving it the one of its icon (VS Code's `treeView.ts`).
 */
export function createDragAndDrop(drops: Drops | undefined, takesOut: TakesOut): DragAndDrop {
  return {
    async handleDrag(rows, transfer) {
      const dragged = rows.filter((row) => row.kind === 'object' || row.kind === 'folder');
      if (dragged.length === 0) return;
      transfer.set(OWN, new vscode.DataTransferItem(new Dragged(dragged)));
      const objects = dragged.flatMap((row) => (row.kind === 'object' && canOpen(row) ? [uriOf(row)] : []));
      if (objects.length === 0) return;
      await takesOut(objects);
      transfer.set(URIS, new vscode.DataTransferItem(objects.map(String).join('\r\n')));
    },
    async handleDrop(onto, transfer) {
      const rows = rowsOf(transfer);
      if (rows.length > 0) {
        if (onto !== undefined && folderOf(onto) !== undefined) await drops?.move(rows, onto);
        return;
      }
      await drops?.upload(await filesOf(transfer), onto);
    },
  };
}

function canOpen({ key }: ObjectTarget): boolean {
  return writeProblem(key) === undefined;
}

/** Stays in this process: to others it is nothing. */
class Dragged {
  readonly rows: readonly Row[];
  constructor(rows: readonly Row[]) {
    this.rows = rows;
  }
  toJSON(): string {
    return '';
  }
}

function rowsOf(transfer: vscode.DataTransfer): readonly Row[] {
  const value: unknown = transfer.get(OWN)?.value;
  return value instanceof Dragged ? value.rows : [];
}

/** What has an address comes with it, also from the system; only a browser has files without. */
async function filesOf(transfer: vscode.DataTransfer): Promise<readonly DroppedFile[]> {
  const list = (await transfer.get(URIS)?.asString()) ?? '';
  const lines = list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  const uris = new Set(lines);
  const files: DroppedFile[] = [...uris].map((line) => vscode.Uri.parse(line, true));
  if (files.length > 0) return files;
  for (const [, item] of transfer) {
    const file = item.asFile();
    if (file !== undefined) files.push(file.uri ?? { name: file.name, data: () => file.data() });
  }
  return files;
}
