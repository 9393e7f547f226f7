import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { fileProblem, lastSegment } from '../../src/core/keyRules.ts';
import { unixShell } from '../../src/core/quoting/unix.ts';
import type { PostForm, PutRequest } from '../../src/core/signing.ts';
import { putCommand, uploadCommand } from '../../src/core/uploadCommand.ts';
import { type FormServer, startFormServer } from '../support/formServer.ts';
import { oddWords } from '../support/oddWords.ts';
import { type ShellRunner, shellRunner } from '../support/shells/run.ts';
import { type Part, parseMultipart } from '../support/store/multipart.ts';

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
  ...fc.sample(nameForCurl, { numRuns: 260, seed: 20261125 }),
];
const perScript = 20;

describe('the words for curl, through the real one to a server', () => {
  let server: FormServer;
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

  it('fails where the file is missing, and sends nothing by PUT', async () => {
    const put = { url: `${server.address}/k?q`, headers: [] };
    const line = putCommand({ put, key: 'k', file: 'no such file', shell: unixShell });
    assert.equal((await runner.run('dash', line)).status, 26);
    assert.deepEqual(server.received, []);
  });
});

function contentOf({ name, content }: Part): readonly [string, string] {
  return [name, content.toString(name === 'file' ? 'latin1' : 'utf8')];
}
