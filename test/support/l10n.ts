// `npm run l10n`: every text that people may read, from `src/` into `l10n/bundle.l10n.json`; the translations in its
// order; and what is not translated.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { top } from './bootstrap.mjs';
import { tidyTranslations } from './languages.ts';

const bundle = join(top, 'l10n/bundle.l10n.json');
const IMPORT = /import \{ t \} from '@vscode\/l10n';/;
const CALL = /(?<![\w$.'"`])t\(/g;

/** The extractor knows `l10n.t(…)` alone, and is slow to begin with a file: it gets all of them as one. */
function asOneScript(sources: readonly string[]): string {
  const calls = sources
    .filter((source) => IMPORT.test(source))
    .map((source) => source.replace(IMPORT, '').replace(CALL, 'l10n.t('));
  return ["import * as l10n from '@vscode/l10n';", ...calls].join('\n;\n');
}

/** The bundle as the sources have it now, sorted, so that one changed text is one changed line. */
export async function exportTexts(): Promise<string> {
  const src = join(top, 'src');
  const files = (await readdir(src, { recursive: true })).filter((name) => name.endsWith('.ts'));
  const sources = await Promise.all(files.map((name) => readFile(join(src, name), 'utf8')));
  const texts = await getL10nJson([{ contents: asOneScript(sources), extension: '.ts' }]);
  const sorted = Object.fromEntries(Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}

if (import.meta.main) {
  await writeFile(bundle, await exportTexts());
  for (const line of tidyTranslations()) console.log(`not translated: ${line}`);
}
