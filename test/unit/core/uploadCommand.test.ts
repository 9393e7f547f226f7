import assert from 'node:assert/strict';
import { pathAsIsCommand } from '../../../src/core/downloadCommand.ts';
import { unixShell } from '../../../src/core/quoting/unix.ts';
import type { PostForm } from '../../../src/core/signing.ts';
import { uploadCommand } from '../../../src/core/uploadCommand.ts';
import { assertGolden } from '../../support/golden.ts';
import { oddWords } from '../../support/oddWords.ts';

const formFor = (key: string): PostForm => ({
  url: 'https://example-bucket.nyc3.digitaloceanspaces.com/',
  fields: [
    ['bucket', 'example-bucket'],
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', 'DO801EXAMPLE/20260102/us-east-1/s3/aws4_request'],
    ['X-Amz-Date', '20260102T030405Z'],
    ['key', key],
    ['Policy', 'e30='],
    ['X-Amz-Signature', '0123456789abcdef'],
  ],
});

const command = (key: string, file?: string) =>
  uploadCommand({ form: formFor(key), key, file, shell: unixShell });

/** The words for the key and for the file. */
function telling(line: string): string {
  const key = line.slice(line.indexOf("'key="), line.indexOf(" --form-string 'Policy="));
  const file = line.slice(line.indexOf('--form '), line.lastIndexOf(' '));
  return `  ${key}\n  ${file}\n`;
}

describe('uploadCommand', () => {
  it('is as reviewed, whole', () => {
    const lines = [
      command('my-object2.zip'),
      command('folder/it\'s "a" name.txt', '/tmp/local file.txt'),
      command('tab\there', 'a;b'),
    ];
    assertGolden(new URL('uploadCommand.golden.txt', import.meta.url), `${lines.join('\n\n')}\n`);
  });

  it('is as reviewed, for odd keys and the files of their names', () => {
    const lines = oddWords
      .filter((word) => word !== '')
      .map((word) => `${JSON.stringify(word)}\n${telling(command(`folder/${word}`))}`);
    assertGolden(new URL('uploadCommand.words.golden.txt', import.meta.url), lines.join(''));
  });

  it('fault 18: quotes every field, and prints them in the order of the form with the file last', () => {
    const line = command('a b');
    const words = line.match(/--form(-string)? '[^']*'/g) ?? [];
    const names = words.map((word) => word.replace(/^--form(?:-string)? '([^=]*)=.*$/, '$1'));
    assert.deepEqual(names, [...formFor('').fields.map(([name]) => name), 'file']);
    assert.equal(
      line,
      ['curl --fail-with-body', ...words, "'https://example-bucket.nyc3.digitaloceanspaces.com/'"].join(' '),
    );
    assert.equal(command('a b'), line);
  });

  const files: [file: string, word: string][] = [
    ['a.zip', "'file=@a.zip'"],
    ['/tmp/a b.zip', "'file=@/tmp/a b.zip'"],
    ['-', "'file=@./-'"],
    ['-x', "'file=@-x'"],
    ['@x', "'file=@@x'"],
    ['a,b', `'file=@"a,b"'`],
    [' a', `'file=@" a"'`],
    ['a;b', `'file=@"a;b";filename=file'`],
    ['a;b/c', `'file=@"a;b/c"'`],
    ['say "hi"', `'file=@say "hi";filename=file'`],
    ['"hi"', `'file=@"'"\\\\"'"hi'"\\\\"'"";filename=file'`],
  ];
  for (const [file, word] of files) {
    it(`writes the file ${JSON.stringify(file)}`, () => {
      assert.ok(command('k', file).includes(` --form ${word} 'https:`), command('k', file));
    });
  }

  it('refuses paths that no file has', () => {
    for (const file of ['', 'dir/', 'a\0']) {
      assert.throws(() => command('k', file), { code: 'badArguments' }, file);
    }
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
