import assert from 'node:assert/strict';
import fc from 'fast-check';
import { distinctNames, legalFileName } from '../../../../src/core/formats/fileNames.ts';
import { formatLinks } from '../../../../src/core/formats/links.ts';
import { linkProblem } from '../../../../src/core/keyRules.ts';
import { SHELL_IDS } from '../../../../src/core/settings.ts';
import { downloadLine } from '../../../support/downloadLine.ts';
import { assertGolden } from '../../../support/golden.ts';
import { linksTo } from '../../../support/links.ts';
import { uploadKey } from '../../../support/oddKeys.ts';
import { readPowershell } from '../../../support/shells/powershellRules.ts';

const keys = fc.array(
  uploadKey.filter((key) => linkProblem(key) === undefined),
  { minLength: 1, maxLength: 5 },
);

/** What a pattern of PowerShell before 7.1, a path or a program's option would be made of. */
const NOT_IN_NAMES = /[<>:"/\\|?*[\]`\p{Cc}\p{Bidi_Control}]|^~$|[. ]$|^$/u;

describe('download commands for Windows', () => {
  it('PowerShell reads each word as it was, whatever the names', async () => {
    await fc.assert(
      fc.asyncProperty(keys, async (some) => {
        const links = await linksTo(some);
        // The oracle knows programs' options, not parameters.
        const text = formatLinks('powershell', links, { shell: 'unix' }).replaceAll(
          / -(?=(?:UseBasicParsing|Uri|OutFile) )/g,
          ' --',
        );
        const commands = readPowershell(text);
        const names = commands.map((words) => words.at(-1) ?? '');
        assert.deepEqual(
          commands.map((words) => words.slice(0, -1)),
          links.map(({ url }) => ['Invoke-WebRequest', '--UseBasicParsing', '--Uri', url, '--OutFile']),
        );
        for (const name of names) assert.doesNotMatch(name, NOT_IN_NAMES);
        assert.equal(new Set(names.map((name) => name.normalize('NFC').toLowerCase())).size, names.length);
      }),
      { numRuns: 1000 },
    );
  });

  it('curl in PowerShell has the same names, and a dash in front is no option', async () => {
    await fc.assert(
      fc.asyncProperty(keys, async (some) => {
        const links = await linksTo(some);
        const names = readPowershell(formatLinks('curl', links, { shell: 'powershell' })).map(
          (words) => words[3] ?? '',
        );
        assert.equal(new Set(names.map((name) => name.normalize('NFC').toLowerCase())).size, names.length);
        for (const name of names) {
          assert.doesNotMatch(name, /^-/);
          assert.doesNotMatch(name.replace(/^\.\/(?=-)/, ''), /[<>:"/\\|?*\p{Cc}]|[. ]$|^$/u);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('names that only Windows makes the same get numbers', async () => {
    const links = await linksTo(['a?b', 'a*b', 'A|B', 'con', 'CON_']);
    const names = distinctNames(links.map(({ key }) => legalFileName(key, 'windows')));
    assert.deepEqual(names, ['a_b', 'a_b (2)', 'A_B (3)', 'con_', 'CON_ (2)']);
  });
});

describe('the curl line of one object', () => {
  const url =
    'https://example-bucket.nyc3.digitaloceanspaces.com/a%2Bb.zip?X-Amz-Expires=60&X-Amz-Signature=0a';

  it('is as reviewed, in every shell', () => {
    const lines = SHELL_IDS.flatMap((shell) =>
      ['a b.zip', "it's 100% <so>?.txt", '-x', 'tab\there\uff02'].map(
        (key) => `${shell}: ${downloadLine(url, key, shell)}`,
      ),
    );
    assertGolden(new URL('downloadLine.golden.txt', import.meta.url), `${lines.join('\n')}\n`);
  });

  it('has a name for every object, whatever the shell can say', () => {
    for (const shell of SHELL_IDS)
      for (const key of ['', '.', 'a/', '\uff02\u030e\\"', 'con', '\u0001"']) downloadLine(url, key, shell);
  });

  it('downloads a key with dot segments into a file of its name', () => {
    assert.equal(
      downloadLine('https://h/b/a/../c?X-Amz-Signature=1', 'a/../c'),
      "curl --fail --path-as-is --output 'c' 'https://h/b/a/../c?X-Amz-Signature=1'",
    );
    assert.match(downloadLine('https://h/..', '..'), / --output 'file' /);
    assert.match(downloadLine('https://h/../-x', '../-x'), / --output '\.\/-x' /);
  });
});
