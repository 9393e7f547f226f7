import { t } from '@vscode/l10n';
import { isCancelled, SpacesError } from '../../core/errors.ts';
import { lastSegment } from '../../core/keyRules.ts';
import { walk } from '../../core/listingWalk.ts';
import type { VersionTarget } from '../../core/objects.ts';
import { plain } from '../../core/plain.ts';
import type { PrefixTarget } from '../../core/target.ts';
import { forEachAtOnce } from '../../core/transfers/engine.ts';
import { type LocalNames, localNames } from '../../core/transfers/localNames.ts';
import { modifiedOf } from '../../core/transfers/modified.ts';
import type { TransferFlowsDeps } from './deps.ts';
import type { Gathered, Planned, Side, Unplanned } from './planned.ts';

export type DownloadSource = VersionTarget | PrefixTarget;

export interface DownloadSources {
  readonly sources: readonly DownloadSource[];
  /** Absolute. */
  readonly folder: string;
}

export interface GatheredDownloads extends Gathered {
  /** Folders that objects stand for: made, though nothing may be in them. */
  readonly folders: readonly string[];
}

const AT_ONCE = 16;

/**
 * The objects, each with the file that it becomes, which is always within the chosen folder: all below a prefix in a folder
 * of its name. Throws what a listing throws, and `noSuchObject` where there is nothing at all.
 */
export async function gatherDownloads(
  deps: Pick<TransferFlowsDeps, 'files' | 'reads' | 'bytes'>,
  { sources, folder }: DownloadSources,
  signal: AbortSignal,
): Promise<GatheredDownloads> {
  const collection = new Collection(deps, folder);
  for (const source of sources) if ('prefix' in source) await collection.addAllBelow(source, signal);
  const named = sources.filter((source) => 'key' in source);
  await collection.addNamed(named, signal);
  if (collection.isEmpty) {
    const name = plain(
      sources.map((each) => ('prefix' in each ? each.prefix || each.space : each.key))[0] ?? '',
    );
    throw new SpacesError('noSuchObject', t('There is no object below {0}.', name));
  }
  const { planned, unplanned, folders } = collection;
  return { planned: await withThere(deps, planned, signal), unplanned, folders };
}

class Collection {
  readonly planned: Planned[] = [];
  readonly unplanned: Unplanned[] = [];
  readonly folders: string[] = [];
  readonly #deps: Pick<TransferFlowsDeps, 'files' | 'reads' | 'bytes'>;
  readonly #folder: string;
  readonly #names: LocalNames;

  constructor(deps: Pick<TransferFlowsDeps, 'files' | 'reads' | 'bytes'>, folder: string) {
    this.#deps = deps;
    this.#folder = folder;
    this.#names = localNames(deps.files.system, deps.files.foldsCase);
  }

  get isEmpty(): boolean {
    return this.planned.length + this.unplanned.length + this.folders.length === 0;
  }

  async addAllBelow(source: PrefixTarget, signal: AbortSignal): Promise<void> {
    const { connection, space, prefix } = source;
    // Everything below a Space goes into a folder of its name.
    const top = prefix === '' ? `${space}/` : '';
    const from = prefix.slice(0, -1).lastIndexOf('/') + 1;
    for await (const page of walk(this.#deps.reads, source, signal)) {
      for (const { key, size, lastModified, etag } of page) {
        const relative = top + key.slice(from);
        if (size === 0 && key.endsWith('/')) this.folders.push(this.#pathOf(relative, 'folder'));
        else this.#add({ connection, space, key }, relative, { size, modified: lastModified, etag });
      }
    }
  }

  /** Several at a time, in their order. */
  async addNamed(objects: readonly VersionTarget[], signal: AbortSignal): Promise<void> {
    const facts = new Map<VersionTarget, Side | SpacesError>();
    await forEachAtOnce({ items: objects, atOnce: AT_ONCE, signal }, async (object, each) => {
      facts.set(object, await this.#factsOf(object, each));
    });
    for (const object of objects) {
      const found = facts.get(object);
      const relative = lastSegment(object.key);
      if (found instanceof SpacesError)
        this.unplanned.push({ object, localPath: this.#pathOf(relative), error: found });
      else if (found !== undefined) this.#add(object, relative, found);
    }
  }

  async #factsOf(object: VersionTarget, signal: AbortSignal): Promise<Side | SpacesError> {
    try {
      const facts = await this.#deps.bytes.facts(object, signal);
      return { size: facts.size, modified: modifiedOf(facts), etag: facts.etag };
    } catch (error) {
      if (isCancelled(error) || !(error instanceof SpacesError)) throw error;
      return error;
    }
  }

  #add(object: VersionTarget, relative: string, own: Side): void {
    this.planned.push({ object, localPath: this.#pathOf(relative), own });
  }

  #pathOf(relative: string, kind: 'file' | 'folder' = 'file'): string {
    return this.#deps.files.join(this.#folder, this.#names[kind](relative));
  }
}

/** With what is there already under each name. */
async function withThere(
  { files }: Pick<TransferFlowsDeps, 'files'>,
  planned: readonly Planned[],
  signal: AbortSignal,
): Promise<readonly Planned[]> {
  const found = new Map<Planned, Side>();
  // Where a folder is not there nothing is in it: thousands of files need not be asked after.
  const folders = new Set<string>();
  const wished = new Set(planned.map(({ localPath }) => files.folderOf(localPath)));
  await forEachAtOnce({ items: wished, atOnce: AT_ONCE, signal }, async (folder) => {
    if ((await files.kindOf(folder)) === 'folder') folders.add(folder);
  });
  const items = planned.filter(({ localPath }) => folders.has(files.folderOf(localPath)));
  await forEachAtOnce({ items, atOnce: AT_ONCE, signal }, async (each) => {
    const facts = await files.facts(each.localPath);
    if (facts !== undefined) found.set(each, { size: facts.size, modified: facts.mtimeMs });
  });
  return planned.map((each) => ({ ...each, there: found.get(each) }));
}
