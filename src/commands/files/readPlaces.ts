import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { addEntries, type FileKind } from '../../core/files/entries.ts';
import { MOST_BYTES } from '../../core/files/ports.ts';
import { FileProblem } from '../../core/files/problem.ts';
import { writeProblem } from '../../core/keyRules.ts';
import { listPage } from '../../core/listingPage.ts';
import { isOfKeyPair } from '../../core/listingSpaces.ts';
import { plain } from '../../core/plain.ts';
import { badKey } from '../share.ts';
import { type At, type FileDeps, type FolderAt, folderAt, unending } from './at.ts';
import { knownAt, nothingAt } from './lookUp.ts';

/** What is in a folder, by the names that paths have; all of it. */
export async function readFolder(
  deps: Pick<FileDeps, 'spaces' | 'folders' | 'known'>,
  at: At,
): Promise<ReadonlyMap<string, FileKind>> {
  if (at.kind === 'connection') return spacesOf(deps, at);
  const asked = deps.known.asking();
  const { stored, isThere } = await listAll(deps, at);
  if (isThere || at.kind === 'space') deps.known.listed(at.path, stored, asked);
  else if (!deps.folders.has(at.path))
    throw new SpacesError('noSuchObject', t('There is no folder with this name: {0}', plain(`${at.key}/`)));
  const made = deps.folders.namesIn(at.path);
  if (made.length === 0) return stored;
  return new Map([...made.map((name) => [name, 'folder'] as const), ...stored]);
}

/** @returns `isThere`: there is something, if only the folder's own marker */
async function listAll(
  { spaces }: Pick<FileDeps, 'spaces'>,
  at: FolderAt,
): Promise<{ readonly stored: ReadonlyMap<string, FileKind>; readonly isThere: boolean }> {
  const folder = folderAt(at);
  const stored = new Map<string, FileKind>();
  let isThere = false;
  let token: string | undefined;
  do {
    const request = { delimiter: '/', ...(token === undefined ? {} : { token }) } as const;
    const { objects, prefixes, nextToken } = await listPage(spaces, folder, request, unending());
    isThere ||= objects.length + prefixes.length > 0;
    addEntries(stored, folder.prefix, { objects, prefixes });
    token = nextToken;
  } while (token !== undefined);
  return { stored, isThere };
}

/**
 * Those that the connection restricts itself to, or those the server lists and those named beside: the latter alone where the
 * list can't be read. Throws where none is named then, and where nothing opens without another key pair.
 */
async function spacesOf(
  { spaces }: Pick<FileDeps, 'spaces'>,
  { connection }: At,
): Promise<ReadonlyMap<string, FileKind>> {
  const { moreSpaces = [] } = connection;
  const listed = () =>
    spaces.listSpaces(connection, unending()).catch((error: unknown) => {
      if (moreSpaces.length === 0 || isOfKeyPair(error)) throw error;
      return [];
    });
  const names = connection.spaces ?? [...(await listed()), ...moreSpaces];
  return new Map(names.map((name) => [name, 'folder']));
}

/** One state of the object, all of it. Throws `badKey` for one that no request can name. */
export async function readObject(
  { saves, bases, has, known, folders }: Pick<FileDeps, 'saves' | 'bases' | 'has' | 'known' | 'folders'>,
  at: At,
): Promise<Uint8Array> {
  if (at.kind !== 'key') throw new FileProblem('isAFolder', t('This is a folder: {0}', plain(at.path)));
  const { connection, space, key } = at;
  const problem = writeProblem(key);
  if (problem) throw badKey(problem, key);
  const there = knownAt({ known, folders }, at);
  if (there !== undefined && there.kind === undefined) {
    bases.gone(at.path);
    throw nothingAt(at);
  }
  const { content, facts } = await saves
    .read({ connection, space, key }, { maxBytes: MOST_BYTES }, unending())
    .catch((error: unknown) => {
      if (error instanceof SpacesError && error.code === 'noSuchObject') bases.gone(at.path);
      throw error;
    });
  known.file(at.path);
  bases.read(at.path, facts);
  has(at, facts.etag);
  return content;
}
