// Opening a folder against the bare request for its listing, both in a real extension host. `node test/bench/expand.ts`
// runs this alone.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runMain } from '../support/bootstrap.mjs';
import { stopSharedCeph, type TestSpace } from '../support/cephForTests.ts';
import { openBrowser } from '../support/editor/browser.ts';
import { startControl } from '../support/editor/control.ts';
import { NEWEST } from '../support/editor/install.mjs';
import { startEditorServer } from '../support/editor/server.ts';
import { signedUrl } from '../support/signedFetch.ts';
import { installBehind } from './installed.ts';
import { spaceOf } from './listFill.ts';
import { type BenchRow, median, milliseconds } from './row.ts';

const FOLDERS = 30;
/** A page: what one request gives. */
const OBJECTS = 1_000;
/** Folders that count for nothing: what is loaded on first use is measured elsewhere. */
const WARMING = 5;
const GOAL = 1.2;
const DELAY = 50;

interface Measured {
  /** Milliseconds. */
  readonly times: readonly { readonly bare: number; readonly ours: number }[];
  readonly delay: number;
}

export async function benchExpand(): Promise<BenchRow[]> {
  try {
    const keys = folders().flatMap((folder) =>
      Array.from({ length: OBJECTS }, (_, index) => `${folder}picture-${String(index).padStart(4, '0')}.jpg`),
    );
    const { times, delay } = await inHost(await spaceOf(keys));
    const [ours, bare] = [median(times.map((each) => each.ours)), median(times.map((each) => each.bare))];
    const what = `expand a folder of ${OBJECTS.toLocaleString('en')} objects in VS Code ${NEWEST}`;
    return [
      {
        what: `${what}: from its question to all rows`,
        against: `the bare list request, body read: ${milliseconds(bare)}`,
        goal: `≤ ${GOAL}×`,
        measured: `${(ours / bare).toFixed(2)}× (${milliseconds(ours)})`,
        isMet: ours <= bare * GOAL,
      },
      {
        what: `${what}: the longest event-loop delay`,
        against: 'nothing',
        goal: `≤ ${milliseconds(DELAY)}`,
        measured: milliseconds(delay),
        isMet: delay <= DELAY,
      },
    ];
  } finally {
    await stopSharedCeph();
  }
}

const folders = () =>
  Array.from({ length: FOLDERS }, (_, index) => `folder-${String(index).padStart(2, '0')}/`);

async function inHost(space: TestSpace): Promise<Measured> {
  const { promise, resolve, reject } = Promise.withResolvers<Measured>();
  const control = await startControl({
    measured: resolve,
    failed: (message: string) => reject(new Error(message)),
  });
  const server = await startEditorServer({ version: NEWEST });
  const folder = await installBehind('expand.cjs', join(server.dataFolder, 'extensions'), [
    'onStartupFinished',
  ]);
  await writeFile(join(folder, 'task.json'), JSON.stringify({ control: control.url, ...taskOf(space) }));
  const browser = await openBrowser();
  const late = setTimeout(() => reject(new Error('the folders took more than two minutes')), 120_000);
  try {
    const page = await browser.context.newPage();
    await page.goto(`${server.url}/?ew=true`);
    return await promise;
  } finally {
    clearTimeout(late);
    await browser.close();
    await server.stop();
    await control.stop();
  }
}

/** The connection, and for each folder the request that Spaceport makes, signed beforehand. */
function taskOf({ endpoint, region, keys, bucket }: TestSpace) {
  const query = 'list-type=2&encoding-type=url&max-keys=1000&delimiter=%2F&prefix=';
  return {
    warming: WARMING,
    connection: {
      ...{ name: 'bench', provider: 'custom', addressing: 'path', spaces: [bucket] },
      ...{ endpoint, region, ...keys },
    },
    urls: folders().map((folder) =>
      signedUrl(`${endpoint}/${bucket}?${query}${encodeURIComponent(folder)}`, keys, '3600', { region }),
    ),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runMain(async () => console.log(await benchExpand()));
