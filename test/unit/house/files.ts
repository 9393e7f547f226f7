import { readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top. */
export const TOP = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Every TypeScript and script file below a folder, as paths from the top with `/`. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(join(TOP, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mts|mjs)$/.test(entry.name))
    .map((entry) => relative(TOP, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
