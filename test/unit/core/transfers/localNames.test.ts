import assert from 'node:assert/strict';
import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { byteLength } from '../../../../src/core/keyRules.ts';
import { idOfTemporary, localNames, temporaryName } from '../../../../src/core/transfers/localNames.ts';
import { coreKeys, uploadKey } from '../../../support/oddKeys.ts';

const on = (system: 'unix' | 'windows', ...keys: readonly string[]) => {
  const names = localNames(system, system === 'windows');
  return keys.map((key) => names.file(key).join('/'));
};

describe('localNames', () => {
  for (const [key, unix, windows] of [
    ['a/b.txt', 'a/b.txt', 'a/b.txt'],
    ['a//b', 'a/_/b', 'a/_/b'],
    ['/a', '_/a', '_/a'],
    ['../../etc/passwd', '_/_/etc/passwd', '_/_/etc/passwd'],
    ['a/./b', 'a/_/b', 'a/_/b'],
    ['a/', 'a/_', 'a/_'],
    ['a\\..\\b', 'a\\..\\b', 'a_.._b'],
    ['C:\\x', 'C:\\x', 'C__x'],
    ['con', 'con', 'con_'],
    ['aux.txt', 'aux.txt', 'aux_.txt'],
    ['what?*.txt', 'what?*.txt', 'what__.txt'],
    ['ends. ', 'ends. ', 'ends__'],
    [`${'é'.repeat(300)}.txt`, `${'é'.repeat(118)}.txt`, `${'é'.repeat(118)}.txt`],
  ] as const) {
    it(`${JSON.stringify(key.slice(0, 30))} is ${JSON.stringify(unix.slice(0, 30))}, on Windows ${JSON.stringify(windows.slice(0, 30))}`, () => {
      assert.deepEqual([on('unix', key), on('windows', key)], [[unix], [windows]]);
    });
  }

  it('gives a number to what differs in case alone, where that is one name', () => {
    assert.deepEqual(on('windows', 'A.txt', 'a.txt', 'Dir/x', 'dir/x'), [
      'A.txt',
      'a (2).txt',
      'Dir/x',
      'dir (2)/x',
    ]);
    assert.deepEqual(on('unix', 'A.txt', 'a.txt'), ['A.txt', 'a.txt']);
  });

  it('an object and a folder of one name are two', () => {
    assert.deepEqual(on('unix', 'a', 'a/b', 'a/c'), ['a', 'a (2)/b', 'a (2)/c']);
  });

  it('fault 10: no key leads out of the chosen folder, on any system', () => {
    const dotted = [
      ...coreKeys,
      '..',
      '../x',
      'a/../../../x',
      '..\\..\\x',
      'C:/x',
      '//server/share',
      '.../x',
      '..\\',
    ];
    for (const [system, paths, folder] of [
      ['unix', posix, '/home/me/down'],
      ['windows', win32, 'C:\\Users\\me\\down'],
    ] as const) {
      const names = localNames(system, true);
      const within = (key: string) => {
        const path = paths.join(folder, ...names.file(key));
        assert.ok(path.startsWith(folder + paths.sep), `${key} → ${path}`);
        assert.equal(paths.normalize(path), path);
      };
      dotted.forEach(within);
      fc.assert(fc.property(fc.oneof(uploadKey, fc.string()), within));
    }
  });

  it('no two keys share a file, and every name fits the disk', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(uploadKey, fc.constantFrom(...coreKeys)), { maxLength: 40 }),
        (keys) => {
          for (const system of ['unix', 'windows'] as const) {
            const names = localNames(system, true);
            const all = keys.map((key) => names.file(key));
            assert.equal(
              new Set(all.map((each) => each.join('/').normalize('NFC').toLowerCase())).size,
              keys.length,
            );
            for (const name of all.flat()) assert.ok(byteLength(name) <= 255 && name !== '', name);
          }
        },
      ),
    ));

  it('a temporary file is known by its name, which fits the disk', () => {
    for (const name of ['a.txt', '漢'.repeat(80), '🚀'.repeat(60)]) {
      const temporary = temporaryName(name, 'abcdefghij');
      assert.equal(idOfTemporary(temporary), 'abcdefghij');
      assert.ok(byteLength(temporary) <= 255);
    }
    assert.equal(idOfTemporary('a.spaceport-abcdefghij'), undefined);
  });
});
