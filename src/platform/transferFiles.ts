import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import {
  chmod,
  type FileHandle,
  link,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  statfs,
  unlink,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { t } from '@vscode/l10n';
import { SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import type {
  FileFacts,
  LocalFiles,
  OpenSource,
  OpenTarget,
  Publishing,
} from '../core/transfers/localFiles.ts';
import { idOfTemporary } from '../core/transfers/localNames.ts';
import { digestFile, digestOf } from './fileDigests.ts';
import { codeOf, inWords } from './fileFailures.ts';
import { walkFolder } from './walkFolder.ts';

/** Without a wait for a writer, as a pipe has one; there is no such thing on Windows. */
const OPEN_TO_READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const isWindows = process.platform === 'win32';

/** The files of Node's host, as transfers need them. */
export const transferFiles: LocalFiles = {
  system: isWindows ? 'windows' : 'unix',
  foldsCase: isWindows || process.platform === 'darwin',
  join: (folder, names) => join(folder, ...names),
  nameOf: basename,
  folderOf: dirname,
  async kindOf(path) {
    const found = await statOrNothing(path);
    if (found === undefined) return undefined;
    if (found.isFile()) return 'file';
    return found.isDirectory() ? 'folder' : 'other';
  },
  async facts(path) {
    const found = await statOrNothing(path);
    return found && factsOf(found);
  },
  walk: walkFolder,
  async open(path) {
    return inWords(path, async () => {
      const file = await open(path, OPEN_TO_READ);
      try {
        const found = await file.stat();
        if (!found.isFile()) throw Object.assign(new Error('not a file'), { code: 'EISDIR' });
        return sourceOf(file, path, factsOf(found));
      } catch (error) {
        await file.close();
        throw error;
      }
    });
  },
  create: (path) =>
    inWords(path, async () => {
      // Never into what is there: it may have another name, or be a link.
      const made = await open(path, 'wx').catch(async (error: unknown) => {
        if (codeOf(error) === 'EEXIST') await rm(path);
        else if (codeOf(error) === 'ENOENT') await mkdir(dirname(path), { recursive: true });
        else throw error;
        return open(path, 'wx');
      });
      return targetOf(made, path);
    }),
  reopen: (path) => inWords(path, async () => targetOf(await open(path, 'r+'), path)),
  makeFolder: (path) => inWords(path, async () => void (await mkdir(path, { recursive: true }))),
  publish: (temporary, path, how) => inWords(path, () => publish(temporary, path, how)),
  remove: (path) => inWords(path, () => rm(path, { force: true })),
  async temporaries(folder) {
    const names = await readdir(folder).catch(() => []);
    const paths = names.filter((name) => idOfTemporary(name) !== undefined).map((name) => join(folder, name));
    const found = await Promise.all(paths.map(async (path) => ({ path, facts: await statOrNothing(path) })));
    return found.flatMap(({ path, facts }) => (facts ? [{ path, touchedMs: facts.ctimeMs }] : []));
  },
  async freeBytes(folder) {
    try {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    } catch {
      return undefined;
    }
  },
  digests: (path, partSize, signal) => inWords(path, () => digestFile(path, partSize, signal)),
  md5() {
    const hash = createHash('md5');
    return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
  },
  digest: digestOf,
};

/** By its name: a file system without hard links looks first, and has a moment in which another may be faster. */
async function publish(temporary: string, path: string, { mayReplace }: Publishing): Promise<void> {
  if (mayReplace) {
    await keepMode(temporary, path);
    return rename(temporary, path);
  }
  try {
    await link(temporary, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || (await statOrNothing(path)) !== undefined) throw taken(path, error);
    return rename(temporary, path);
  }
  // The file is there, whatever holds its other name; that one goes with what is left of others.
  await unlink(temporary).catch(() => undefined);
}

/** What only its owner may read stays so, what can be run can be run. Some disks keep no such thing. */
async function keepMode(temporary: string, path: string): Promise<void> {
  const found = isWindows ? undefined : await statOrNothing(path);
  if (found?.isFile()) await chmod(temporary, found.mode & 0o777).catch(() => undefined);
}

function taken(path: string, cause: unknown): SpacesError {
  const message = t('A file of this name is there already: {0}', plain(basename(path)));
  return new SpacesError('exists', message, { cause });
}

async function statOrNothing(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error))) return undefined;
    return inWords(path, () => Promise.reject(error));
  }
}

function factsOf({ size, mtimeMs }: FileFacts): FileFacts {
  return { size, mtimeMs };
}

function sourceOf(file: FileHandle, path: string, opened: FileFacts): OpenSource {
  return {
    opened,
    facts: () => inWords(path, async () => factsOf(await file.stat())),
    read: ({ start, end }, into) =>
      inWords(path, async () => {
        const bytes = into?.subarray(0, end - start) ?? Buffer.allocUnsafeSlow(end - start);
        for (let at = 0; at < bytes.length; ) {
          const { bytesRead } = await file.read(bytes, at, bytes.length - at, start + at);
          if (bytesRead === 0) throw shorter(path);
          at += bytesRead;
        }
        return bytes;
      }),
    close: () => file.close(),
  };
}

function shorter(path: string): SpacesError {
  const name = plain(basename(path));
  return new SpacesError('changed', t('The file was changed while it was uploaded: {0}. Retry.', name));
}

function targetOf(file: FileHandle, path: string): OpenTarget {
  return {
    write: (bytes, at) => inWords(path, () => writeAll(file, bytes, at)),
    setTime: (mtimeMs) => inWords(path, () => file.utimes(mtimeMs / 1000, mtimeMs / 1000)),
    sync: () => inWords(path, () => file.datasync()),
    close: () => file.close(),
  };
}

/** A nearly full disk takes a part of what it is given: the rest is written again, and says why not. */
async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}
