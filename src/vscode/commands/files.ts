import * as vscode from 'vscode';
import type { ObjectSaves } from '../../core/files/ports.ts';
import { KeptFolders } from '../files/keptFolders.ts';
import { MissingConnections } from '../files/missing.ts';
import type { FileSystem } from '../files/onFirstUse.ts';
import { createFileSystem } from '../files/provider.ts';
import { createSpaceFiles } from '../files/spaceFiles.ts';
import { Trust } from '../files/trust.ts';
import { isRow } from '../tree/rows.ts';
import { folderCommands } from './folders.ts';
import type { ObjectsDeps } from './objects.ts';
import { openingCommands } from './opening.ts';
import { searchCommands } from './search.ts';
import { createSurface, type Handlers } from './surface.ts';

/** What the file system and the commands of this part need. */
export type FilesDeps = ObjectsDeps &
  FilesNetwork & {
    /** Is told what a person opens. */
    readonly trust: Trust;
    /** Is told what a person adds to the workspace. */
    readonly keptFolders: KeptFolders;
    /** Is told of paths whose connection is not here. */
    readonly missing: MissingConnections;
  };

/** The S3 client's side of it. */
export interface FilesNetwork {
  readonly saves: ObjectSaves;
}

export interface Files {
  readonly handlers: Handlers;
  readonly fileSystem: FileSystem;
  readonly trust: Trust;
}

export function createFiles(objects: ObjectsDeps, network: FilesNetwork): Files {
  const trust = new Trust(() => vscode.workspace.isTrusted);
  const keptFolders = new KeptFolders({ ...objects, workspace: vscode.workspace });
  trust.opened(...keptFolders.restored());
  const missing = new MissingConnections(vscode, objects);
  const deps: FilesDeps = { ...objects, ...network, trust, keptFolders, missing };
  const { handlersOf } = createSurface({ ...deps, isRow, spaceFiles: createSpaceFiles(vscode, deps) });
  return {
    trust,
    fileSystem: createFileSystem(deps),
    handlers: handlersOf([...openingCommands(deps), ...folderCommands(deps), ...searchCommands(deps)]),
  };
}
