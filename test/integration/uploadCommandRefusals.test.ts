import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { unixShell } from '../../src/core/quoting/unix.ts';
import type { PostForm } from '../../src/core/signing.ts';
import { uploadCommand } from '../../src/core/uploadCommand.ts';
import { downloadLine } from '../support/downloadLine.ts';
import { unixShells } from '../support/shells/environment.ts';
import { type ShellRunner, shellRunner } from '../support/shells/run.ts';
import { emptyFolder, Uploads } from '../support/uploads.ts';

const key = 'my-object2.zip';

describe('the upload command grants what it says and no more', () => {
  let uploads: Uploads;
  let runner: ShellRunner;
  let folder: string;
  beforeEach(async () => {
    [uploads, runner] = [await Uploads.start(), await shellRunner()];
    folder = emptyFolder(runner.folder, { name: key, content: 'hello' });
  });

  const run = (line: string) => runner.run('bash', `cd ${folder} && ${line}`);
  const lineOf = (form: PostForm, file = key) => uploadCommand({ form, key, file, shell: unixShell });

  async function assertRefused(line: string, code: string) {
    const { stdout, status } = await run(line);
    assert.equal(status, 22, stdout);
    assert.match(stdout, new RegExp(`<Code>${code}</Code>`));
  }

  it('uploads again and again until it ends, and is refused from then on', async () => {
    const ends = Math.floor(Date.now() / 1000 + 2) * 1000;
    const [lasting, line] = [
      lineOf(await uploads.form(key)),
      lineOf(await uploads.form(key, { expiresIn: 60, date: new Date(ends - 60_000) })),
    ];
    for (let times = 0; times < 2; times++) assert.equal((await run(lasting)).status, 0);
    const early = await run(line);
    if (Date.now() < ends) assert.equal(early.status, 0);
    await delay(ends - Date.now() + 50);
    for (const shell of unixShells) {
      const { stdout, status } = await runner.run(shell, `cd ${folder}\n${line}`, 'script');
      assert.equal(status, 22);
      assert.match(stdout, /<Code>AccessDenied<\/Code><Message>Policy expired</);
    }
  });

  it('is refused with any field changed, left out or added', async () => {
    const form = await uploads.form(key);
    const variants = form.fields.flatMap(([name, value], index) => [
      { name, fields: form.fields.toSpliced(index, 1, [name, `${value}0`]) },
      { name, fields: form.fields.toSpliced(index, 1) },
    ]);
    variants.push({ name: 'acl', fields: [['acl', 'public-read'], ...form.fields] });
    const accepted: string[] = [];
    for (const { name, fields } of variants) {
      const { stdout, status } = await run(lineOf({ ...form, fields }));
      if (status === 0) accepted.push(name);
      else assert.match(stdout, /<Code>(AccessDenied|InvalidArgument)</, name);
    }
    // Ceph takes the bucket from the address, whatever the form says.
    assert.deepEqual(accepted, ['bucket', 'bucket']);
    assert.equal(await uploads.count(), 1);
  });

  it('is refused outside its limits of size', async () => {
    await assertRefused(lineOf(await uploads.form(key, { maxBytes: 4 })), 'EntityTooLarge');
    await assertRefused(lineOf(await uploads.form(key, { minBytes: 6 })), 'EntityTooSmall');
    assert.equal((await run(lineOf(await uploads.form(key, { minBytes: 5, maxBytes: 5 })))).status, 0);
  });

  it('fails where the file is missing, and stores nothing', async () => {
    const { status } = await run(lineOf(await uploads.form(key), 'no such file'));
    assert.notEqual(status, 0);
    assert.equal(await uploads.count(), 0);
  });

  it('takes the path of a file anywhere, also one called -', async () => {
    for (const [index, path] of ['-', '-x', `${runner.folder}/elsewhere, "a;b"`, '../~x'].entries()) {
      const content = `file ${index}`;
      const write = `printf %s ${unixShell.quote(content)} > ${unixShell.quote(path)}`;
      const { status, stdout } = await run(`${write}; ${lineOf(await uploads.form(key), path)}`);
      assert.deepEqual([status, stdout, await uploads.read(key, runner)], [0, '', content], path);
    }
  });

  it('works with virtual-hosted addresses', async () => {
    const virtual = await Uploads.start('virtual');
    const form = await virtual.form(key);
    assert.match(form.url, new RegExp(`^http://${virtual.space.bucket}\\.localhost:`));
    assert.equal((await run(lineOf(form))).status, 0);
    assert.equal(await virtual.count(), 1);
  });
});

describe('the download line for keys with dot segments', () => {
  it('writes nothing where it is refused', async () => {
    const [uploads, runner] = [await Uploads.start(), await shellRunner()];
    const folder = emptyFolder(runner.folder);
    const url = `${uploads.space.endpoint}/${uploads.space.bucket}/a/../b`;
    const { status } = await runner.run('bash', `cd ${folder} && ${downloadLine(url, 'a/../b')}`);
    assert.equal(status, 22);
    assert.deepEqual(readdirSync(`${runner.folder}/${folder}`), []);
    assert.equal(existsSync(`${runner.folder}/b`), false);
  });

  for (const shell of unixShells) {
    it(`works in ${shell}, under odd names`, async () => {
      const [uploads, runner] = [await Uploads.start(), await shellRunner()];
      for (const [number, key] of ['./a', 'a/../-x', '..', '../#1', `./it's {a} [b]\t$%`].entries()) {
        const source = emptyFolder(runner.folder, { name: 'f', content: `content ${number}` });
        const target = emptyFolder(runner.folder);
        await runner.run(shell, `cd ${source}\n${await uploads.command(key, 'f')}`, 'script');
        const line = downloadLine(await uploads.url(key), key);
        const got = await runner.run(shell, `cd ${target}\n${line}\ncat ./*`, 'script');
        assert.deepEqual([got.status, got.stdout], [0, `content ${number}`], key);
      }
    });
  }
});
