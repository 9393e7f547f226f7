import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { goTo } from '../../commands/goTo.ts';
import { transferObjects } from '../../commands/manage/transferObjects.ts';
import type { Connection } from '../../core/connection.ts';
import type { ObjectCopier } from '../../core/manage/copier.ts';
import type { ObjectDeleter } from '../../core/manage/deleter.ts';
import type { ObjectAttributes, ObjectBytes } from '../../core/objects.ts';
import type { ConnectionStore, Store } from '../../core/ports.ts';
import { learningDeletes } from '../../core/rightsOfDeletes.ts';
import type { SpaceControl } from '../../core/spaces.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import type { LinkProbe } from '../../core/writes.ts';
import { createVersionDocuments, type VersionDocuments } from '../documents/versionDocuments.ts';
import { createSpaceFiles } from '../files/spaceFiles.ts';
import { createHelp } from '../help.ts';
import type { Execute } from '../offers.ts';
import type { Drops } from '../tree/dragAndDrop.ts';
import { isRow } from '../tree/rows.ts';
import { copyAsCommands } from './copyAs.ts';
import { dropRows } from './drop.ts';
import { importCommands } from './import.ts';
import { manageCommands } from './manage.ts';
import { propertyCommands } from './properties.ts';
import { spaceCommands } from './spaces.ts';
import type { StartDeps } from './start.ts';
import { createSurface, type Editor, type Handlers } from './surface.ts';

/** What the commands of this part need. */
export type ObjectsDeps = StartDeps &
  Editor &
  ObjectsNetwork & {
    readonly store: ConnectionStore;
    readonly spaces: Store;
    readonly execute: Execute;
    readonly versionDocuments: VersionDocuments;
    /** Runs something that a button of ours offers: what goes wrong is shown as for a command. */
    run(title: string, attempt: () => unknown): Promise<void>;
    openHelp(topic: string): unknown;
    /** Shows a place in the tree, loading what leads there. */
    reveal(target: ObjectTarget | PrefixTarget): Promise<void>;
  };

/** The S3 client's side of it. */
export interface ObjectsNetwork {
  readonly bytes: ObjectBytes;
  readonly attributes: ObjectAttributes;
  readonly copier: ObjectCopier;
  readonly deleter: ObjectDeleter;
  readonly probe: LinkProbe;
  readonly control: SpaceControl;
  mayWrite(at: PrefixTarget, signal: AbortSignal): Promise<boolean | undefined>;
  mayDelete(at: PrefixTarget, signal: AbortSignal): Promise<boolean | undefined>;
  /** The plain address of an object. Throws `badKey`. */
  addressOf(connection: Connection, space: string, key: string): string;
}

export interface Objects {
  /** For what is built on it. */
  readonly deps: ObjectsDeps;
  readonly handlers: Handlers;
  readonly drop: Drops['move'];
}

export function createObjects(start: StartDeps, network: ObjectsNetwork): Objects {
  const { editor, handlersOf, run } = createSurface({
    ...start,
    isRow,
    spaceFiles: createSpaceFiles(vscode, start),
  });
  const deps: ObjectsDeps = {
    ...start,
    ...editor,
    ...network,
    deleter: learningDeletes(network.deleter, start.rights),
    store: start.connections,
    spaces: start.reads,
    run,
    versionDocuments: createVersionDocuments(network.bytes),
    execute: (id, args) => vscode.commands.executeCommand(id, args),
    openHelp: createHelp(vscode, start.extensionUri),
    reveal: (target) =>
      goTo({ ...start, ...editor, store: start.reads, reveal: start.explorer.reveal }, target),
  };
  return {
    deps,
    drop: (rows, onto) =>
      run(t('Move'), () =>
        dropRows({ ...deps, transfer: (request) => transferObjects(deps, request) }, rows, onto),
      ),
    handlers: handlersOf([
      ...manageCommands(deps),
      ...propertyCommands(deps),
      ...spaceCommands(deps),
      ...importCommands(deps),
      ...copyAsCommands(deps),
    ]),
  };
}
