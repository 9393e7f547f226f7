import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRelative, targetsOf } from '../../support/package/page.ts';
import { TOP } from './files.ts';

const read = (path: string) => readFileSync(join(TOP, path), 'utf8');
const inFolder = (folder: string) =>
  readdirSync(join(TOP, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
const documents = [...inFolder('.'), ...inFolder('docs'), ...inFolder('docs/help')];

/** As GitHub makes them of headings. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** What code spans call a file of ours. */
function pathsNamedIn(text: string): string[] {
  const spans = [...text.replace(/^```.*?^```/gms, '').matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
  return spans.filter((span) => /^(?:src|test|docs|media|l10n)\/[\w./-]+$/.test(span));
}

describe('the documents', () => {
  it('are the ones that a project has', () => {
    for (const name of ['README', 'CHANGELOG', 'CONTRIBUTING', 'ARCHITECTURE', 'SECURITY'])
      assert.ok(documents.includes(`${name}.md`), name);
  });

  for (const document of documents) {
    it(`${document} has no dead relative link`, () => {
      for (const target of targetsOf(read(document)).filter(
        (each) => isRelative(each) || each.startsWith('#'),
      )) {
        const [path = '', anchor] = target.split('#');
        const file = path === '' ? document : join(dirname(document), path);
        assert.ok(existsSync(join(TOP, file)), `${document}: ${target}`);
        if (anchor !== undefined) assert.ok(anchorsOf(read(file)).includes(anchor), `${document}: ${target}`);
      }
    });

    it(`${document} names no file that is not there`, () => {
      const gone = pathsNamedIn(read(document)).filter((path) => !existsSync(join(TOP, path)));
      assert.deepEqual(gone, []);
    });
  }

  it('name only scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const document of documents) {
      for (const [command, name = ''] of read(document).matchAll(/\bnpm run (?:-s )?([\w:]+)/g))
        assert.ok(name in scripts, `${document}: ${command}`);
    }
  });

  it('have pictures that are used, described and small', () => {
    const used = targetsOf(read('README.md')).filter((target) => target.startsWith('docs/images/'));
    assert.deepEqual(
      [...used].sort(),
      readdirSync(join(TOP, 'docs/images'))
        .map((name) => `docs/images/${name}`)
        .sort(),
    );
    for (const picture of used) assert.ok(statSync(join(TOP, picture)).size < 80 * 1024, picture);
    for (const document of ['README.md', 'docs/extension.md']) {
      for (const [tag] of read(document).matchAll(/<img [^>]*>/g)) {
        const [, source, width] = tag.match(/^<img src="([^"]+)" width="(\d+)" alt="[^"]{10,}">$/) ?? [];
        assert.ok(source !== undefined, tag);
        // Taken at one and a half times the size that it is shown in: test/support/screenshots.
        const pixels = readFileSync(join(TOP, dirname(document), source)).readUInt32BE(16);
        assert.ok(Math.abs(pixels / 1.5 - Number(width)) < 1, `${source} is ${pixels} pixels wide`);
      }
    }
  });
});
