import assert from 'node:assert/strict';
import { shellOf } from '../../../../src/core/quoting/shell.ts';
import { windowsCurlProblem, withoutBestFit } from '../../../../src/core/quoting/windowsCurl.ts';
import { SHELL_IDS } from '../../../../src/core/settings.ts';

describe('what a Windows curl may do to a name', () => {
  it('is said where the name is not ASCII', () => {
    for (const id of SHELL_IDS) {
      assert.equal(windowsCurlProblem(shellOf(id), ['key=a b', '~']), undefined);
      const problem = windowsCurlProblem(shellOf(id), ['key=a b', 'ä']);
      assert.equal(problem !== undefined, id !== 'unix', id);
    }
  });

  it('can be kept from names that are ours to choose', () => {
    assert.equal(withoutBestFit('\uff02a\uff3c\u030e¥₩b“'), '_a____b“');
  });
});
