import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HELP_TOPICS } from '../../../src/core/help.ts';
import { TOP } from './files.ts';

const folder = join(TOP, 'docs/help');
const pages = readdirSync(folder).sort();
const read = (page: string) => readFileSync(join(folder, page), 'utf8');
/** Targets of links, without those in code. */
const linksIn = (page: string) =>
  [
    ...read(page)
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)]*)\)/g),
  ].map(([, target = '']) => target);

describe('the pages of help', () => {
  it('are one for each topic, no more and no less', () => {
    assert.deepEqual(pages, HELP_TOPICS.map((topic) => `${topic}.md`).sort());
  });

  it('are all packaged', () => {
    assert.match(readFileSync(join(TOP, '.vscodeignore'), 'utf8'), /^!docs\/help\/\*\.md$/m);
  });

  it('are the topics that the contract of learnMore names, in that order', () => {
    const row = /^\| `learnMore` .*$/m.exec(readFileSync(join(TOP, 'docs/commands.md'), 'utf8'))?.[0] ?? '';
    assert.deepEqual(
      [...row.matchAll(/'([a-z-]+)'/g)].map(([, topic]) => topic),
      [...HELP_TOPICS],
    );
  });

  for (const page of pages) {
    it(`${page} fits a screen, begins with what to do, and links to pages of help or to https: alone`, () => {
      const text = read(page);
      assert.ok(text.split('\n').length <= 40, 'at most 40 lines');
      assert.match(text, /^# \S[^\n]+\n\n\*\*/);
      for (const target of linksIn(page))
        assert.ok(target.startsWith('https://') || pages.includes(target), `${page}: ${target}`);
      assert.doesNotMatch(text, /!\[|<[a-z]+[ >]|command:/, 'no picture, no HTML, no command');
    });
  }
});
