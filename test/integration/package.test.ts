import assert from 'node:assert/strict';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { assertGolden } from '../support/golden.ts';
import { copyRepository, packageCopy } from '../support/package/copy.ts';
import { isRelative, targetsOf } from '../support/package/page.ts';
import { run } from '../support/process.mjs';
import { readZip } from '../support/readZip.ts';
import { scratchFolder } from '../support/scratch.mjs';

type Packaged = { said: string; path: string; files: ReadonlyMap<string, Buffer> };

const HOME = 'https://git.example.com/team/port';
/** The copy has no commit to take its date from. */
const COMMITTED = { SOURCE_DATE_EPOCH: '1767225600' };

async function packaged(folder: string, env?: NodeJS.ProcessEnv): Promise<Packaged> {
  const path = join(scratchFolder('vsix'), 'x.vsix');
  const said = await packageCopy(folder, path, env);
  return { said, path, files: await readZip(path) };
}

/** Every file below a folder with when it was last written. */
async function stateOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Promise.all(files.map(async (file) => `${file} ${(await stat(file)).mtimeMs}`));
}

describe('npm run package', function () {
  this.timeout(240_000);
  let folder: string;
  let before_: string[];
  let plain: Packaged;
  let addressed: Packaged;
  const text = ({ files }: Packaged, name: string) => files.get(`extension/${name}`)?.toString() ?? '';

  before(async () => {
    folder = await copyRepository();
    before_ = await stateOf(folder);
    plain = await packaged(folder, COMMITTED);
    addressed = await packaged(folder, { SPACEPORT_REPOSITORY: `${HOME}.git`, GITHUB_SHA: 'c0ffee' });
  });

  it('leaves the working tree as it is', async () => {
    assert.deepEqual(await stateOf(folder), before_);
  });

  // The goal is 450 (docs/benchmarks.md); over a quarter of it are six languages.
  it('makes a VSIX of at most 480 KB', async () => {
    for (const { path } of [plain, addressed]) {
      const { size } = await stat(path);
      assert.ok(size <= 480 * 1024, `${size} bytes`);
    }
  });

  it('packs these files and nothing else', () => {
    for (const { files } of [plain, addressed]) {
      const names = [...files.keys()].sort();
      assertGolden(new URL('package.golden.txt', import.meta.url), `${names.join('\n')}\n`);
    }
  });

  it('fault 20: packs the minified bundles, built afresh', async () => {
    const packed = new Map([...plain.files].filter(([name]) => name.startsWith('extension/dist/')));
    const built = async (...flags: string[]) => {
      await run(process.execPath, ['esbuild.js', ...flags], { cwd: folder });
      const names = await readdir(join(folder, 'dist'));
      const files = names.map(
        async (name) => [`extension/dist/${name}`, await readFile(join(folder, 'dist', name))] as const,
      );
      return new Map(await Promise.all(files));
    };
    const minified = await built('--production');
    assert.deepEqual([...packed.keys()].sort(), [...minified.keys()].sort());
    for (const [name, contents] of minified)
      assert.ok(packed.get(name)?.equals(contents), `${name} is not the minified one`);
    const main = 'extension/dist/main.js';
    assert.ok(
      (packed.get(main)?.length ?? 0) * 2 < ((await built()).get(main)?.length ?? 0),
      'minifying has an effect',
    );
  });

  it('gives the same bytes for the same commit', async () => {
    const again = await packaged(folder, COMMITTED);
    assert.ok((await readFile(again.path)).equals(await readFile(plain.path)));
  });

  it('without an address says so, and its pages have no dead link and no picture', () => {
    assert.match(plain.said, /names no public address/);
    for (const page of ['readme.md', 'changelog.md'])
      assert.deepEqual(
        targetsOf(text(plain, page)).filter((target) => !target.startsWith('https://')),
        [],
      );
    assert.doesNotMatch(text(plain, 'readme.md'), /!\[|<img/);
    const manifest = JSON.parse(text(plain, 'package.json'));
    for (const field of ['repository', 'bugs', 'homepage', 'badges'])
      assert.equal(manifest[field], undefined, field);
  });

  it('with an address has pictures and links to the files of that commit, which exist', async () => {
    assert.ok(addressed.said.includes(`Its public address is ${HOME}.`));
    const targets = targetsOf(text(addressed, 'readme.md')).filter((target) => target.startsWith(HOME));
    const pictures = targets.filter((target) => target.startsWith(`${HOME}/raw/c0ffee/docs/images/`));
    assert.ok(pictures.length >= 2, `${pictures.length} pictures`);
    for (const target of targets) {
      const path = target.replace(/^.*\/(?:raw|blob)\/c0ffee\//, '').replace(/#.*/, '');
      await stat(join(folder, path));
    }
    assert.equal(JSON.parse(text(addressed, 'package.json')).bugs.url, `${HOME}/issues`);
  });

  it('has pictures that a market shows: by https, and no SVG', () => {
    const page = text(addressed, 'readme.md');
    const pictures = [...page.matchAll(/!\[[^\]]*\]\(([^)]+)\)|<img[^>]* src="([^"]+)"/g)];
    for (const [, markdown, html] of pictures) {
      const { protocol, pathname } = new URL(markdown ?? html ?? '');
      assert.equal(protocol, 'https:');
      assert.match(pathname, /\.png$/);
    }
    assert.doesNotMatch(page, /<svg/i);
  });

  it('packs pages that link only to what is packed beside them', () => {
    const pages = [...plain.files.keys()].filter((name) => /^extension\/.+\/.+\.md$/.test(name));
    assert.ok(pages.length > 0);
    for (const page of pages) {
      for (const target of targetsOf(plain.files.get(page)?.toString() ?? '').filter(isRelative)) {
        const path = posix.join(posix.dirname(page), target.replace(/#.*/, ''));
        assert.ok(plain.files.has(path), `${page}: ${target}`);
      }
    }
  });

  it("takes the address of git's remote, without who may write there", async () => {
    const clone = await copyRepository('https://someone:canary@git.example.com/team/port.git');
    const { said, files } = await packaged(clone);
    assert.ok(said.includes(`Its public address is ${HOME}.`), said);
    for (const [name, contents] of files) assert.ok(!contents.includes('canary'), name);
  });
});
