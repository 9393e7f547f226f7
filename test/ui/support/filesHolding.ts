// Looks through everything on disk for what must not be there.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files below some folders that hold one of the texts, as UTF-8 or UTF-16, as they are or in a URL. */
export async function filesHolding(
  folders: readonly string[],
  texts: readonly string[],
): Promise<readonly string[]> {
  const forms = texts.flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]);
  const patterns = [...new Set(forms)].flatMap((form) => [Buffer.from(form), Buffer.from(form, 'utf16le')]);
  const holding: string[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      // What the editor removes while we look holds nothing.
      const content = await readFile(path).catch(() => Buffer.alloc(0));
      if (patterns.some((pattern) => content.includes(pattern))) holding.push(path);
    }
  }
  return holding;
}
