import assert from 'node:assert/strict';
import {
  fileOf,
  formatChoices,
  formatLinks,
  LINK_FORMATS,
  type TextFormat,
} from '../../../../src/core/formats/links.ts';
import { linkProblem } from '../../../../src/core/keyRules.ts';
import { SHELL_IDS } from '../../../../src/core/settings.ts';
import { assertGolden } from '../../../support/golden.ts';
import { linksTo } from '../../../support/links.ts';
import { oddWords } from '../../../support/oddWords.ts';

const TEXT_FORMATS = LINK_FORMATS.filter((as): as is TextFormat => as !== 'qr');

const KEYS = [
  'reports/2026/summary.pdf',
  'other/summary.pdf',
  'Summary.PDF',
  'folder/',
  'a//b',
  'CON.txt',
  ...oddWords.filter((word) => word !== '' && linkProblem(word) === undefined),
];

describe('the formats of links', () => {
  for (const as of TEXT_FORMATS) {
    it(`${as} is as reviewed`, async () => {
      const links = await linksTo(KEYS);
      assertGolden(
        new URL(`${as}.golden.txt`, import.meta.url),
        visibleReturns(formatLinks(as, links, { shell: 'unix' })),
      );
    });

    it(`${as} of one link, and of none`, async () => {
      const [link] = await linksTo(['my-object.zip']);
      assert.ok(link);
      const text = formatLinks(as, [link], { shell: 'unix' });
      assert.ok(text.includes('my-object.zip'));
      assert.doesNotMatch(formatLinks(as, [], { shell: 'unix' }), /http/);
    });
  }

  it('curl is for the shell of the receiver', async () => {
    const links = await linksTo(['it’s 100%.zip', 'aux', 'a"b?', '../x y']);
    const text = SHELL_IDS.map((shell) => `${shell}\n${formatLinks('curl', links, { shell })}\n`).join('\n');
    assertGolden(new URL('curlByShell.golden.txt', import.meta.url), visibleReturns(text));
  });

  it('a key with dot segments has a curl line, and no other', async () => {
    const links = await linksTo(['fine', 'a/../b']);
    assert.match(formatLinks('curl', links, { shell: 'unix' }), /\n.*--path-as-is/);
    for (const as of ['wget', 'powershell'] as const) {
      assert.throws(() => formatLinks(as, links, { shell: 'unix' }), {
        code: 'badKey',
        message: /a\/\.\.\/b/,
      });
    }
  });

  it('each can be picked, and saved as a file of its kind', () => {
    assert.deepEqual(
      formatChoices().map(({ as }) => as),
      LINK_FORMATS,
    );
    for (const as of TEXT_FORMATS) {
      for (const shell of SHELL_IDS) {
        const { name, kind, extension } = fileOf(as, { shell });
        assert.ok(name.endsWith(`.${extension}`) && kind !== '', as);
      }
    }
    assert.equal(fileOf('curl', { shell: 'bat' }).name, 'download.bat');
  });
});

/** Git makes every end of a line the same. */
function visibleReturns(text: string): string {
  return text.replaceAll('\r', '␍');
}
