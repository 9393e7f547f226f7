import type * as vscode from 'vscode';
import { Emitter } from '../../core/emitter.ts';
import { pathOf } from './documents.ts';

/** More than a person opens in a window. */
const MOST = 10_000;

type UriParts = Pick<vscode.Uri, 'authority' | 'path'>;

/**
 * What a window that is not trusted may ask for: a workspace can name any place, and each request is signed with the person's
 * key. There only what a person opened in this window is read and written, and what is below it. An editor that the window
 * restored, or a folder that the workspace brought along, is not what a person opened.
 */
export class Trust {
  readonly #isTrusted: () => boolean;
  readonly #opened = new Set<string>();
  readonly #didOpen = new Emitter<void>();
  readonly onDidOpen = this.#didOpen.event;

  /** @param isTrusted of the window, now */
  constructor(isTrusted: () => boolean) {
    this.#isTrusted = isTrusted;
  }

  /** A person opened these, by a gesture or a command: before the editor is told to show them. */
  opened(...uris: readonly UriParts[]): void {
    for (const uri of uris) this.#opened.add(pathOf(uri));
    for (const oldest of this.#opened) {
      if (this.#opened.size <= MOST) break;
      this.#opened.delete(oldest);
    }
    this.#didOpen.fire();
  }

  allows(uri: UriParts): boolean {
    if (this.#isTrusted()) return true;
    for (let at = pathOf(uri); ; at = at.slice(0, at.lastIndexOf('/'))) {
      if (this.#opened.has(at)) return true;
      if (!at.includes('/')) return false;
    }
  }
}
