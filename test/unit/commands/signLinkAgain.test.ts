import assert from 'node:assert/strict';
import { ownObject, signLinkAgain } from '../../../src/commands/signLinkAgain.ts';
import { swapHost } from '../../../src/core/domains.ts';
import { linksIn } from '../../../src/core/inspect/documentLinks.ts';
import { nodeHashing } from '../../../src/platform/node.ts';
import { createSignatureCheck } from '../../../src/s3/verify.ts';
import { CONNECTION, shareSetup } from './shareSetup.ts';

const ours = { accessKeyId: 'DO00AAAA', secretAccessKey: 'a-secret-of-tests' };

/** A link in a document, signed anew in its place; what then stands there, if anything does. */
async function signedAnew(url: string, setup = shareSetup()): Promise<string | undefined> {
  const [link] = linksIn(`see ${url} there`, [CONNECTION]);
  const object = link && ownObject(link.examined);
  assert.ok(link && object, 'a download of ours');
  let written: string | undefined;
  const deps = { ...setup.deps, signatures: createSignatureCheck(nodeHashing) };
  await signLinkAgain(deps, { examined: link.examined, object }, async (text) => {
    written = text;
    return true;
  });
  return written;
}

const termsOf = ({ deps }: ReturnType<typeof shareSetup>, key: string) => ({
  connection: CONNECTION,
  credentials: ours,
  space: 'photos',
  key,
  expiresIn: 60,
  date: new Date(deps.now() - 3_600_000),
});

describe('a link in a document, signed anew', () => {
  it('stands in its place and in the ledger, without a question where our key made it', async () => {
    const setup = shareSetup();
    const before = await setup.deps.signer.signUrl(termsOf(setup, 'a b.txt'));
    const after = await signedAnew(before, setup);
    assert.match(after ?? '', /photos\.nyc3\.digitaloceanspaces\.com\/a%20b\.txt\?.*X-Amz-Expires=60&/);
    assert.notEqual(after, before);
    assert.deepEqual(
      setup.ledger.shares.map(({ what, as }) => [what, as]),
      [[{ key: 'a b.txt' }, 'url']],
    );
  });

  it('of a key that no client can ask for is refused, and nothing is written', async () => {
    const setup = shareSetup();
    const { signer } = setup.deps;
    const url = await signer.signUrl(termsOf(setup, 'a/../b'));
    await assert.rejects(signedAnew(url, setup), { code: 'badKey' });
    assert.deepEqual(setup.ledger.shares, []);
  });

  it('that another key made is asked about', async () => {
    const setup = shareSetup();
    const credentials = { accessKeyId: 'OTHER', secretAccessKey: 'other' };
    const url = await setup.deps.signer.signUrl({ ...termsOf(setup, 'a.txt'), credentials });
    await assert.rejects(signedAnew(url, setup), { name: 'Cancelled' });
    setup.notices.answer('Sign');
    assert.ok(await signedAnew(url, setup));
  });

  it('that our key made for an upload is asked about: who may write could not read by it', async () => {
    const setup = shareSetup();
    const { url } = await setup.deps.signer.signPut({ ...termsOf(setup, 'a.txt'), headers: [] });
    await assert.rejects(signedAnew(url, setup), { name: 'Cancelled' });
    assert.deepEqual(setup.ledger.shares, []);
  });

  it('refuses a CDN where the Space is addressed by path, as a new link does', async () => {
    const byPath = { ...CONNECTION, addressing: 'path' } as const;
    const setup = shareSetup(byPath);
    const url = await setup.deps.signer.signUrl(termsOf(setup, 'a.txt'));
    const [link] = linksIn(swapHost(url, 'photos.nyc3.cdn.digitaloceanspaces.com'), [CONNECTION]);
    assert.ok(link);
    const deps = { ...setup.deps, signatures: createSignatureCheck(nodeHashing) };
    const object = { connection: byPath, space: 'photos', key: 'a.txt' };
    await assert.rejects(
      signLinkAgain(deps, { examined: link.examined, object }, async () => assert.fail('written')),
      { code: 'badArguments', message: /addressed by path/ },
    );
  });
});
