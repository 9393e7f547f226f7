import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { TOP } from './files.ts';

const read = (path: string) => readFileSync(join(TOP, path));
const manifest = JSON.parse(read('package.json').toString());
const nls = JSON.parse(read('package.nls.json').toString()) as Record<string, string>;

/** Those that the markets filter by. https://code.visualstudio.com/api/references/extension-manifest */
const categories = [
  ...['Programming Languages', 'Snippets', 'Linters', 'Themes', 'Debuggers', 'Formatters', 'Keymaps'],
  ...['SCM Providers', 'Other', 'Extension Packs', 'Language Packs', 'Data Science', 'Machine Learning'],
  ...['Visualization', 'Notebooks', 'Education', 'Testing', 'AI', 'Chat'],
];

describe('what a market shows', () => {
  it('has a name and a description that fit on a card and hold the words that people search for', () => {
    const { displayName = '', description = '' } = nls;
    assert.ok(displayName.length <= 50, displayName);
    assert.ok(description.length >= 100 && description.length <= 200, `${description.length} characters`);
    for (const word of ['DigitalOcean Spaces', 'S3', 'Ceph', 'presigned', 'upload'])
      assert.ok(`${displayName} ${description}`.includes(word), word);
  });

  it('has categories that exist', () => {
    for (const category of manifest.categories) assert.ok(categories.includes(category), category);
  });

  it('has at most 30 keywords, each once, in lower case', () => {
    const { keywords } = manifest as { keywords: string[] };
    assert.ok(keywords.length <= 30, `${keywords.length}`);
    assert.deepEqual([...new Set(keywords.map((word) => word.toLowerCase()))], keywords);
  });

  it('has a square icon of 128 pixels under 20 KB, on a banner of its own darkest color', () => {
    const icon = read(manifest.icon);
    assert.equal(icon.toString('latin1', 1, 4), 'PNG');
    assert.deepEqual([icon.readUInt32BE(16), icon.readUInt32BE(20)], [128, 128]);
    assert.ok(statSync(join(TOP, manifest.icon)).size < 20 * 1024);
    assert.equal(manifest.galleryBanner.theme, 'dark');
    assert.ok(read('media/icon.svg').includes(`stop-color="${manifest.galleryBanner.color}"`));
  });

  it('costs nothing, and names no address: that comes when it is packaged', () => {
    assert.equal(manifest.pricing, 'Free');
    for (const field of ['repository', 'bugs', 'homepage', 'badges', 'qna', 'sponsor'])
      assert.equal(manifest[field], undefined, field);
  });
});
