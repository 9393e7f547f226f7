import type { ImportSources } from '../../core/import/sources.ts';
import type { ConnectionDeps } from '../connection/deps.ts';

/** What importing connections needs. */
export interface ImportDeps extends ConnectionDeps {
  readonly sources: ImportSources;
  /** Paths of the folders that are open; empty in a window that is not trusted, where nothing of a folder is read. */
  readonly folders: readonly string[];
  /** Asks for files. Throws `Cancelled`. */
  chooseFiles(title: string): Promise<readonly string[]>;
}
