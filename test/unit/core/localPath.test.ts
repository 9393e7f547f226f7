import assert from 'node:assert/strict';
import { localPathOf, pathFor, shellFor } from '../../../src/core/localPath.ts';

const CASES: readonly (readonly [scheme: string, authority: string, path: string, local: string])[] = [
  ['file', '', '/home/me/a b.txt', '/home/me/a b.txt'],
  ['file', '', '/c:/Users/me/a.txt', 'C:\\Users\\me\\a.txt'],
  ['file', 'server', '/share/a.txt', '\\\\server\\share\\a.txt'],
  ['vscode-remote', 'ssh-remote+host', '/home/me/a.txt', '/home/me/a.txt'],
  ['vscode-remote', 'ssh-remote+windows', '/c:/Users/a.txt', 'C:\\Users\\a.txt'],
  ['vscode-remote', 'wsl+Debian', '/mnt/c/a.txt', '/mnt/c/a.txt'],
];

describe('the path of a file', () => {
  for (const [scheme, authority, path, local] of CASES) {
    it(`${scheme}://${authority}${path} is ${local}`, () => {
      assert.equal(localPathOf({ scheme, authority, path }), local);
    });
  }

  it('of Windows is for PowerShell unless another of its shells is wished', () => {
    assert.equal(shellFor('C:\\a', 'unix'), 'powershell');
    assert.equal(shellFor('\\\\server\\a', 'unix'), 'powershell');
    assert.equal(shellFor('C:\\a', 'cmd'), 'cmd');
    assert.equal(shellFor('/a', 'unix'), 'unix');
    assert.equal(shellFor('/a', 'powershell'), 'powershell');
  });

  it('has slashes where Git Bash is wished', () => {
    assert.equal(pathFor('C:\\a\\b', 'unix'), 'C:/a/b');
    assert.equal(pathFor('C:\\a\\b', 'powershell'), 'C:\\a\\b');
    assert.equal(pathFor('/a\\b', 'unix'), '/a\\b');
  });
});
