import type { LedgerDeps, LedgerWrites } from './ledger.ts';

/**
 * The editor's file system, but what writes is Node's, loaded with the first share: it goes on while the window closes. A
 * file that can't be renamed is the editor's affair, which on Windows waits for the virus scanner that holds it.
 */
export function writingToDisk(fs: LedgerDeps['fs'], load: () => Promise<LedgerWrites>): LedgerDeps['fs'] {
  return {
    ...fs,
    createDirectory: async (folder) => (await load()).createDirectory(folder),
    writeFile: async (file, content) => (await load()).writeFile(file, content),
    rename: async (from, to, options) => {
      const writes = await load();
      try {
        await writes.rename(from, to, options);
      } catch {
        await fs.rename(from, to, options);
      }
    },
  };
}
