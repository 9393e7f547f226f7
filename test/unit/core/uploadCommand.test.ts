import assert from 'node:assert/strict';
import { shellOf } from '../../../src/core/quoting/shell.ts';
import { unixShell } from '../../../src/core/quoting/unix.ts';
import { SHELL_IDS, type ShellId } from '../../../src/core/settings.ts';
import type { PostForm, PutRequest } from '../../../src/core/signing.ts';
import { putCommand, uploadCommand } from '../../../src/core/uploadCommand.ts';
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

describe('the commands in every shell', () => {
  const put: PutRequest = {
    url: 'https://example-bucket.nyc3.digitaloceanspaces.com/a%2Bb.zip?X-Amz-Expires=60&X-Amz-Signature=0a',
    headers: [
      ['content-type', 'application/zip'],
      ['content-length', '42'],
    ],
  };
  const notes = ['Works until 18:00, as often as it is run.'];
  const key = "folder/it's 100%.zip";
  const postIn = (shell: ShellId, file?: string) =>
    uploadCommand({ form: formFor(key), key, file, shell: shellOf(shell) });
  const putIn = (shell: ShellId, file?: string) => putCommand({ put, key, file, shell: shellOf(shell) });

  it('are as reviewed, on one line and on several', () => {
    const texts = SHELL_IDS.flatMap((id) => {
      const request = { key, shell: shellOf(id), notes };
      return [
        `== ${id}`,
        postIn(id),
        uploadCommand({ ...request, form: formFor(key), multiline: true }),
        putIn(id),
        putCommand({ ...request, put, multiline: true }),
      ];
    });
    const text = `${texts.join('\n\n')}\n`.replaceAll('\r\n', '\n');
    assertGolden(new URL('uploadCommand.shells.golden.txt', import.meta.url), text);
  });

  const windows: [file: string, part: string, path: string][] = [
    ['C:\\Users\\me\\a b.txt', 'file=@C:\\Users\\me\\a b.txt', 'C:\\Users\\me\\a b.txt'],
    ['C:\\a;b\\c.txt', 'file=@\\"C:\\\\a;b\\\\c.txt\\"', 'C:\\a;b\\c.txt'],
    ['C:\\x\\a,b;c', 'file=@\\"C:\\\\x\\\\a,b;c\\";filename=file', 'C:\\x\\a,b;c'],
    ['~\\x', 'file=@~\\x', '~\\x'],
    ['-', 'file=@./-', './-'],
  ];
  for (const [file, part, path] of windows) {
    it(`write the path ${file} of Windows`, () => {
      const [post, line] = [postIn('bat', file), putIn('bat', file)];
      assert.ok(post.replaceAll('^', '').includes(` --form "${part}" "https:`), post);
      assert.ok(line.includes(` --upload-file "${path}" --header`), line);
    });
  }

  it('know a folder of Windows by its backslash', () => {
    for (const file of ['C:\\', 'a\\..', 'a\\.', 'a/'])
      for (const id of SHELL_IDS.filter((each) => each !== 'unix')) {
        assert.throws(() => postIn(id, file), { code: 'badArguments' }, file);
        assert.throws(() => putIn(id, file), { code: 'badArguments' }, file);
      }
    assert.match(postIn('unix', 'a\\..'), /file=@a/);
  });

  it('name a file that a Windows program can be handed, where none is told', () => {
    const fileIn = (id: ShellId, name: string) =>
      /--upload-file ['"]?([^'"]*)/.exec(putCommand({ put, key: `x/${name}`, shell: shellOf(id) }))?.[1];
    assert.deepEqual(
      ['a.txt', 'a:b?.txt', 'ä.txt', 'a\tb', '..', '\uff02'].map((name) => [
        fileIn('powershell', name),
        fileIn('cmd', name),
      ]),
      [
        ['a.txt', 'a.txt'],
        ['a_b_.txt', 'a_b_.txt'],
        ['file', 'file'],
        ['a_b', 'a_b'],
        ['file', 'file'],
        ['file', 'file'],
      ],
    );
    assert.match(uploadCommand({ form: formFor('k'), key: 'ä.txt', shell: shellOf('cmd') }), /file=@ä\.txt/);
    // What PowerShell can't say of the form, the PUT can.
    assert.match(
      uploadCommand({ form: formFor('k'), key: 'a,b', shell: shellOf('powershell') }),
      /'file=@file'/,
    );
    assert.throws(() => postIn('powershell', 'a,b'), { code: 'badShell' });
    assert.match(putIn('powershell', 'a,b'), /--upload-file 'a,b'/);
  });

  it("are refused for a key that the shell can't say, but by PUT", () => {
    const form = formFor('say "hi"');
    assert.throws(() => uploadCommand({ form, key: 'say "hi"', shell: shellOf('powershell') }), {
      code: 'badShell',
    });
    assert.match(
      putCommand({ put, key: 'say "hi"', shell: shellOf('powershell') }),
      /--upload-file 'say _hi_'/,
    );
  });

  it('globs nothing in the name of a file to put', () => {
    assert.match(
      putIn('unix', '{a,b}[1-3]'),
      /^curl --fail-with-body --globoff --upload-file '\{a,b\}\[1-3\]' /,
    );
    assert.doesNotMatch(putIn('unix', 'a'), /globoff/);
  });
});
