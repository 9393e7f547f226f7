// Signed URLs with options, in other forms and of folders, by arguments as another extension would, in both hosts.
import assert from 'node:assert/strict';
import { add, clipboard, endOf, refusal, run } from './contract.ts';
import { fetchUrl } from './store.ts';

const name = 'Links';
const expiresIn = 60;

interface Place {
  readonly space: string;
  /** What the connection needs in that host. */
  more?(): Promise<object>;
  /** Makes the Space with objects that each hold `the content of KEY`. */
  fill(keys: readonly string[]): Promise<unknown>;
}

const KEYS = ['reports/2026.pdf', 'reports/sub/ä b.txt', 'reports/c', 'elsewhere'];

export function describeLinks({ space, more, fill }: Place): void {
  const target = { connection: name, space };
  const one = { ...target, key: 'reports/2026.pdf', expiresIn };
  const query = async () => new URL(await clipboard()).searchParams;

  describe('signed URLs by arguments', () => {
    before(async function () {
      this.timeout(30_000);
      await fill(KEYS);
      await add(name, await more?.());
    });
    after(() => run('removeConnection', { connection: name, confirmed: true }));

    it('options are in the link, and it is served', async () => {
      const options = { disposition: 'inline', filename: 'Bericht 漢.pdf', contentType: 'application/pdf' };
      const result = await run('copySignedUrl', { ...one, ...options });
      const url = await clipboard();
      assert.deepEqual(result, { expiresAt: endOf(url), count: 1 });
      const asked = await query();
      assert.equal(
        asked.get('response-content-disposition'),
        `inline; filename="Bericht _.pdf"; filename*=UTF-8''Bericht%20%E6%BC%A2.pdf`,
      );
      assert.equal(asked.get('response-content-type'), 'application/pdf');
      assert.deepEqual(await fetchUrl(url), { status: 200, body: 'the content of reports/2026.pdf' });
    });

    it('a version is asked for by its id; a program gets no option that it did not give', async () => {
      await run('copySignedUrl', { ...one, versionId: 'null' });
      assert.equal((await query()).get('versionId'), 'null');
      assert.equal((await fetchUrl(await clipboard())).status, 200);
      await run('copySignedUrl', one);
      assert.deepEqual(
        [...(await query()).keys()].filter((each) => !each.startsWith('X-Amz-')),
        [],
      );
    });

    it('each form, of one and of several', async () => {
      const begins = {
        markdown: '- [',
        html: '<ul>',
        curl: 'curl ',
        wget: 'wget ',
        csv: 'space,',
        json: '[',
      };
      for (const [as, begin] of Object.entries(begins)) {
        const result = await run('copySignedUrlAs', { ...target, keys: KEYS, expiresIn, as });
        assert.equal((result as { count: number }).count, KEYS.length);
        const text = await clipboard();
        assert.ok(text.startsWith(begin), `${as}: ${text.slice(0, 20)}`);
        assert.equal(text.match(/X-Amz-Signature/g)?.length, KEYS.length);
      }
      await run('copySignedUrl', { ...one, as: 'powershell' });
      assert.match(await clipboard(), /^Invoke-WebRequest/);
    });

    it('a prefix, confirmed: all objects below it, each link works', async () => {
      const args = { ...target, prefix: 'reports/', expiresIn, confirmed: true };
      const result = await run('copySignedUrl', args);
      const urls = (await clipboard()).split('\n');
      assert.equal((result as { count: number }).count, 3);
      assert.deepEqual(
        (await Promise.all(urls.map(fetchUrl))).map(({ body }) => body),
        ['reports/2026.pdf', 'reports/c', 'reports/sub/ä b.txt'].map((key) => `the content of ${key}`),
      );
      assert.match(
        await refusal('copySignedUrl', { ...args, prefix: 'nothing/' }),
        /no object below nothing\//,
      );
    });

    const refused: readonly (readonly [string, object, RegExp])[] = [
      ['a name for several', { key: undefined, keys: ['a', 'b'], filename: 'x' }, /for one object/],
      ['a name for all below', { key: undefined, prefix: 'a/', filename: 'x' }, /for one object/],
      ['a version of several', { key: undefined, keys: ['a', 'b'], versionId: 'x' }, /one object/],
      ['a QR code of all below', { key: undefined, prefix: 'a/', as: 'qr' }, /one link/],
      ['a name with a slash', { filename: 'a/b' }, /slash/],
      ['a name with a line break', { filename: 'a\nb' }, /control/],
      ['a type that is none', { contentType: 'pdf' }, /image\/png/],
      ['a disposition that is none', { disposition: 'open' }, /'attachment', 'inline'/],
      ['a host with a path', { host: 'cdn.example.com/x' }, /without a path/],
      ['a host where Spaces are addressed by path', { host: 'cdn.example.com' }, /addressed by path/],
      ['an empty name', { filename: '' }, /"filename" is empty/],
      ['confirmed as text', { confirmed: 'yes' }, /true or false/],
    ];
    for (const [what, args, why] of refused) {
      it(`refused: ${what}`, async () => {
        assert.match(await refusal('copySignedUrl', { ...one, ...args }), why);
      });
    }
  });
}
