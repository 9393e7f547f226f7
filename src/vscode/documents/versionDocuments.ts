import * as vscode from 'vscode';
import { lastSegment } from '../../core/keyRules.ts';
import type { ObjectBytes, VersionTarget } from '../../core/objects.ts';
import type { ObjectVersion } from '../../core/ports.ts';

/** Nobody else's; what is opened is gone with the window. */
const SCHEME = 'spaceport-version';

interface Opened {
  readonly target: VersionTarget;
  readonly facts: ObjectVersion;
}

/** Versions as documents that can't be changed, in whatever editor is for their kind. */
export interface VersionDocuments {
  /** The address of one. Its bytes are read when the editor asks for them, and kept nowhere. */
  uriOf(target: VersionTarget, facts: ObjectVersion): vscode.Uri;
  open(target: VersionTarget, facts: ObjectVersion): Promise<void>;
}

/** Made once: it registers a file system, with the first version. */
export function createVersionDocuments(bytes: ObjectBytes): VersionDocuments {
  const opened = new Map<string, Opened>();
  let isRegistered = false;
  const known = (target: VersionTarget, facts: ObjectVersion) => {
    if (!isRegistered) {
      isRegistered = true;
      const options = { isReadonly: true, isCaseSensitive: true };
      vscode.workspace.registerFileSystemProvider(SCHEME, new Versions(bytes, opened), options);
    }
    const uri = uriOf(target, facts);
    opened.set(uri.path, { target, facts });
    return uri;
  };
  return {
    uriOf: known,
    open: async (target, facts) => {
      await vscode.commands.executeCommand('vscode.open', known(target, facts));
    },
  };
}

/** The name tells the editor what kind it is; the moment and the id before it tell versions apart. */
function uriOf({ key }: VersionTarget, { versionId, lastModified }: ObjectVersion): vscode.Uri {
  const moment = new Date(lastModified)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  const name = lastSegment(key.replace(/\/+$/, ''));
  const safe = name === '' || /^\.{1,2}$/.test(name) ? 'object' : name.replaceAll('\\', '_');
  return vscode.Uri.from({ scheme: SCHEME, path: `/${moment} ${encodeURIComponent(versionId)}/${safe}` });
}

class Versions implements vscode.FileSystemProvider {
  readonly #bytes: ObjectBytes;
  readonly #opened: ReadonlyMap<string, Opened>;
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(bytes: ObjectBytes, opened: ReadonlyMap<string, Opened>) {
    this.#bytes = bytes;
    this.#opened = opened;
  }

  watch(): vscode.Disposable {
    return { dispose: () => undefined };
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const { lastModified, size } = this.#find(uri).facts;
    const permissions = vscode.FilePermission.Readonly;
    return { type: vscode.FileType.File, ctime: lastModified, mtime: lastModified, size, permissions };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const { target } = this.#find(uri);
    const { body, facts } = await this.#bytes.read(target, {}, new AbortController().signal);
    const content = new Uint8Array(facts.size);
    let at = 0;
    for await (const piece of body) {
      content.set(piece, at);
      at += piece.length;
    }
    return content;
  }

  readDirectory(): never {
    throw vscode.FileSystemError.FileNotADirectory();
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  writeFile(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  #find(uri: vscode.Uri): Opened {
    const found = this.#opened.get(uri.path);
    if (found === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return found;
  }
}
