import type * as vscode from 'vscode';
import { placeAt } from '../../commands/files/at.ts';
import { whatIsAt } from '../../commands/files/lookUp.ts';
import { PARALLEL } from '../../commands/manage/deps.ts';
import { FILE_SCHEME } from '../../contributions.ts';
import { EmptyFolders } from '../../core/files/folders.ts';
import { inParallel } from '../../core/manage/inParallel.ts';
import type { ConnectionStore, Store } from '../../core/ports.ts';
import type { SpaceFiles } from '../register.ts';
import { ConnectionRow, FolderRow, ObjectRow, type Row, SpaceRow } from '../tree/rows.ts';

export interface SpaceFilesDeps {
  readonly connections: Pick<ConnectionStore, 'get'>;
  readonly reads: Store;
}

/**
 * What files and folders of a Space stand for, as the rows that the tree has of them. A path does not tell an object from a
 * folder, so the server is asked, but for what an editor shows: that works without a network. It does not go through the file
 * system, where it would be taken for a look that the editor takes before it saves.
 * `rowsOf` throws `unknownConnection`, `noSuchObject` for a path that no key has, and what the server says.
 */
export function createSpaceFiles(
  { window, workspace }: Pick<typeof vscode, 'window' | 'workspace'>,
  { connections, reads }: SpaceFilesDeps,
): SpaceFiles {
  const isShown = (uri: vscode.Uri) =>
    window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ input }) => filesIn(input).some((each) => each.toString() === uri.toString())),
    );
  // What was made in the file explorer and has nothing in it is found nowhere: the last line below is for it, too.
  const lookUp = { spaces: reads, folders: new EmptyFolders() };
  const rowOf = async (uri: vscode.Uri): Promise<Row> => {
    const at = placeAt({ connections }, uri);
    if (at.kind === 'connection') return new ConnectionRow(at.connection);
    if (at.kind === 'space') return new SpaceRow(at);
    const { key } = at;
    // Without an ETag its size and age are nobody's: no listing told of it.
    if (isShown(uri)) return new ObjectRow(at, { key, size: 0, lastModified: 0, etag: '' });
    const { object } = await whatIsAt(lookUp, at);
    if (object !== undefined) return new ObjectRow(at, { ...object, key });
    const { connection, space } = at;
    return new FolderRow({ connection, space, prefix: `${key}/` });
  };
  return {
    async rowsOf(files) {
      const ours = files.filter(isOurs);
      const rows = new Map<number, Row>();
      await inParallel(PARALLEL, ours.entries(), async ([index, uri]) => {
        rows.set(index, await rowOf(uri));
      });
      return ours.flatMap((_, index) => rows.get(index) ?? []);
    },
    active() {
      // What a window shows that is not trusted may be what its workspace opened.
      if (!workspace.isTrusted) return undefined;
      return filesIn(window.tabGroups.activeTabGroup.activeTab?.input).find(isOurs);
    },
  };
}

function isOurs({ scheme }: vscode.Uri): boolean {
  return scheme === FILE_SCHEME;
}

/** Editors of every kind name their file as `uri`, and those of two that are compared as `modified`. */
function filesIn(input: unknown): readonly vscode.Uri[] {
  const { uri, modified } = (input ?? {}) as Partial<Record<'uri' | 'modified', vscode.Uri>>;
  return [uri, modified].filter((each) => each !== undefined);
}
