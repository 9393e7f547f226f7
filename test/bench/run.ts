// `npm run bench`: the numbers the project is held to, each against its peer in the same run. Prints them as a table and
// writes it into docs/benchmarks.md. `npm run bench -- sizes require` runs only those, and writes nothing.
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg, setPriority, totalmem } from 'node:os';
import { join } from 'node:path';
import { Explained, runMain, top } from '../support/bootstrap.mjs';
import { ensureGroups } from '../support/debian.mjs';
import { NEWEST } from '../support/editor/install.mjs';
import { benchDelete } from './delete.ts';
import { benchExpand } from './expand.ts';
import { benchLinks } from './links.ts';
import { benchList } from './list.ts';
import { benchRequire } from './require.ts';
import { type BenchRow, tableOf } from './row.ts';
import { benchSigning } from './sign.ts';
import { benchSizes } from './sizes.ts';
import { benchStarts } from './starts.ts';
import { benchTransfers } from './transfers.ts';

const groups: Readonly<Record<string, () => Promise<BenchRow[]>>> = {
  require: benchRequire,
  starts: benchStarts,
  sizes: benchSizes,
  sign: benchSigning,
  links: benchLinks,
  expand: benchExpand,
  delete: benchDelete,
  list: benchList,
  transfers: benchTransfers,
};

/** Those that run other tools. */
const againstPeers = new Set(['delete', 'list', 'transfers']);

await runMain(async () => {
  const chosen = process.argv.slice(2);
  const unknown = chosen.find((name) => !Object.hasOwn(groups, name));
  if (unknown !== undefined) {
    throw new Explained(`There is no "${unknown}". There is: ${Object.keys(groups).join(', ')}.`);
  }
  comeFirst();
  // First, and not after the minutes that other lines take.
  if (chosen.length === 0 || chosen.some((name) => againstPeers.has(name))) await ensureGroups(['peers']);
  const load = loadavg()[0] ?? 0;
  const rows: BenchRow[] = [];
  const broken: string[] = [];
  for (const [name, measure] of Object.entries(groups)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    const began = performance.now();
    try {
      rows.push(...(await measure()));
    } catch (error) {
      // The rows of the others are minutes of work.
      console.error(`${name}:`, error);
      broken.push(name);
    }
    console.log(`${name}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  console.log(`\n${tableOf(rows)}\n`);
  if (broken.length > 0) throw new Explained(`Not measured, as is told above: ${broken.join(', ')}.`);
  if (chosen.length === 0) await writeFile(join(top, 'docs', 'benchmarks.md'), pageOf(rows, load));
});

/** Both sides of every line run before whatever else the machine does, where that is allowed. */
function comeFirst(): void {
  try {
    setPriority(-10);
  } catch {
    console.log('Not allowed to raise the priority: close what else runs.');
  }
}

function pageOf(rows: readonly BenchRow[], load: number): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `# Benchmarks

Written by \`npm run bench\`, which measures both sides of a line in one run; ratios count, milliseconds are one machine's.
Last on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpu?.model.trim()}), ${memory} GB of memory, ${process.platform} ${process.arch},
Node ${process.versions.node}, VS Code ${NEWEST} as its own server with a browser; load average at the start ${load.toFixed(1)}.

${tableOf(rows)}

- An SDK-only bundle is \`@aws-sdk/client-s3\` and its presigner in one minified file, required on start.
- VS Code's first extension pays for what all use, empty or not: a third extension goes first, then Spaceport and the
  empty one in an order of chance. The medians are of \`activate()\` itself.
- The first \`executeCommand\` includes loading and activating the extension, its flows, and the SDK that signs again.
- A folder is expanded as the editor asks for it, \`getChildren\` and \`getTreeItem\` of Spaceport's own tree in a real
  extension host; the bare request is signed beforehand and sent by the same \`fetch\`.
- A KB is 1,024 bytes.
`;
}
