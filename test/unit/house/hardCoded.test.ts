import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFiles, TOP } from './files.ts';
import { type Literal, literalsOf } from './literals.ts';

/**
 * Ceph's own words for what is wrong with a policy, told beside a sentence of ours; the log's; those of the receiver's
 * page, which has its own table (`test/unit/core/page/texts.test.ts`), since its reader is not the editor's; and the English
 * that is typed for a time, which is read in every language.
 */
const NOT_OURS =
  /^src\/(?:core\/policy(?:Parse|Evaluate)|core\/page\/texts\/\w+|core\/ends\/\w+|core\/expiryDuration|vscode\/log)\.ts$/;

/** `t`, what goes to the log, and errors that are bugs: people see "Something went wrong" instead. */
const NOT_SHOWN = /^(?:t|(?:.*\.)?#?log\.\w+|new (?!SpacesError\b)\w*(?:Error|Exception))$/;

const WORDS = /\p{L}{2,}[,:;]? \p{L}{2,}|\p{L}{2,} \{\} \p{L}{2,}/u;
const SHOWING = /(?:^new SpacesError|\bnotices\.\w+|\.show\w+Message|\bprogress\.run)$/;
const SHOWN = /^(?:title|label|description|detail|placeholder|placeHolder|prompt|message|tooltip|reason):$/;
/** The same in every language: an example of what to type, the name of a caller's argument. */
const NO_WORD = /^(?:https:\/\/[\w.]+|\w+: \{\})$/;

/** A page's style or script begins on a line of its own; of markup people see what stands between the tags. */
function shownOf(text: string): string {
  return /^(?:\n|\\n)/.test(text) ? '' : text.replace(/<[!/a-z][^>]*>/gi, '<>');
}

function isHardCoded({ text: written, callee, before }: Literal): boolean {
  if (NOT_SHOWN.test(callee)) return false;
  const text = shownOf(written);
  if (WORDS.test(text)) return true;
  const isWord = /\p{L}/u.test(text) && !NO_WORD.test(text);
  return isWord && (SHOWN.test(before) || (SHOWING.test(callee) && /^\p{Lu}|[ .…]/u.test(text)));
}

/** In the examples `§` stands for `$`: the linter takes a template's place in a string for a slip. */
const hardCodedIn = (source: string) => literalsOf(source.replaceAll('§', '$')).filter(isHardCoded);

describe('texts for people are never hard-coded', () => {
  const files = sourceFiles('src').filter((file) => !NOT_OURS.test(file));
  const read = (file: string) => readFileSync(join(TOP, file), 'utf8');

  it('no literal of words stands outside of t()', () => {
    const found = files.flatMap((file) =>
      hardCodedIn(read(file)).map(({ line, text }) => `${file}:${line}: ${text}`),
    );
    assert.deepEqual(found, []);
  });

  it('no sentence is put together from pieces', () => {
    for (const file of files) {
      assert.doesNotMatch(read(file), /\$\{t\(|[^:?(,[=]\s*\bt\([^()]*\)\s*\+|\+\s*t\(|\+=\s*t\(/, file);
    }
  });

  describe('which is seen', () => {
    const wrong = [
      "notices.info('Saved')",
      'notices.info(`Copied §{name} for you`)',
      "throw new SpacesError('badKey', 'No key.')",
      "await prompts.text({ title: 'Name' })",
      "window.showErrorMessage('Oops')",
      "const label = 'Load more rows';",
      "progress.run(on ? t('Listing') : 'Testing', task)",
      "item.set(/['\"]/.test(name) ? t('a') : { tooltip: 'x' })",
      'const text = `until §{a / b} or §{c} later`;',
      'html`<p>Two words</p>`',
    ];
    for (const source of wrong) it(`in ${source}`, () => assert.equal(hardCodedIn(source).length, 1));

    const right = [
      "notices.info(t('Saved for you'))",
      "throw new SpacesError('badKey', t('No key here.'))",
      "log.info('a line of words')",
      "throw new Error('a bug of ours')",
      "// 'words in a comment'\nconst a = 1 / 2; // it's",
      "const quote = /['\"] and more/; const b = 'ok';",
      'const path = `§{folder}/§{name}`;',
      "prompts.pick({ title: t('One {0}', x), id: 'save' })",
      'html`<p class="two words">§{text}</p>`',
      'const STYLE = `\nfigure { margin: 0 auto }`',
    ];
    for (const source of right) it(`not in ${source}`, () => assert.deepEqual(hardCodedIn(source), []));
  });
});
