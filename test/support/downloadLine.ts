import { formatLinks } from '../../src/core/formats/links.ts';
import { defaultFileName } from '../../src/core/keyRules.ts';
import type { ShellId } from '../../src/core/settings.ts';

/** The `curl` line that Copy Signed URL As… gives for one object. */
export function downloadLine(url: string, key: string, shell: ShellId = 'unix'): string {
  const link = { url, key, space: 'box', filename: defaultFileName(key), expiresAt: new Date() };
  return formatLinks('curl', [link], { shell }).trimEnd();
}
