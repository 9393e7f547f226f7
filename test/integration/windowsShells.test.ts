import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CMD_LINE_UNITS } from '../../src/core/quoting/cmd.ts';
import { shellOf } from '../../src/core/quoting/shell.ts';
import type { PostForm, PutRequest } from '../../src/core/signing.ts';
import { putCommand, uploadCommand } from '../../src/core/uploadCommand.ts';
import { startFormServer } from '../support/formServer.ts';
import { onWindows } from '../support/processGroup.mjs';
import { manyWords } from '../support/shells/anyWord.ts';
import { refusalOf } from '../support/shells/refusal.ts';
import {
  printed,
  runInWindows,
  type WindowsShell,
  windowsFolder,
  windowsShells,
} from '../support/shells/windows.ts';
import { parseMultipart } from '../support/store/multipart.ts';

/** A failure names it: `SPACEPORT_TEST_SEED=…` makes the same words again. */
const seed = Number(process.env.SPACEPORT_TEST_SEED ?? Date.now() % 2 ** 31);
const names = Object.keys(windowsShells) as WindowsShell[];

if (!onWindows) {
  describe("Windows' own shells", () => {
    it('are on Windows alone: there a job of continuous integration runs this file', () => {
      const workflow = readFileSync(new URL('../../.github/workflows/ci.yml', import.meta.url), 'utf8');
      assert.match(
        workflow,
        /runs-on: windows-\d+\n(?: {4}.*\n)*? {6}- run: npm run test:integration -- --spec test\/integration\/windowsShells\.test\.ts$/m,
      );
    });
  });
} else {
  for (const name of names) describe(`one text for a shell, in ${name}`, () => testShell(name));
}

function testShell(name: WindowsShell): void {
  const shell = shellOf(windowsShells[name]);

  it(`passes 5,000 words (seed ${seed})`, async function () {
    this.timeout(300_000);
    const { folder, printer } = await windowsFolder();
    const isSaid = (word: string) =>
      refusalOf(shell, word) === undefined &&
      // From its standard input the prompt reads the console's code page, which has a few characters more than ASCII.
      (name !== 'the cmd prompt' || /^\p{ASCII}*$/u.test(word));
    const words = manyWords(20_000, seed).filter(isSaid).slice(0, 5000);
    assert.equal(words.length, 5000);
    const groups = inCommands(words, (word) => shell.quote(word));
    const text = groups.map((some) => shell.command(['node', printer, ...some])).join('\r\n');
    assert.deepEqual(printed(await runInWindows(name, text, folder)), groups);
  });

  it('uploads with the curl of Windows, on one line and on several, by form and by PUT', async function () {
    this.timeout(120_000);
    const { folder } = await windowsFolder();
    const server = await startFormServer();
    const files = ['plain.txt', "it's 100% a & b^ (c)!.txt", '~x', '-x', '{a}[1-3].txt'];
    // What needs quotes to curl PowerShell can't say.
    if (shell.id !== 'powershell') files.push('a;b, c.txt');
    mkdirSync(join(folder, 'sub folder'));
    const commands = files.flatMap((file, index) => {
      writeFileSync(join(folder, 'sub folder', file), file);
      const path = join(folder, 'sub folder', file);
      const key = `folder/${file.replaceAll(';', '%2F')}`;
      const form: PostForm = { url: `${server.address}/`, fields: [['key', key]] };
      const put: PutRequest = {
        url: `${server.address}/a%2Fb?c=%2F${index}&d=e`,
        headers: [['content-type', 'image/png']],
      };
      return [false, true].flatMap((multiline) => [
        uploadCommand({ form, key, file: path, shell, multiline }),
        putCommand({ put, key, file: path, shell, multiline }),
      ]);
    });
    await runInWindows(name, commands.join('\r\n'), folder);
    server.close();
    const got = server.received.map(({ url, headers, body }) =>
      url === '/'
        ? parseMultipart(body, headers['content-type'] ?? '').map(({ content }) => content.toString())
        : [url, headers['content-type'], body.toString()],
    );
    const wanted = files.flatMap((file, index) => {
      const post = [`folder/${file.replaceAll(';', '%2F')}`, file];
      const put = [`/a%2Fb?c=%2F${index}&d=e`, 'image/png', file];
      return [post, put, post, put];
    });
    assert.deepEqual(got, wanted);
  });
}

/** As many words to a command as cmd can read; elsewhere as many too. */
function inCommands(words: readonly string[], quote: (word: string) => string): readonly string[][] {
  const groups: string[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const word of words) {
    const own = quote(word).length + 1;
    if (length + own > CMD_LINE_UNITS - 1000) {
      groups.push([]);
      length = 0;
    }
    groups.at(-1)?.push(word);
    length += own;
  }
  return groups;
}
