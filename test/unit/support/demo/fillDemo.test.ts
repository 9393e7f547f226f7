import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { inflateRawSync, inflateSync } from 'node:zlib';
import { type Server, send } from '../../../integration/contract/client.ts';
import { expectStatus } from '../../../integration/contract/expect.ts';
import { keysOf, one, prefixesOf } from '../../../integration/contract/page.ts';
import { demoSpace, fillDemo } from '../../../support/demo/fillDemo.ts';
import { type MemoryStore, startStore } from '../../../support/store/memoryStore.ts';

describe('the demo', () => {
  let store: MemoryStore;
  let server: Server;

  before(async () => {
    store = await startStore();
    fillDemo(store);
    server = { endpoint: store.endpoint, keys: store.credentials };
  });
  after(() => store.stop());

  const list = (...query: [string, string][]) =>
    send(server, { space: demoSpace, query: [['list-type', '2'], ['encoding-type', 'url'], ...query] });

  it('has a root of a few folders and files, my-object.zip among them', async () => {
    const page = await list(['delimiter', '/']);
    assert.deepEqual(prefixesOf(page), ['documents/', 'logs/', 'odd names/', 'photos/']);
    assert.deepEqual(keysOf(page), ['README.md', 'my-object.zip', 'robots.txt']);
  });

  it('has one folder of more than a page', async () => {
    const page = await list(['delimiter', '/'], ['prefix', 'logs/archive/']);
    assert.deepEqual([keysOf(page).length, one(page, 'IsTruncated')], [1000, 'true']);
  });

  it('has a second Space that is nearly empty', async () => {
    const answer = await send(server, {});
    const names = [...answer.text.matchAll(/<Name>(.*?)</g)].map(([, name]) => name);
    assert.deepEqual(names, ['example-bucket', 'team-drop-box']);
  });

  it('has nothing from the future', async () => {
    const page = await list();
    const times = [...page.text.matchAll(/<LastModified>(.*?)</g)].map(([, time]) => Date.parse(time ?? ''));
    assert.ok(times.every((time) => time <= store.clock.now()));
  });

  it('holds a zip that unpacks', () => {
    const zip = store.get(demoSpace, 'my-object.zip')?.body() ?? Buffer.alloc(0);
    assert.equal(zip.readUInt32LE(0), 0x04034b50);
    const [packed, nameLength] = [zip.readUInt32LE(18), zip.readUInt16LE(26)];
    const content = inflateRawSync(zip.subarray(30 + nameLength, 30 + nameLength + packed));
    assert.equal(content.toString(), 'Hello from my-object.zip\n');
  });

  it('holds pictures', () => {
    const png = store.get(demoSpace, 'photos/2026 Garden/IMG_1100.png')?.body() ?? Buffer.alloc(0);
    assert.equal(png.subarray(1, 4).toString(), 'PNG');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [320, 200]);
    const data = png.subarray(41, 41 + png.readUInt32BE(33));
    assert.equal(inflateSync(data).length, 200 * (1 + 320 * 3));
  });

  it('refuses an unsigned request', async () => {
    expectStatus(
      await send(server, { space: demoSpace, key: 'my-object.zip', sign: 'none' }),
      403,
      'AccessDenied',
    );
  });

  it('ends a link when its time is over', async () => {
    const date = new Date(store.clock.now());
    const link = { space: demoSpace, key: 'my-object.zip', sign: 'link', expiresIn: 30, date } as const;
    expectStatus(await send(server, link), 200);
    store.clock.advance(31_000);
    const answer = await send(server, link);
    store.clock.reset();
    expectStatus(answer, 403, 'AccessDenied');
  });
});

describe('the demo as a process', () => {
  const serve = fileURLToPath(new URL('../../../support/store/serve.ts', import.meta.url));

  it('tells where it is, serves the sample, and ends when told', async () => {
    const child = spawn(process.execPath, [serve, '--demo'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [line] = await once(createInterface(child.stdout), 'line');
      const { endpoint, accessKeyId, secretAccessKey } = JSON.parse(line);
      const server = { endpoint, keys: { accessKeyId, secretAccessKey } };
      expectStatus(await send(server, { space: demoSpace, key: 'my-object.zip' }), 200);
    } finally {
      child.kill('SIGTERM');
    }
    const [code] = await once(child, 'exit');
    // Windows knows no polite end.
    if (process.platform !== 'win32') assert.equal(code, 0);
  });

  it('says that a port is in use', async () => {
    const store = await startStore();
    const { port } = new URL(store.endpoint);
    const child = spawn(process.execPath, [serve, '--port', port], { stdio: ['ignore', 'ignore', 'pipe'] });
    const [said] = await once(child.stderr, 'data');
    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
    await store.stop();
    assert.equal(String(said), `Port ${port} is in use; give another with --port.\n`);
    assert.equal(code, 1);
  });
});
