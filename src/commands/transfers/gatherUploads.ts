import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { linkProblem } from '../../core/keyRules.ts';
import { plain } from '../../core/plain.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { keepBoth } from '../../core/transfers/keepBoth.ts';
import type { FoundFile } from '../../core/transfers/localFiles.ts';
import { badKey } from '../share.ts';
import type { TransferFlowsDeps } from './deps.ts';
import { findExisting } from './existing.ts';
import type { Gathered, Planned, Unplanned } from './planned.ts';

/** What is sent: absolute paths of files and folders. */
export interface UploadSources {
  readonly paths: readonly string[];
  /** A folder or Space; for one file its key. */
  readonly to: ObjectTarget | PrefixTarget;
}

/**
 * The files, each with its key: those of a folder below the folder's name. What can't be read or have a key is told of.
 * Throws `badArguments` for a key with more than one file, `localFile` where nothing is there at all.
 */
export async function gatherUploads(
  deps: Pick<TransferFlowsDeps, 'files' | 'reads' | 'bytes'>,
  { paths, to }: UploadSources,
  signal: AbortSignal,
): Promise<Gathered> {
  const collection = new Collection(to);
  for (const path of paths) await collect(deps, collection, { path, to, isOnly: paths.length === 1, signal });
  const keys = collection.planned.map(({ object }) => object.key);
  const existing = await findExisting(deps, to, { keys, signal });
  return {
    planned: collection.planned.map((each) => ({ ...each, there: existing.get(each.object.key) })),
    unplanned: collection.unplanned,
  };
}

interface Collecting {
  readonly path: string;
  readonly to: ObjectTarget | PrefixTarget;
  readonly isOnly: boolean;
  readonly signal: AbortSignal;
}

async function collect(
  { files }: Pick<TransferFlowsDeps, 'files'>,
  collection: Collection,
  { path, to, isOnly, signal }: Collecting,
): Promise<void> {
  const kind = await files.kindOf(path);
  if ('key' in to && (kind !== 'file' || !isOnly))
    throw new SpacesError('badArguments', t('One key takes one file: give "prefix" for more.'));
  const top = 'key' in to ? to.key : to.prefix + files.nameOf(path);
  if (kind === 'folder') {
    for await (const found of files.walk(path, signal)) {
      const key = [top, ...found.names].join('/');
      if ('error' in found) collection.refuse(found.path, key, found.error);
      else collection.add(found, key);
    }
    return;
  }
  const facts = kind === 'file' ? await files.facts(path) : undefined;
  if (facts !== undefined) return collection.add({ path, names: [], ...facts }, top);
  const error = new SpacesError(
    'localFile',
    t('There is no file here that can be read: {0}', plain(files.nameOf(path))),
  );
  if (isOnly) throw error;
  collection.refuse(path, top, error);
}

class Collection {
  readonly planned: Planned[] = [];
  readonly unplanned: Unplanned[] = [];
  readonly #to: ObjectTarget | PrefixTarget;
  /** Files of several folders may have one name. */
  readonly #free = keepBoth([], '/');

  constructor(to: ObjectTarget | PrefixTarget) {
    this.#to = to;
  }

  add({ path, size, mtimeMs }: FoundFile, wished: string): void {
    const problem = linkProblem(wished);
    if (problem !== undefined && problem.kind !== 'dotSegment') {
      this.refuse(path, wished, badKey(problem, wished));
      return;
    }
    const key = this.#free(wished);
    this.planned.push({ object: this.#objectAt(key), localPath: path, own: { size, modified: mtimeMs } });
  }

  refuse(path: string, key: string, error: Error): void {
    const words = error instanceof SpacesError ? error : new SpacesError('localFile', error.message);
    this.unplanned.push({ object: this.#objectAt(key), localPath: path, error: words });
  }

  #objectAt(key: string): ObjectTarget {
    const { connection, space } = this.#to;
    return { connection, space, key };
  }
}
