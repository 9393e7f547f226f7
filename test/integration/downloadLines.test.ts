import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Connection } from '../../src/core/connection.ts';
import { distinctNames, legalFileName } from '../../src/core/formats/fileNames.ts';
import { type FormattedLink, formatLinks } from '../../src/core/formats/links.ts';
import { defaultFileName, hasDotSegment } from '../../src/core/keyRules.ts';
import { nodeHashing } from '../../src/platform/node.ts';
import { createSigner } from '../../src/s3/signer.ts';
import { coreKeys, uploadKey } from '../support/oddKeys.ts';
import { unixShells } from '../support/shells/environment.ts';
import { type ShellRunner, shellRunner } from '../support/shells/run.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';

const SPACE = 'downloads';
/** A failure names it: `SPACEPORT_TEST_SEED=…` makes the same keys again. */
const seed = Number(process.env.SPACEPORT_TEST_SEED ?? Date.now() % 2 ** 31);
const KEYS = [...new Set([...coreKeys, ...fc.sample(uploadKey, { numRuns: 100, seed })])];

describe('download commands in real shells', () => {
  let store: MemoryStore;
  let runner: ShellRunner;

  before(async () => {
    store = await startStore();
    for (const key of KEYS) store.put(SPACE, key, contentOf(key));
    runner = await shellRunner();
  });
  after(() => store.stop());

  async function linksTo(keys: readonly string[], expiresIn = 300): Promise<readonly FormattedLink[]> {
    const date = new Date(Date.now() - (expiresIn < 300 ? 10_000 : 0));
    const connection: Connection = {
      ...{ id: 'aaaaaaaaaa', name: 'Store', provider: 'custom', region: store.region },
      ...{ endpoint: store.endpoint, addressing: 'path', readOnly: false },
    };
    const request = { connection, credentials: store.credentials, space: SPACE, expiresIn, date };
    const urls = await createSigner(nodeHashing).signUrls(request, keys);
    return keys.map((key, index) => ({
      ...{ url: urls[index] ?? '', key, space: SPACE, filename: defaultFileName(key) },
      expiresAt: new Date(date.getTime() + expiresIn * 1000),
    }));
  }

  for (const as of ['curl', 'wget'] as const) {
    const keys = as === 'curl' ? KEYS : KEYS.filter((key) => !hasDotSegment(key));
    for (const shell of unixShells) {
      it(`${as} in ${shell} gives every object under its own name (seed ${seed})`, async function () {
        this.timeout(120_000);
        const folder = emptyFolder(runner.folder);
        const text = formatLinks(as, await linksTo(keys), { shell: 'unix' });
        const { status } = await runner.run(shell, `cd '${folder}'\n${text}`, 'script', 100_000);
        assert.equal(status, 0);
        assert.deepEqual(filesIn(folder), expected(keys));
      });
    }

    it(`${as} leaves a file of that name as it was when the link has ended, and fails`, async () => {
      for (const shell of unixShells) {
        const folder = emptyFolder(runner.folder);
        writeFileSync(join(folder, 'plain.zip'), 'mine');
        const text = formatLinks(as, await linksTo(['plain.zip'], 5), { shell: 'unix' });
        const { status } = await runner.run(shell, `cd '${folder}'; ${text}`);
        assert.notEqual(status, 0);
        assert.equal(readFileSync(join(folder, 'plain.zip'), 'utf8'), 'mine');
      }
    });
  }
});

function contentOf(key: string): string {
  return `content of ${key}`;
}

function expected(keys: readonly string[]): Readonly<Record<string, string>> {
  const names = distinctNames(keys.map((key) => legalFileName(defaultFileName(key), 'unix')));
  return sorted(keys.map((key, index) => [names[index] ?? '', contentOf(key)]));
}

function filesIn(folder: string): Readonly<Record<string, string>> {
  return sorted(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function sorted(entries: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  return Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function emptyFolder(home: string): string {
  mkdirSync(join(home, 'downloads'), { recursive: true });
  return mkdtempSync(join(home, 'downloads', 'd-'));
}
