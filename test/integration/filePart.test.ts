import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { fileProblem, lastSegment } from '../../src/core/keyRules.ts';
import { unixShell } from '../../src/core/quoting/unix.ts';
import type { PostForm, PutRequest } from '../../src/core/signing.ts';
import { putCommand, safeFileName, uploadCommand } from '../../src/core/uploadCommand.ts';
import { type FormServer, startFormServer } from '../support/formServer.ts';
import { oddWords } from '../support/oddWords.ts';
import { manyWords } from '../support/shells/anyWord.ts';
import { unixShells } from '../support/shells/environment.ts';
import { type ShellRunner, shellRunner } from '../support/shells/run.ts';
import { type Part, parseMultipart } from '../support/store/multipart.ts';
import { emptyFolder } from '../support/uploads.ts';

/** What curl gives a meaning, in names of files and in values of fields. */
const nameForCurl = fc
  .string({
    unit: fc.constantFrom(
      ...[...` \t\n\r'"\`\\;,@<=-.~#%{}[]&?:/0a\u0001\u00a0`],
      ...['é', '漢', '🚀', ';type=', ';filename=', '@-', '{a,b}', '[1-3]', '.. ', ' ;', '\\"'],
    ),
    minLength: 1,
    maxLength: 12,
  })
  .filter((name) => fileProblem(name) === undefined && !/^\/|\.\.\//.test(name));

const names = [
  ...oddWords.filter((word) => fileProblem(word) === undefined && !word.includes('/')),
  ...fc.sample(nameForCurl, { numRuns: 100, seed: 20261125 }),
];
const perScript = 20;

/** A failure names it: `SPACEPORT_TEST_SEED=…` makes the same names again. */
const seed = Number(process.env.SPACEPORT_TEST_SEED ?? Date.now() % 2 ** 31);
const manyFiles = [...new Set(manyWords(20_000, seed))].filter(isFileName).slice(0, 5000);

/** In the current folder. */
function isFileName(name: string): boolean {
  return fileProblem(name) === undefined && !name.includes('/') && Buffer.byteLength(name) <= 255;
}

let server: FormServer;

describe('the words for curl, through the real one to a server', () => {
  let runner: ShellRunner;

  before(async () => {
    runner = await shellRunner();
    server = await startFormServer();
  });
  after(() => server.close());
  beforeEach(() => {
    server.received.length = 0;
  });

  /** Runs the commands, each in a folder of its own that has the file; in their order, some in one script. */
  async function upload(commands: readonly { file: string; content: Buffer; line: string }[]): Promise<void> {
    for (let from = 0; from < commands.length; from += perScript) {
      const lines = commands.slice(from, from + perScript).map(({ file, content, line }, index) => {
        const folder = join(runner.folder, randomBytes(6).toString('hex'));
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), content);
        return `cd ${folder}\n${line}\ntest $? = 0 || echo ${from + index}: ${unixShell.quote(JSON.stringify(file))}`;
      });
      const { stdout, stderr } = await runner.run('dash', lines.join('\n'), 'script');
      assert.equal(stdout, '', stderr.replace(/^.*\r.*$/gm, ''));
    }
  }

  it(`sends ${names.length} odd files, and fields of the same words, byte for byte`, async function () {
    this.timeout(60_000);
    const form = (value: string): PostForm => ({
      url: `${server.address}/`,
      fields: [
        ['key', value],
        ['x', `${value};`],
      ],
    });
    const cases = names.map((file) => {
      const content = randomBytes(16);
      return { file, content, line: uploadCommand({ form: form(file), key: 'k', file, shell: unixShell }) };
    });
    await upload(cases);
    assert.equal(server.received.length, cases.length);
    for (const [index, { file, content }] of cases.entries()) {
      const { body, headers } = server.received[index] ?? assert.fail();
      const parts = parseMultipart(body, headers['content-type'] ?? '');
      assert.deepEqual(parts.map(contentOf), [
        ['key', file],
        ['x', `${file};`],
        ['file', content.toString('latin1')],
      ]);
      // What a server could misread does not travel.
      const name = lastSegment(file);
      assert.equal(parts[2]?.filename, /[;"\\\p{Cc}]/u.test(name) ? 'file' : name);
    }
  });

  it(`puts ${names.length} odd files`, async function () {
    this.timeout(60_000);
    const put = (index: number): PutRequest => ({
      // Where a path ends in a slash curl would add the file's name, if it saw no query.
      url: `${server.address}/space/${index % 2 === 0 ? 'dir/' : '%5Ba%5D'}?X-Amz-Signature=${index}`,
      headers: [
        ['content-type', 'image/png'],
        ['content-length', '16'],
        ['x-amz-meta-empty', ''],
      ],
    });
    const cases = names.map((file, index) => ({
      file,
      content: randomBytes(16),
      line: putCommand({ put: put(index), key: 'k', file, shell: unixShell }),
    }));
    await upload(cases);
    assert.equal(server.received.length, cases.length);
    for (const [index, { content }] of cases.entries()) {
      const { url, headers, body } = server.received[index] ?? assert.fail();
      assert.equal(`${server.address}${url}`, put(index).url);
      assert.deepEqual(
        [body, headers['content-type'], headers['content-length'], headers['x-amz-meta-empty']],
        [content, 'image/png', '16', ''],
      );
    }
  });

  for (const shell of unixShells) {
    it(`sends ${manyFiles.length} random files and fields from ${shell}, byte for byte (seed ${seed})`, async function () {
      this.timeout(120_000);
      for (const group of inGroups(manyFiles, 100)) {
        const folder = emptyFolder(runner.folder);
        for (const name of group) writeFileSync(join(runner.folder, folder, name), `content of ${name}`);
        const { stderr, status } = await runner.run(shell, `cd ${folder}\n${manyAtOnce(group)}`, 'script');
        assert.equal(status, 0, stderr);
      }
      const parts = server.received.flatMap(({ body, headers }) =>
        parseMultipart(body, headers['content-type'] ?? ''),
      );
      assert.deepEqual(
        parts.map(({ filename, content }) => [filename, content.toString()]),
        inGroups(manyFiles, 100).flatMap((group) => [
          ...group.map((name) => [undefined, `${name};`]),
          ...group.map((name) => [safeFileName(name) === name ? name : 'file', `content of ${name}`]),
        ]),
      );
    });
  }

  it('takes commands over several lines, with notes, in all four', async () => {
    const file = `it's (a) "b" \\, !! $x\n^y\tz`;
    const folder = emptyFolder(runner.folder, { name: file, content: 'content' });
    const request = {
      key: 'k',
      file,
      shell: unixShell,
      multiline: true,
      notes: [`Until "18:00", it's said; \`x\``],
    };
    const post = uploadCommand({ ...request, form: { url: `${server.address}/`, fields: [['key', file]] } });
    const put = putCommand({
      ...request,
      put: { url: `${server.address}/k?q`, headers: [['x-a', file[0] ?? '']] },
    });
    for (const shell of unixShells) {
      const { status, stdout } = await runner.run(shell, `cd ${folder}\n${post}\n${put}`, 'script');
      assert.deepEqual([status, stdout], [0, '']);
      const [form, body] = server.received.splice(0);
      const parts = parseMultipart(form?.body ?? Buffer.of(), form?.headers['content-type'] ?? '');
      assert.deepEqual(parts.map(contentOf), [
        ['key', file],
        ['file', 'content'],
      ]);
      assert.deepEqual([body?.body.toString(), body?.headers['x-a']], ['content', 'i']);
    }
  });

  it('fails where the file is missing, and sends nothing by PUT', async () => {
    const put = { url: `${server.address}/k?q`, headers: [] };
    const line = putCommand({ put, key: 'k', file: 'no such file', shell: unixShell });
    assert.equal((await runner.run('dash', line)).status, 26);
    assert.deepEqual(server.received, []);
  });
});

/** One `curl` for many files: the parts of as many commands. */
function manyAtOnce(names: readonly string[]): string {
  const url = `${server.address}/`;
  const fields = names.map((name): [string, string] => ['x', `${name};`]);
  const start = uploadCommand({ form: { url, fields }, key: 'k', file: 'x', shell: unixShell });
  const end = ` --form 'file=@x' ${unixShell.quote(url)}`;
  assert.ok(start.endsWith(end));
  const parts = names.map((file) => {
    const line = uploadCommand({ form: { url, fields: [] }, key: 'k', file, shell: unixShell });
    return line.slice('curl --fail-with-body'.length, line.lastIndexOf(' '));
  });
  return `${start.slice(0, -end.length)}${parts.join('')} ${unixShell.quote(url)}`;
}

function inGroups<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function contentOf({ name, content }: Part): readonly [string, string] {
  return [name, content.toString(name === 'file' ? 'latin1' : 'utf8')];
}
