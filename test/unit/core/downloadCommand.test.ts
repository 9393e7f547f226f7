import assert from 'node:assert/strict';
import { downloadCommand, pathAsIsCommand } from '../../../src/core/downloadCommand.ts';
import { shellOf } from '../../../src/core/quoting/shell.ts';
import { SHELL_IDS, type ShellId } from '../../../src/core/settings.ts';
import { assertGolden } from '../../support/golden.ts';

const url =
  'https://example-bucket.nyc3.digitaloceanspaces.com/a%2Bb.zip?X-Amz-Expires=60&X-Amz-Signature=0a';

const command = (shell: ShellId, name: string) => downloadCommand({ url, name, shell: shellOf(shell) });

describe('downloadCommand', () => {
  it('is as reviewed, in every shell', () => {
    const lines = SHELL_IDS.flatMap((shell) =>
      ['a b.zip', "it's 100% <so>?.txt", '-x', 'tab\there\uff02'].map(
        (name) => `${shell}: ${command(shell, name)}`,
      ),
    );
    assertGolden(new URL('downloadCommand.golden.txt', import.meta.url), `${lines.join('\n')}\n`);
  });

  it('has a name for every object, whatever the shell can say', () => {
    for (const shell of SHELL_IDS)
      for (const name of ['', '.', 'a/', '\uff02\u030e\\"', 'con', '\u0001"']) command(shell, name);
  });
});

describe('pathAsIsCommand', () => {
  it('downloads a key with dot segments into a file of its name', () => {
    assert.equal(
      pathAsIsCommand('https://h/b/a/../c?X-Amz-Signature=1', 'a/../c'),
      "curl --fail --path-as-is --output 'c' 'https://h/b/a/../c?X-Amz-Signature=1'",
    );
    assert.match(pathAsIsCommand('https://h/..', '..'), / --output 'file' /);
    assert.match(pathAsIsCommand('https://h/../-x', '../-x'), / --output '\.\/-x' /);
  });
});
