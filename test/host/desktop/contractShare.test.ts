// `docs/commands.md`, kept in a real extension host: what is copied and what is given back.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { add, clipboard, connectionTo, endFrom, endOf, refusal, run } from '../support/contract.ts';
import { bash, deadEndpoint, fetchUrl, put, requests, stored } from '../support/store.ts';

const name = 'Contract share';
const space = 'contract-share';
const keys = ['my-object.zip', 'a b/ä#?%+&=.txt', 'second', '//odd/', ' edge ', '😀\n\t'];
const target = (key: string) => ({ connection: name, space, key });

interface Shared {
  readonly expiresAt: string;
  readonly count: number;
}

/** The whole seconds from now to a moment, with the seconds that a slow test may have taken. */
const secondsLeft = (iso: string) => (Date.parse(iso) - Date.now()) / 1000;

describe('the contract of sharing', () => {
  let id = '';
  /** The checks after a copy are requests, and have tests of their own. */
  const check = (isOn: boolean | undefined) =>
    vscode.workspace
      .getConfiguration('spaceport')
      .update('share.check', isOn, vscode.ConfigurationTarget.Global);
  before(async () => {
    await check(false);
    for (const key of keys) await put({ space, keys: [key], body: `the content of ${key}` });
    id = await add(name);
  });
  after(async () => {
    await run('removeConnection', { connection: name, confirmed: true });
    await check(undefined);
  });

  const sign = async (args: object) => (await run('copySignedUrl', args)) as Shared;
  const upload = async (args: object) => (await run('copyUploadCommand', args)) as Shared;

  for (const key of keys) {
    it(`copySignedUrl: the URL of ${JSON.stringify(key)} gives its bytes and ends when the result says`, async () => {
      const result = await sign({ ...target(key), expiresIn: 90 });
      const url = await clipboard();
      assert.deepEqual(result, { expiresAt: endOf(url), count: 1 });
      assert.equal(new URL(url).searchParams.get('X-Amz-Expires'), '90');
      assert.ok(Math.abs(secondsLeft(result.expiresAt) - 90) < 5);
      assert.deepEqual(await fetchUrl(url), { status: 200, body: `the content of ${key}` });
    });
  }

  for (const [expiresIn, seconds] of [
    [1, 1],
    [604_800, 604_800],
    ['90', 90],
    ['45m', 2_700],
    ['1.5h', 5_400],
    ['1h30m', 5_400],
    ['2 days', 172_800],
  ] as const) {
    it(`expiresIn ${JSON.stringify(expiresIn)} is ${seconds} seconds`, async () => {
      const result = await sign({ ...target('second'), expiresIn });
      const url = await clipboard();
      assert.equal(new URL(url).searchParams.get('X-Amz-Expires'), String(seconds));
      assert.equal(result.expiresAt, endOf(url));
    });
  }

  it('expiresAt with Z or an offset ends then', async () => {
    const end = new Date((Math.floor(Date.now() / 1000) + 1_800) * 1000);
    const local = new Date(end.getTime() + 2 * 3_600_000).toISOString().replace('.000Z', '+02:00');
    for (const expiresAt of [end.toISOString(), local]) {
      const result = await sign({ ...target('second'), expiresAt });
      assert.equal(result.expiresAt, end.toISOString());
      assert.equal(endOf(await clipboard()), end.toISOString());
    }
  });

  it('keys: one URL a line, in their order, all with one end', async () => {
    const wanted = [...keys].reverse();
    const result = await sign({ connection: name, space, keys: wanted, expiresIn: 60 });
    const urls = (await clipboard()).split('\n');
    assert.deepEqual([result.count, urls.length], [wanted.length, wanted.length]);
    for (const [index, url] of urls.entries()) {
      assert.equal(endOf(url), result.expiresAt);
      assert.equal((await fetchUrl(url)).body, `the content of ${wanted[index]}`);
    }
  });

  it('the connection is named by id, or by exact name, or left out where there is one', async () => {
    for (const connection of [id, name]) await sign({ connection, space, key: 'second', expiresIn: 5 });
    assert.equal((await sign({ space, key: 'second', expiresIn: 5 })).count, 1);
    assert.match(
      await refusal('copySignedUrl', { connection: name.toLowerCase(), space, key: 'second', expiresIn: 5 }),
      /no connection with this id or name: contract share/,
    );
  });

  it('copySignedUrlQuick uses the last duration', async () => {
    await sign({ ...target('second'), expiresIn: 77 });
    const result = await run('copySignedUrlQuick', target('my-object.zip'));
    const url = await clipboard();
    assert.deepEqual(result, { expiresAt: endOf(url), count: 1 });
    assert.equal(new URL(url).searchParams.get('X-Amz-Expires'), '77');
  });

  it('copyUploadCommand: the line uploads exactly that key until the end that the result says', async () => {
    const result = await upload({ ...target('new/it is $new.txt'), expiresIn: '1m' });
    const line = await clipboard();
    assert.deepEqual(Object.keys(result), ['expiresAt']);
    const date = /X-Amz-Date=(\d{8}T\d{6}Z)/.exec(line)?.[1] ?? '';
    assert.equal(result.expiresAt, endFrom(date, 60));
    const policy: unknown = JSON.parse(atob(/Policy=([A-Za-z0-9+/=]+)/.exec(line)?.[1] ?? ''));
    assert.equal((policy as { expiration: string }).expiration, result.expiresAt.replace('.000Z', 'Z'));
    assert.equal(await bash({ line, file: 'it is $new.txt', content: 'sent' }), 0);
    assert.equal(await stored(space, 'new/it is $new.txt'), 'sent');
  });

  it('copyUploadCommand takes the path of the file, the shell and the method', async () => {
    const args = { ...target('named'), expiresIn: 60, shell: 'unix', method: 'post' };
    await upload({ ...args, file: "./it's; mine.bin" });
    assert.equal(await bash({ line: await clipboard(), file: "it's; mine.bin", content: 'mine' }), 0);
    assert.equal(await stored(space, 'named'), 'mine');
  });

  it('a key with a dot segment: no link, but an upload command that works', async () => {
    const args = { ...target('up/../here'), expiresIn: 60 };
    assert.match(await refusal('copySignedUrl', args), /"\." or "\.\." part.*up\/\.\.\/here/);
    await upload(args);
    assert.equal(await bash({ line: await clipboard(), file: 'here', content: 'dots' }), 0);
    assert.equal(await stored(space, 'up/../here'), 'dots');
  });

  it('one object of several that has no link: nothing is copied, and it is named', async () => {
    const wanted = ['second', 'a/./b', 'my-object.zip'];
    const message = await refusal('copySignedUrl', { connection: name, space, keys: wanted, expiresIn: 60 });
    assert.match(message, /a\/\.\/b/);
  });

  it('copyKey and copyS3Uri give the text they copy', async () => {
    for (const [command, args, text] of [
      ['copyKey', { key: ' edge ' }, ' edge '],
      ['copyKey', { keys: ['b', 'a'] }, 'b\na'],
      ['copyKey', { prefix: 'a b/' }, 'a b/'],
      ['copyS3Uri', { key: 'a b/ä#?' }, `s3://${space}/a b/ä#?`],
      ['copyS3Uri', { keys: ['b', 'a'] }, `s3://${space}/b\ns3://${space}/a`],
      ['copyS3Uri', { prefix: 'x/' }, `s3://${space}/x/`],
    ] as const) {
      assert.equal(await run(command, { connection: name, space, ...args }), text);
      assert.equal(await clipboard(), text);
    }
  });

  it('signing makes no request, and works with nobody at the other end', async () => {
    const endpoint = await deadEndpoint();
    await run('addConnection', connectionTo('Nobody there', { endpoint }));
    const before = (await requests()).length;
    for (const connection of [name, 'Nobody there']) {
      const args = { connection, space, expiresIn: 60 };
      assert.equal((await sign({ ...args, key: 'offline' })).count, 1);
      assert.match(await clipboard(), /X-Amz-Signature=[0-9a-f]{64}&/);
      await run('copySignedUrlQuick', { connection, space, key: 'offline' });
      await upload({ ...args, key: 'offline' });
      assert.match(await clipboard(), /^curl /);
    }
    assert.equal((await requests()).length, before);
    await run('removeConnection', { connection: 'Nobody there', confirmed: true });
  });

  it('1,000 links at once', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => `many/${index}`);
    assert.equal((await sign({ connection: name, space, keys: many, expiresIn: 60 })).count, 1000);
    assert.equal((await clipboard()).split('\n').length, 1000);
  });
});
