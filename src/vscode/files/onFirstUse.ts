import * as vscode from 'vscode';
import { FILE_SCHEME } from '../../contributions.ts';

/** What answers for the paths of the scheme. */
export type FileSystem = Required<Omit<vscode.FileSystemProvider, 'onDidChangeFile'>> &
  Pick<vscode.FileSystemProvider, 'onDidChangeFile'> & { dispose(): void };

/** Registers the scheme as activation does: what answers is loaded with the first question. */
export function filesOnFirstUse(load: () => Promise<FileSystem>): vscode.Disposable {
  const provider = new OnFirstUse(load);
  return vscode.Disposable.from(
    provider,
    vscode.workspace.registerFileSystemProvider(FILE_SCHEME, provider, { isCaseSensitive: true }),
  );
}

class OnFirstUse implements vscode.FileSystemProvider {
  readonly #load: () => Promise<FileSystem>;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  #loadedOnce: vscode.Disposable | undefined;
  readonly onDidChangeFile = this.#changed.event;

  constructor(load: () => Promise<FileSystem>) {
    this.#load = load;
  }

  async #loaded(): Promise<FileSystem> {
    const files = await this.#load();
    this.#loadedOnce ??= vscode.Disposable.from(
      files,
      files.onDidChangeFile((changes) => this.#changed.fire(changes)),
    );
    return files;
  }

  /** Begins once there is something to be watched with. */
  watch(...watching: Parameters<FileSystem['watch']>): vscode.Disposable {
    let inner: vscode.Disposable | undefined;
    let isOver = false;
    void this.#loaded().then(
      (files) => {
        if (!isOver) inner = files.watch(...watching);
      },
      () => undefined,
    );
    return new vscode.Disposable(() => {
      isOver = true;
      inner?.dispose();
    });
  }

  stat = async (uri: vscode.Uri) => (await this.#loaded()).stat(uri);
  readDirectory = async (uri: vscode.Uri) => (await this.#loaded()).readDirectory(uri);
  createDirectory = async (uri: vscode.Uri) => (await this.#loaded()).createDirectory(uri);
  readFile = async (uri: vscode.Uri) => (await this.#loaded()).readFile(uri);
  writeFile = async (...what: Parameters<FileSystem['writeFile']>) =>
    (await this.#loaded()).writeFile(...what);
  delete = async (...what: Parameters<FileSystem['delete']>) => (await this.#loaded()).delete(...what);
  rename = async (...what: Parameters<FileSystem['rename']>) => (await this.#loaded()).rename(...what);
  copy = async (...what: Parameters<FileSystem['copy']>) => (await this.#loaded()).copy(...what);

  dispose(): void {
    this.#loadedOnce?.dispose();
    this.#changed.dispose();
  }
}
