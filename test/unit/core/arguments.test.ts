import assert from 'node:assert/strict';
import { createContext, runInContext } from 'node:vm';
import {
  absolutePath,
  absolutePaths,
  duration,
  flag,
  isPlainObject,
  later,
  object,
  oneOf,
  readArguments,
  text,
  texts,
} from '../../../src/core/arguments.ts';

const SPECIFICATION = {
  text,
  texts,
  flag,
  duration,
  later,
  path: absolutePath,
  paths: absolutePaths,
  as: oneOf(['url'], ['qr']),
  with: object({ text }),
} as const;
const read = (args: Record<string, unknown>) => readArguments(args, SPECIFICATION);

describe('readArguments', () => {
  it('gives what was given, and leaves out what is undefined', () => {
    const args = { text: ' ', texts: ['a', 'a'], flag: false, duration: 0, as: 'url', with: { text: 'a' } };
    assert.deepEqual(read({ ...args, later: undefined }), args);
    assert.deepEqual(read({}), {});
  });

  for (const [args, message] of [
    [
      { txt: 'a' },
      /Unknown argument "txt"\. Known here: text, texts, flag, duration, later, path, paths, as, with\./,
    ],
    [{ constructor: 'a' }, /Unknown argument "constructor"/],
    [{ toString: undefined }, /Unknown argument "toString"/],
    [{ '[x](command:y)': 1 }, /"\[x\]\u200b\(command\u200b:y\)"/],
    [{ text: '' }, /"text" is empty/],
    [{ text: null }, /"text" must be text/],
    [{ text: 5 }, /"text" must be text/],
    [{ texts: 'a' }, /"texts" must be a list/],
    [{ texts: [] }, /"texts" is an empty list/],
    [{ texts: ['a', ''] }, /"texts" is empty/],
    [{ texts: ['a', 5] }, /"texts" must be text/],
    // biome-ignore lint/suspicious/noSparseArray: a caller's list may have a hole.
    [{ texts: ['a', , 'b'] }, /"texts" must be text/],
    [{ flag: 'true' }, /"flag" must be true or false/],
    [{ duration: [5] }, /"duration" must be a number/],
    [{ path: 'a.txt' }, /"path" must be an absolute path: a\.txt/],
    [{ path: '~/a.txt' }, /"path" must be an absolute path/],
    [{ path: './a' }, /"path" must be an absolute path/],
    [{ path: 'C:a' }, /"path" must be an absolute path/],
    [{ path: '\\a' }, /"path" must be an absolute path/],
    [{ path: '' }, /"path" is empty/],
    [{ with: 'a' }, /"with" must be an object\./],
    [{ with: ['a'] }, /"with" must be an object\./],
    [{ with: { text: 5 } }, /"text" must be text/],
    [{ with: { other: 'a' } }, /Unknown argument "other"\. Known here: text\./],
    [{ paths: ['/a', 'b'] }, /"paths" must be an absolute path: b/],
    [{ paths: [] }, /"paths" is an empty list/],
    [{ as: 'pdf' }, /"as" must be one of: 'url'/],
    [{ as: undefined, __proto__unknown: 1 }, /Unknown/],
  ] as const) {
    it(`refuses ${JSON.stringify(args)}`, () => {
      assert.throws(() => read(args), { code: 'badArguments', message });
    });
  }

  it('takes absolute paths of every system', () => {
    const paths = ['/a', 'c:\\a', 'C:/a', '\\\\server\\share\\a', '/'];
    assert.deepEqual(read({ paths, path: '/ü b' }), { paths, path: '/ü b' });
  });

  it('says of what comes later that it is not available yet', () => {
    assert.throws(() => read({ later: 5 }), {
      code: 'notAvailableYet',
      message: /not available yet.*later$/i,
    });
    assert.throws(() => read({ as: 'qr' }), { code: 'notAvailableYet', message: /as: 'qr'$/ });
  });

  it('cuts a long name of an argument', () => {
    assert.throws(
      () => read({ ['x'.repeat(1000)]: 1 }),
      (error: Error) => error.message.length < 200,
    );
  });
});

describe('isPlainObject', () => {
  it('is true for objects of any realm, and for no row', () => {
    class Row {}
    const foreign: unknown = runInContext('({ key: 1 })', createContext());
    for (const plain of [{}, { key: 1 }, Object.create(null), foreign]) assert.ok(isPlainObject(plain));
    for (const other of [new Row(), [], null, undefined, 'a', 5, () => 0, new Date()])
      assert.ok(!isPlainObject(other));
  });
});
