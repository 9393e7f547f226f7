import type * as vscode from 'vscode';
import type { Memory, Now } from '../../core/ports.ts';
import { pathOf } from './documents.ts';

/** Of this window's workspace: the folders that a person added to it. */
const KEPT = 'files.openedFolders';
/** Of the profile: what a window that is about to become another one adds. */
const ADDING = 'files.addingFolders';
/** The editor has started its extensions anew by then. Milliseconds. */
const SOON_MS = 60_000;

interface Adding {
  readonly at: number;
  /** All folders that the workspace has afterwards. */
  readonly all: readonly string[];
  readonly added: readonly string[];
}

export interface KeptFoldersDeps {
  readonly workspace: Pick<typeof vscode.workspace, 'workspaceFolders' | 'isTrusted'>;
  /** Of the profile. */
  readonly memory: Memory;
  /** Of this window's workspace. */
  readonly windowMemory: Memory;
  readonly now: Now;
}

/**
 * The folders that a person added to a workspace that is not trusted, over a restart of the extensions, which adding one
 * causes. It is written by that gesture alone, and holds as long as the folder stays in the workspace. With the first or second
 * folder the window gets another workspace, whose memory is empty in a browser: there it is taken over at once, by the very
 * folders that the gesture has made of it. A workspace file can name folders, and write none of this.
 */
export class KeptFolders {
  readonly #deps: KeptFoldersDeps;

  constructor(deps: KeptFoldersDeps) {
    this.#deps = deps;
  }

  /** Before the editor is told to add them. */
  async keep(uris: readonly vscode.Uri[]): Promise<void> {
    const { workspace, memory, windowMemory, now } = this.#deps;
    if (workspace.isTrusted) return;
    const added = uris.map(idOf);
    const all = [...new Set([...this.#folders().keys(), ...added])].sort();
    await memory.set(ADDING, { at: now(), all, added } satisfies Adding);
    await windowMemory.set(KEPT, [...new Set([...this.#kept(), ...added])]);
  }

  /** A person took these out of the workspace: who names them again is somebody else. */
  async removed(uris: readonly vscode.Uri[]): Promise<void> {
    const kept = this.#kept();
    const gone = new Set(uris.map(idOf));
    const left = kept.filter((id) => !gone.has(id));
    if (left.length < kept.length) await this.#deps.windowMemory.set(KEPT, left);
  }

  /** Those that are folders of the workspace still. */
  restored(): readonly vscode.Uri[] {
    const { workspace, windowMemory } = this.#deps;
    if (workspace.isTrusted) return [];
    const folders = this.#folders();
    const before = this.#kept();
    const ids = [...new Set([...before, ...this.#takeOver([...folders.keys()])])].filter((id) =>
      folders.has(id),
    );
    if (ids.join() !== before.join()) void windowMemory.set(KEPT, ids);
    return ids.flatMap((id) => folders.get(id) ?? []);
  }

  #takeOver(folders: readonly string[]): readonly string[] {
    const { memory, now } = this.#deps;
    const adding = memory.get<Partial<Adding>>(ADDING);
    if (adding === undefined) return [];
    const { at = 0, all, added } = adding;
    if (!isList(all) || !isList(added) || Math.abs(now() - at) > SOON_MS) return [];
    if (folders.toSorted().join('\n') !== all.join('\n')) return [];
    void memory.set(ADDING, undefined);
    return added;
  }

  #kept(): readonly string[] {
    const kept = this.#deps.windowMemory.get<unknown>(KEPT);
    return isList(kept) ? kept : [];
  }

  #folders(): ReadonlyMap<string, vscode.Uri> {
    return new Map(this.#deps.workspace.workspaceFolders?.map(({ uri }) => [idOf(uri), uri]));
  }
}

function idOf(uri: vscode.Uri): string {
  return `${uri.scheme}:${pathOf(uri)}`;
}

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
