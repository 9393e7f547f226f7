// The job that Spaceport replaces, as a person does it: my-object.zip for 30 seconds, my-object2.zip for 60.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { unixShells } from '../support/shells/environment.ts';
import { type ShellRunner, shellRunner } from '../support/shells/run.ts';
import { answerAddConnection } from './support/connection.ts';
import { useSession } from './support/session.ts';
import type { Tree } from './support/tree.ts';

const ZIP = Buffer.from('PK\u0003\u0004 the content of my-object.zip');

describe('the seed, from an empty editor to a link that ended', function () {
  this.timeout(90_000);
  const session = useSession();
  let space: TestSpace;
  let shell: ShellRunner;
  let tree: Tree;
  let link = '';
  let command = '';
  let linkEnds = 0;
  let commandEnds = 0;

  before(async () => {
    space = await freshSpace();
    shell = await shellRunner();
    await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key: 'my-object.zip', Body: ZIP }));
    await space.client.send(
      new PutObjectCommand({ Bucket: space.bucket, Key: 'inbox/old.txt', Body: 'old' }),
    );
  });

  const stored = async (key: string) => {
    const { Body } = await space.client.send(new GetObjectCommand({ Bucket: space.bucket, Key: key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  const download = (url: string) => shell.run('bash', `curl -sS -o got.bin -w '%{http_code}' '${url}'`);

  it('welcomes, and adds a connection that it tests', async () => {
    const { workbench } = session();
    tree = await workbench.view('Spaces');
    await tree.expectWelcome(/DigitalOcean Spaces/);
    await workbench.screenshot('seed-welcome');
    await tree.clickWelcomeButton('Add Connection');
    const { endpoint, region, keys } = space;
    const answers = { name: 'Ceph', endpoint, region, ...keys };
    await answerAddConnection(workbench, answers, (field) =>
      workbench.screenshot(`seed-add-${field.toLowerCase().replaceAll(' ', '-')}`),
    );
    await workbench.notifications.expect('Connection added: Ceph');
    await tree.expectRow('Ceph');
  });

  it('shows the objects', async () => {
    const { workbench } = session();
    await tree.expand('Ceph');
    await tree.expand(space.bucket);
    await tree.expectRow('my-object.zip');
    await workbench.notifications.clear();
    await workbench.screenshot('seed-tree');
  });

  it('copies a signed URL for 30 seconds by right-click, and plain curl downloads it', async () => {
    const { workbench } = session();
    await tree.pickFromMenu('my-object.zip', 'Copy Signed URL…');
    await workbench.quickInput.expect('Signed URL: my-object.zip');
    await workbench.screenshot('seed-how-long');
    await workbench.quickInput.pick('30 seconds');
    linkEnds = Date.now() + 30_000;
    const said = await workbench.notifications.expect(/^Signed URL copied.*: my-object\.zip$/);
    assert.match(said, /works until .*\d:\d\d:\d\d/);
    await workbench.screenshot('seed-copied');
    link = await workbench.expectClipboard(/^http/);
    assert.match(link, /X-Amz-Expires=30&/);
    assert.ok(!said.includes('X-Amz'));
    assert.equal((await download(link)).stdout, '200');
    assert.deepEqual(await readFile(join(shell.folder, 'got.bin')), ZIP);
  });

  it('copies an upload command for 60 seconds from the palette', async () => {
    const { workbench } = session();
    const { quickInput } = workbench;
    await tree.select('inbox');
    await workbench.run('Spaceport: Copy Upload Command…');
    await quickInput.expect(/Upload command: name of the object in inbox/);
    await quickInput.answer('my-object2.zip');
    await quickInput.expect('Upload command: my-object2.zip');
    await workbench.screenshot('seed-upload-how-long');
    await quickInput.type('60 s');
    await quickInput.accept();
    commandEnds = Date.now() + 60_000;
    await workbench.notifications.expect(/^Upload command copied.*: my-object2\.zip\./);
    command = await workbench.expectClipboard(/^curl /);
  });

  for (const name of unixShells) {
    it(`the pasted command uploads in ${name}`, async () => {
      const content = Buffer.from(`sent by ${name}`);
      await writeFile(join(shell.folder, 'my-object2.zip'), content);
      const result = await shell.run(name, command);
      assert.equal(result.status, 0, result.stdout);
      assert.deepEqual(await stored('my-object2.zip'), content);
    });
  }

  it('another key or a changed field is refused', async () => {
    const changes = [
      command.replace('key=my-object2.zip', 'key=my-object3.zip'),
      // A valid policy of another content: one character inside the encoded JSON.
      command.replace(/('?Policy=.{40})(.)/, (_all, before, at) => `${before}${at === 'A' ? 'B' : 'A'}`),
      command.replace(/--form-string 'X-Amz-Date=\d/, "--form-string 'X-Amz-Date=9"),
    ];
    for (const changed of changes) {
      assert.notEqual(changed, command);
      const result = await shell.run('bash', changed);
      assert.equal(result.status, 22, `${changes.indexOf(changed)}`);
      assert.match(result.stdout, /<Code>/);
    }
  });

  it('after its end the link is refused', async () => {
    await delay(Math.max(0, linkEnds + 1500 - Date.now()));
    assert.equal((await download(link)).stdout, '403');
  });

  it('after its end the command is refused', async () => {
    await delay(Math.max(0, commandEnds + 1500 - Date.now()));
    const result = await shell.run('bash', command);
    assert.equal(result.status, 22);
    assert.match(result.stdout, /<Code>AccessDenied<\/Code>/);
  });
});
