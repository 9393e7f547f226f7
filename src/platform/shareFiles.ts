import { mkdir, rename, writeFile } from 'node:fs/promises';

interface File {
  readonly fsPath: string;
}

/**
 * What writes the ledger, by Node's own means: the editor takes its file system from an extension before it waits for what
 * is unfinished there (`terminate` in VS Code's extHostExtensionService.ts), and a share would be lost half-way.
 */
export const shareFiles = {
  createDirectory: async ({ fsPath }: File): Promise<void> => void (await mkdir(fsPath, { recursive: true })),
  rename: (from: File, to: File): Promise<void> => rename(from.fsPath, to.fsPath),
  writeFile: ({ fsPath }: File, content: Uint8Array): Promise<void> => writeFile(fsPath, content),
};
