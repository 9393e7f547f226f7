import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { type At, type FileDeps, placeAt, unending } from '../../commands/files/at.ts';
import { lookUp } from '../../commands/files/lookUp.ts';
import { readFolder, readObject } from '../../commands/files/readPlaces.ts';
import { relocate, remove } from '../../commands/files/relocate.ts';
import { makeFolder, writeObject } from '../../commands/files/writePlaces.ts';
import { headAt } from '../../commands/manage/gather.ts';
import { FILE_SCHEME } from '../../contributions.ts';
import type { FileKind } from '../../core/files/entries.ts';
import { EmptyFolders } from '../../core/files/folders.ts';
import { KnownFolders } from '../../core/files/known.ts';
import { FileProblem, type ProblemKind, problemOf } from '../../core/files/problem.ts';
import { Saves } from '../../core/files/saves.ts';
import { hasDotSegment } from '../../core/keyRules.ts';
import { inTurns } from '../../core/turns.ts';
import type { FilesDeps } from '../commands/files.ts';
import { Changes } from './changes.ts';
import { FileDocuments } from './documents.ts';
import { Fillings } from './fillings.ts';
import { KeptBases } from './keptBases.ts';
import { FileNotebooks } from './notebooks.ts';
import type { FileSystem } from './onFirstUse.ts';
import { Refused } from './refused.ts';

const TYPES: Readonly<Record<FileKind, vscode.FileType>> = {
  file: vscode.FileType.File,
  folder: vscode.FileType.Directory,
};

const ERRORS: Readonly<Record<ProblemKind, (words: string) => vscode.FileSystemError>> = {
  notFound: (words) => vscode.FileSystemError.FileNotFound(words),
  exists: (words) => vscode.FileSystemError.FileExists(words),
  isAFolder: (words) => vscode.FileSystemError.FileIsADirectory(words),
  noPermissions: (words) => vscode.FileSystemError.NoPermissions(words),
  unavailable: (words) => vscode.FileSystemError.Unavailable(words),
};

/** Spaces as the editor's files: it translates URIs, errors and calls, and does nothing itself. */
export function createFileSystem(deps: FilesDeps): FileSystem {
  const { files, changes, kept, refused, dispose } = createParts(deps);
  const at = createAt(deps, refused);
  const call = createCall(deps, () => kept.keep());
  return {
    dispose,
    onDidChangeFile: changes.onDidChangeFile,
    watch: (uri) => changes.watch(uri),
    stat: (uri) =>
      call(async () => {
        const { kind, size, mtime, isReadonly } = await lookUp(files, at(uri));
        const permissions = isReadonly ? { permissions: vscode.FilePermission.Readonly } : {};
        return { type: TYPES[kind], ctime: mtime, mtime, size, ...permissions };
      }),
    readDirectory: (uri) =>
      call(async () => {
        const entries: [string, vscode.FileType][] = [];
        await inTurns(await readFolder(files, at(uri)), ([name, kind]) => {
          entries.push([name, TYPES[kind]]);
        });
        return entries;
      }),
    createDirectory: (uri) => call(async () => makeFolder(files, at(uri))),
    readFile: (uri) => call(() => readObject(files, at(uri))),
    writeFile: (uri, content, options) => call(() => writeObject(files, at(uri), content, options)),
    delete: (uri, { recursive }) => call(() => remove(files, at(uri), recursive)),
    rename: (from, to, { overwrite }) =>
      call(() => relocate(files, { from: at(from), to: at(to), mode: 'move', overwrite })),
    copy: (from, to, { overwrite }) =>
      call(() => relocate(files, { from: at(from), to: at(to), mode: 'copy', overwrite })),
  };
}

interface Parts {
  readonly files: FileDeps;
  readonly changes: Changes;
  readonly kept: KeptBases;
  readonly refused: Refused;
  dispose(): void;
}

function createParts(deps: FilesDeps): Parts {
  const endpointOf = (path: string) => deps.connections.get(path.split('/', 1)[0] ?? '')?.endpoint ?? '';
  const bases = new Saves(deps.now, endpointOf);
  const kept = new KeptBases(deps.windowMemory, bases);
  const fillings = new Fillings(onceAnswered);
  const told = () => kept.keep();
  const telling = { workspace: vscode.workspace, scheme: FILE_SCHEME, fillings, bases, told };
  const documents = new FileDocuments(telling);
  const notebooks = new FileNotebooks({ ...telling, tabs: vscode.window.tabGroups });
  const etagOf = async (place: At) => {
    if (place.kind !== 'key' || place.key === '' || hasDotSegment(place.key)) return undefined;
    return (await headAt(deps, place, unending()))?.etag;
  };
  const changes = new Changes({ ...deps, etagOf: async (uri) => etagOf(placeAt(deps, uri)) });
  const known = new KnownFolders(deps.now);
  const refused = new Refused(vscode, {
    allows: (uri) => deps.trust.allows(uri) && deps.connections.get(uri.authority) !== undefined,
    announce: (...what) => changes.announce(...what),
  });
  const files: FileDeps = {
    ...deps,
    ...{ bases, folders: new EmptyFolders(), known },
    listing: {
      touched: (...what) => changes.own(() => deps.listing.touched(...what)),
      moved: (...what) => changes.own(() => deps.listing.moved(...what)),
    },
    has: (place, etag) => changes.has(place.path, etag),
  };
  const heard = onNews(deps, { changes, known, refused });
  const dispose = () => {
    for (const each of [documents, notebooks, fillings, changes, heard]) each.dispose();
  };
  return { files, changes, kept, refused, dispose };
}

/** Asks for a command of the editor's own that does nothing: the answer comes in turn, also that there is none. */
function onceAnswered(run: () => void): void {
  vscode.commands.executeCommand('noop').then(run, run);
}

interface Hearers {
  readonly changes: Changes;
  readonly known: KnownFolders;
  readonly refused: Refused;
}

/** Nothing is believed any longer once something has changed, or a person looks anew. */
function onNews(deps: FilesDeps, { changes, known, refused }: Hearers): vscode.Disposable {
  const { listing, trust, connections, keptFolders } = deps;
  const forget = () => known.forget();
  const again = () => {
    forget();
    refused.again();
  };
  return vscode.Disposable.from(
    listing.onDidTouch(forget),
    listing.onDidChange(forget),
    changes.onDidChangeFile(forget),
    trust.onDidOpen(again),
    connections.onDidChange(again),
    vscode.workspace.onDidGrantWorkspaceTrust(again),
    vscode.workspace.onDidChangeWorkspaceFolders(
      ({ removed }) => void keptFolders.removed(removed.map(({ uri }) => uri)),
    ),
  );
}

/** Throws for what this window may not ask for, before anything of it is looked at. */
function createAt({ trust, connections, missing }: FilesDeps, refused: Refused): (uri: vscode.Uri) => At {
  return (uri) => {
    if (!trust.allows(uri)) {
      refused.add(uri);
      throw new FileProblem(
        'noPermissions',
        t('This window is in Restricted Mode: open it from the view Spaces, or trust the workspace.'),
      );
    }
    if (connections.get(uri.authority) === undefined) {
      refused.add(uri);
      missing.missed(uri);
    }
    return placeAt({ connections }, uri);
  };
}

/** Runs a call of the editor; what goes wrong becomes an error that it knows. @param done after each */
function createCall({ log }: FilesDeps, done: () => void): <T>(work: () => Promise<T>) => Promise<T> {
  return async (work) => {
    try {
      return await work();
    } catch (error) {
      const { kind, words, isBug } = problemOf(error);
      if (isBug) log.error('spaceport:', error);
      throw ERRORS[kind](words);
    } finally {
      done();
    }
  };
}
