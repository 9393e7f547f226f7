// Starts of a real extension host, each with three extensions: one that measures, an empty one, and Spaceport. The
// first extension of a host pays for what all use, so the measuring one goes first; the other two in an order of chance.
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBrowser } from '../support/editor/browser.ts';
import { startControl } from '../support/editor/control.ts';
import { NEWEST } from '../support/editor/install.mjs';
import { startEditorServer } from '../support/editor/server.ts';
import { boto3Script, runBoto3Script } from './boto3Script.ts';
import { installBehind } from './installed.ts';
import { type BenchRow, median, milliseconds, shuffled } from './row.ts';

const starts = 20;
const SPACEPORT = 'spaceport.spaceport';
const EMPTY = 'spaceport.empty';

/** The seed's: a link for 30 seconds, with keys of the usual lengths. */
const seed = {
  region: 'nyc3',
  accessKeyId: 'DO00EXAMPLE00EXAMPLE',
  secretAccessKey: 'example/secret+key/of+the+usual+length+43ch',
  space: 'example-bucket',
  key: 'my-object.zip',
  expiresIn: 30,
};

interface Measured {
  readonly times: Readonly<Record<string, { readonly loadMs: number; readonly activateMs: number }>>;
  readonly copyMs: { readonly first: number; readonly again: number };
  readonly isSigned: boolean;
}

export async function benchStarts(): Promise<BenchRow[]> {
  const script = await boto3Script(seed);
  const boto3: number[] = [];
  const all: Measured[] = [];
  await eachStart(async (start) => {
    all.push(await start());
    boto3.push(await runBoto3Script(script));
  });
  if (all.some(({ isSigned }) => !isSigned)) throw new Error('a start left no signed URL on the clipboard');
  const of = (id: string, what: 'loadMs' | 'activateMs') =>
    median(all.map(({ times }) => times[id]?.[what] ?? Number.NaN));
  const [own, empty] = [of(SPACEPORT, 'activateMs'), of(EMPTY, 'activateMs')];
  const first = median(all.map(({ copyMs }) => copyMs.first));
  const again = median(all.map(({ copyMs }) => copyMs.again));
  const peer = median(boto3);
  return [
    {
      what: `own \`activate()\` in VS Code ${NEWEST}, ${starts} starts`,
      against: `an empty extension: ${milliseconds(empty)}`,
      goal: '≤ empty + 10 ms',
      measured: `${milliseconds(own)} (and ${milliseconds(of(SPACEPORT, 'loadMs'))} to load)`,
      isMet: own <= empty + 10,
    },
    {
      what: '`executeCommand` to URL on the clipboard, first time, activation included',
      against: `boto3's script, whole process: ${milliseconds(peer)}`,
      goal: '≤ 0.5×',
      measured: `${(first / peer).toFixed(2)}× (${milliseconds(first)}; the second time ${milliseconds(again)})`,
      isMet: first <= peer / 2,
    },
  ];
}

/** Calls back for each start, with what makes it and gives its figures. */
async function eachStart(use: (start: () => Promise<Measured>) => Promise<void>): Promise<void> {
  let order: 'prepare' | readonly string[] = 'prepare';
  let settle: { resolve(value: Measured | boolean): void; reject(error: Error): void } | undefined;
  const control = await startControl({
    nextOrder: () => order,
    prepared: (isKept: boolean) => settle?.resolve(isKept),
    measured: (figures: Measured) => settle?.resolve(figures),
    failed: (message: string) => settle?.reject(new Error(message)),
  });
  const server = await startEditorServer({ version: NEWEST });
  await layOut(join(server.dataFolder, 'extensions'), control.url);
  const browser = await openBrowser();
  const open = async () => {
    const page = await browser.context.newPage();
    const ended = new Promise<Measured | boolean>((resolve, reject) => {
      settle = { resolve, reject };
      setTimeout(() => reject(new Error('a start took more than a minute')), 60_000).unref();
    });
    await page.goto(`${server.url}/?ew=true`);
    try {
      return await ended;
    } finally {
      // Lets it write what it keeps.
      await page.close({ runBeforeUnload: true });
      if (!page.isClosed()) await page.waitForEvent('close');
    }
  };
  try {
    while (!(await open()));
    for (let each = 0; each < starts; each++) {
      order = shuffled([SPACEPORT, EMPTY]);
      await use(async () => {
        const figures = await open();
        if (typeof figures === 'boolean') throw new Error('a start measured nothing');
        return figures;
      });
    }
  } finally {
    await browser.close();
    await server.stop();
    await control.stop();
  }
}

/** Puts the three extensions where the editor looks for installed ones. */
async function layOut(root: string, control: string): Promise<void> {
  const here = join(import.meta.dirname, 'starts');
  const driver = join(root, 'spaceport.driver-0.0.1');
  const empty = join(root, 'spaceport.empty-0.0.1');
  for (const folder of [driver, empty]) await mkdir(folder, { recursive: true });

  await writeManifest(driver, { ...helper('driver'), activationEvents: ['onStartupFinished'] });
  await cp(join(here, 'driver.cjs'), join(driver, 'main.cjs'));
  const { region, accessKeyId, secretAccessKey, space, key, expiresIn } = seed;
  const connection = { name: 'seed', provider: 'digitalocean', region, accessKeyId, secretAccessKey };
  const link = { connection: 'seed', space, key, expiresIn };
  await writeFile(join(driver, 'task.json'), JSON.stringify({ control, connection, link }));

  await writeManifest(empty, helper('empty'));
  await writeFile(join(empty, 'timed.main.cjs'), 'exports.activate = () => {};\n');

  // The driver says when each is activated: all at once would pay for each other.
  await installBehind('timed.cjs', root, []);
  await cp(join(here, 'timed.cjs'), join(empty, 'main.cjs'));
}

const helper = (name: string) => ({
  name,
  publisher: 'spaceport',
  version: '0.0.1',
  engines: { vscode: '^1.105.0' },
  main: './main.cjs',
  activationEvents: [] as string[],
});

async function writeManifest(folder: string, manifest: object): Promise<void> {
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
}
