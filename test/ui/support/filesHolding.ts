// Looks through everything on disk for what must not be there.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The files below some folders that hold one of the texts: in UTF-8 or UTF-16, as it is, in a URL, in JSON, or in
 * base64 at any offset. What Chromium keeps is found too, where the text is random: it compresses with Snappy, which
 * leaves what it has not seen before as it is.
 */
export async function filesHolding(
  folders: readonly string[],
  texts: readonly string[],
): Promise<readonly string[]> {
  const patterns = texts.flatMap(formsOf);
  return filesWhere(folders, (content) => patterns.some((pattern) => content.includes(pattern)));
}

/** The files below some folders whose content fits, read as one byte a character; also those in UTF-16. */
export async function filesMatching(folders: readonly string[], pattern: RegExp): Promise<readonly string[]> {
  return filesWhere(folders, (content) => {
    const text = content.toString('latin1');
    return pattern.test(text) || pattern.test(text.replaceAll('\0', ''));
  });
}

async function filesWhere(
  folders: readonly string[],
  fits: (content: Buffer) => boolean,
): Promise<readonly string[]> {
  const holding: string[] = [];
  for (const folder of folders) {
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      // What the editor removes while we look holds nothing.
      const content = await readFile(path).catch(() => Buffer.alloc(0));
      if (fits(content)) holding.push(path);
    }
  }
  return holding;
}

function formsOf(text: string): readonly Buffer[] {
  const inUrl = encodeURIComponent(text);
  const lower = inUrl.replace(/%../g, (each) => each.toLowerCase());
  const twice = encodeURIComponent(inUrl);
  const words = new Set([text, inUrl, lower, twice, JSON.stringify(text).slice(1, -1), ...inBase64(text)]);
  return [...words].flatMap((word) => [Buffer.from(word), Buffer.from(word, 'utf16le')]);
}

/** What of a text's base64 does not depend on its surroundings, behind 0, 1 or 2 other bytes. */
function inBase64(text: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString('base64');
    return encoded.replace(/=+$/, '').slice(before === 0 ? 0 : before + 1, -1);
  });
}
