import assert from 'node:assert/strict';
import { get as httpGet } from 'node:http';
import { PutBucketVersioningCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { copySignedUrl } from '../../src/commands/copySignedUrl.ts';
import type { LinkTarget } from '../../src/commands/links/gather.ts';
import type { LinkRequest } from '../../src/commands/links/settle.ts';
import { contentDisposition, type LinkOptions } from '../../src/core/linkOptions.ts';
import { loadWitness } from '../../src/s3/witness.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { readDisposition } from '../support/readDisposition.ts';
import { connectionTo, realStore } from '../support/realStore.ts';
import { shareSetup } from '../unit/commands/shareSetup.ts';

const NAMES = [
  undefined,
  'report.pdf',
  '😀 👨‍👩‍👧.zip',
  `"quoted" it's.txt`,
  'שלום עולם\u202e.txt',
  '漢字とかな.txt',
  '100%41%.txt',
  'semi;colon=, and.txt',
  'back\\slash (1)*!.txt',
  'é e\u0301.txt',
  ' edges ',
  'x'.repeat(255),
];

describe('options of links, served by Ceph', function () {
  this.timeout(60_000);
  let space: TestSpace;
  let versions: readonly string[];

  before(async () => {
    space = await freshSpace();
    await space.client.send(
      new PutBucketVersioningCommand({
        Bucket: space.bucket,
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    );
    const put = async (Body: string) =>
      (
        await space.client.send(
          new PutObjectCommand({ Bucket: space.bucket, Key: KEY, Body, ContentType: 'text/x-stored' }),
        )
      ).VersionId ?? '';
    versions = [await put('the first'), await put('the second')];
  });

  const KEY = 'a folder/töst.bin';

  /** Copies as a program does, with the real signer, the real listing and the SDK as witness. */
  async function copied(targets: readonly LinkTarget[], request: LinkRequest): Promise<string> {
    const { connection } = targets[0] ?? {};
    assert.ok(connection);
    const setup = shareSetup(connection);
    setup.settings.values.set('share.check', false);
    await setup.store.save(connection, space.keys);
    const deps = {
      ...setup.deps,
      now: Date.now,
      reads: realStore(space.keys).store,
      witness: () => loadWitness(() => import('../../src/s3/sdk/presigners.ts')),
    };
    await copySignedUrl(deps, targets, { expiry: { seconds: 60 }, named: true, ...request });
    return setup.clipboard.text;
  }

  const target = (changes = {}) => ({
    connection: connectionTo(space, changes),
    space: space.bucket,
    key: KEY,
  });
  const linkWith = (options: LinkOptions) => copied([target()], { options });

  for (const disposition of [undefined, 'attachment', 'inline'] as const) {
    for (const filename of NAMES) {
      const name = filename === undefined ? 'no name' : JSON.stringify(filename.slice(0, 20));
      it(`${disposition ?? 'as stored'}, ${name}: byte for byte, with and without a type`, async () => {
        for (const contentType of [undefined, 'text/plain; charset=utf-8', 'application/x-odd;a="b; c"']) {
          const answer = await fetch(await linkWith({ disposition, filename, contentType }));
          assert.equal(answer.status, 200);
          assert.equal(await answer.text(), 'the second');
          const header = answer.headers.get('content-disposition');
          assert.equal(header, contentDisposition({ disposition, filename }) ?? null);
          assert.equal(answer.headers.get('content-type'), contentType ?? 'text/x-stored');
          if (filename !== undefined) assert.equal(readDisposition(header ?? '').filename, filename);
        }
      });
    }
  }

  it('each version, with a name and a type', async () => {
    for (const [index, versionId] of versions.entries()) {
      const answer = await fetch(
        await linkWith({
          versionId,
          filename: `v${index} 漢.txt`,
          contentType: 'text/plain',
          disposition: 'inline',
        }),
      );
      assert.equal(await answer.text(), ['the first', 'the second'][index]);
      assert.equal(answer.headers.get('content-type'), 'text/plain');
      const read = readDisposition(answer.headers.get('content-disposition') ?? '');
      assert.deepEqual([read.type, read.filename], ['inline', `v${index} 漢.txt`]);
      assert.equal(answer.headers.get('x-amz-version-id'), versionId);
    }
    const wrong = await fetch(await linkWith({ versionId: 'nope' }));
    assert.equal(wrong.status, 404);
  });

  it('whoever has the link can change none of it', async () => {
    const url = await linkWith({
      disposition: 'attachment',
      filename: 'safe.txt',
      versionId: versions[0] ?? '',
    });
    const changes = [
      (text: string) => text.replace('safe.txt', 'evil.txt'),
      (text: string) => text.replace('=attachment', '=inline'),
      (text: string) => text.replace(/&versionId=[^&]*/, ''),
      (text: string) => `${text}&response-content-type=text/html`,
    ];
    for (const change of changes) {
      assert.notEqual(change(url), url);
      assert.equal((await fetch(change(url))).status, 403);
    }
  });

  it("another host: the signature is for the Space's own, so a CDN that asks there is served", async () => {
    const at = target({ addressing: 'virtual', endpoint: space.endpoint.replace('127.0.0.1', 'localhost') });
    const plain = new URL(await copied([at], { options: { filename: 'a 漢.txt' } }));
    const url = new URL(await copied([at], { options: { filename: 'a 漢.txt', host: 'cdn.example.com' } }));
    assert.match(plain.host, new RegExp(`^${space.bucket}\\.localhost:`));
    assert.equal(url.host, 'cdn.example.com');
    const query = (each: URL) => [...each.searchParams].filter(([name]) => !/Date|Signature/.test(name));
    assert.deepEqual([url.pathname, query(url)], [plain.pathname, query(plain)]);
    const asked = (host: string) => statusOf(space.endpoint, `${url.pathname}${url.search}`, host);
    assert.equal(await asked(plain.host), 200, 'as the CDN asks the origin');
    assert.equal(await asked(`${space.bucket}.localhost.example:80`), 403, 'signed for no other host');
  });

  it('1,200 objects below a prefix: every link works, and none leads elsewhere', async () => {
    const keys = Array.from({ length: 1200 }, (_, index) => `many/${String(index).padStart(4, '0')} +%ü.txt`);
    const queue = [...keys, 'many/', 'manyother'];
    const putNext = async () => {
      for (let Key = queue.pop(); Key !== undefined; Key = queue.pop()) {
        const Body = Key.endsWith('/') ? '' : Key;
        await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body }));
      }
    };
    await Promise.all(Array.from({ length: 16 }, putNext));
    const folder = { connection: connectionTo(space), space: space.bucket, prefix: 'many/' };
    const urls = (await copied([folder], { confirmed: true })).split('\n');
    assert.equal(urls.length, 1200);
    const texts: string[] = [];
    for (let at = 0; at < urls.length; at += 32) {
      const some = urls.slice(at, at + 32).map(async (url) => (await fetch(url)).text());
      texts.push(...(await Promise.all(some)));
    }
    assert.deepEqual(texts, keys);
  });
});

function statusOf(endpoint: string, path: string, host: string): Promise<number | undefined> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const request = httpGet({ hostname, port, path, headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    request.on('error', reject);
  });
}
