// What was handed out, before and after it is revoked, each way, against a real gateway; and what the checks after a copy see.
import assert from 'node:assert/strict';
import { PutBucketVersioningCommand, PutObjectAclCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { checkAfterwards } from '../../src/commands/checks.ts';
import { signerMark } from '../../src/commands/recordShare.ts';
import { revoke } from '../../src/commands/revoke/revoke.ts';
import type { Revoked } from '../../src/commands/revoke/terms.ts';
import { signingTime } from '../../src/commands/share.ts';
import { testLink, testLinkAndTell } from '../../src/commands/testLink.ts';
import { Listing } from '../../src/core/listing.ts';
import { nodeHashing } from '../../src/platform/node.ts';
import { CephAdmin } from '../support/cephAdmin.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { enter, pick } from '../support/fakes/prompts.ts';
import { connectionTo, realStore } from '../support/realStore.ts';
import type { KeyPair } from '../support/signedFetch.ts';
import { shareSetup } from '../unit/commands/shareSetup.ts';

describe('revoking on the real gateway', () => {
  let admin: CephAdmin;
  let uid: string;
  let space: TestSpace;
  let shared: ReturnType<typeof shareSetup>;
  let newKeys: KeyPair;

  beforeEach(async () => {
    const ceph = await freshSpace();
    admin = new CephAdmin(ceph);
    uid = `owner-${ceph.bucket}`;
    const keys = await admin.createUser({ uid });
    newKeys = await admin.createKey(uid);
    space = await freshSpace(keys);
    shared = shareSetup(connectionTo(space));
    await shared.store.save(connectionTo(space), keys);
    await put('a.txt', 'hello');
  });

  const put = (Key: string, Body: string | Uint8Array) =>
    space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key, Body, ContentType: 'text/plain' }));
  const at = (key: string) => ({ connection: connectionTo(space), space: space.bucket, key });
  const deps = () => {
    const real = realStore(space.keys);
    const store = { ...real.store };
    return {
      ...shared.deps,
      now: Date.now,
      clock: real.clock,
      reads: store,
      probe: real.probe,
      writer: real.writer,
      listing: new Listing({ store, connections: shared.store }),
      random: () => 0.5,
      enterKey: async () => {
        await shared.store.save(connectionTo(space), newKeys);
        return true;
      },
    };
  };
  /** A link for an hour, an upload form, and a command to ask what each answers. */
  const handOut = async (key: string) => {
    const connection = connectionTo(space);
    const terms = {
      connection,
      credentials: space.keys,
      space: space.bucket,
      key,
      expiresIn: 3600,
      date: new Date(),
    };
    const url = await shared.deps.signer.signUrl(terms);
    const form = await shared.deps.signer.signPost(terms);
    const upload = async () => {
      const body = new FormData();
      for (const [name, value] of form.fields) body.set(name, value);
      body.set('file', 'by form');
      return (await fetch(form.url, { method: 'POST', body })).status;
    };
    return { read: async () => (await fetch(url)).status, upload };
  };
  const link = (...keys: string[]): Revoked => ({
    connection: connectionTo(space),
    space: space.bucket,
    objects: keys.map(at),
  });
  const inLedger = async (key: string, kind: 'link' | 'form' = 'link') =>
    shared.ledger.add({
      kind,
      as: 'url',
      connection: connectionTo(space).id,
      connectionName: 'Test',
      space: space.bucket,
      what: { key },
      made: new Date().toISOString(),
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      signedBy: await signerMark(nodeHashing, space.keys),
    });

  it('renaming the object ends its links, and its share; an upload form makes it anew', async () => {
    const { read, upload } = await handOut('a.txt');
    await inLedger('a.txt');
    assert.equal(await read(), 200);
    shared.prompts.expect('Revoke Access', pick('Rename the Object')).expect('new key', enter());
    assert.deepEqual(await revoke(deps(), link('a.txt')), { how: 'rename' });
    assert.equal(await read(), 404);
    assert.match(
      shared.notices.last.message,
      /^Renamed\. a\.txt is now a-\w{8}\.txt\. Its links answer 404 now\.$/,
    );
    assert.deepEqual(shared.ledger.shares, []);
    assert.equal(await upload(), 204);
    assert.equal(await read(), 200);
  });

  it('deleting ends them; asks once, and says what can not be undone', async () => {
    const { read } = await handOut('a.txt');
    shared.notices.answer('Delete');
    await revoke(deps(), link('a.txt'), { how: 'delete' });
    assert.equal(await read(), 404);
    const asked = shared.notices.shown[0];
    assert.deepEqual([asked?.severity, asked?.detail], ['modal', "This can't be undone."]);
  });

  it('where versions are kept it says that they stay', async () => {
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await space.client.send(
      new PutBucketVersioningCommand({ Bucket: space.bucket, VersioningConfiguration }),
    );
    shared.notices.answer('Delete');
    await revoke(deps(), link('a.txt'), { how: 'delete' });
    assert.match(shared.notices.shown[0]?.detail ?? '', /keeps older versions/);
  });

  it('a dismissed question changes nothing', async () => {
    const { read } = await handOut('a.txt');
    await assert.rejects(revoke(deps(), link('a.txt'), { how: 'delete' }), { name: 'Cancelled' });
    assert.equal(await read(), 200);
  });

  it('replacing the key pair ends links and forms, once the old one is deleted', async () => {
    const { read, upload } = await handOut('a.txt');
    await inLedger('a.txt');
    await inLedger('a.txt', 'form');
    shared.notices.answer('Enter New Key Pair', 'It Is Deleted', 'It Is Deleted');
    const originalChoose = shared.notices.choose.bind(shared.notices);
    let asked = 0;
    shared.notices.choose = async (message, options) => {
      // The second time it is true.
      if (++asked === 2) await admin.removeKey(uid, space.keys.accessKeyId);
      return originalChoose(message, options);
    };
    assert.deepEqual([await read(), await upload()], [200, 204]);
    await revoke(deps(), link('a.txt'), { how: 'key' });
    assert.deepEqual([await read(), await upload()], [403, 403]);
    assert.ok(shared.notices.messages.some((message) => /still takes the old key pair/.test(message)));
    assert.match(shared.notices.last.message, /refuses the old key pair\. Shares that ended with it: 2/);
    assert.deepEqual(shared.ledger.shares, []);
  });

  it('an upload command can only be ended with its key pair, and the choice says why', async () => {
    await inLedger('a.txt', 'form');
    const [share] = shared.ledger.shares;
    await assert.rejects(revoke(deps(), { ...link('a.txt'), share }, { how: 'rename', newKey: 'b' }), {
      code: 'badArguments',
    });
    shared.prompts.expect('Revoke Access', pick('Rename the Object'), { do: 'dismiss' });
    await assert.rejects(revoke(deps(), { ...link('a.txt'), share }), { name: 'Cancelled' });
    assert.match(shared.prompts.last.choices[0]?.detail ?? '', /would make the object anew/);
  });

  it('Test Link says what the receiver gets', async () => {
    const plainly = await testLink(deps(), at('a.txt'));
    assert.deepEqual(plainly, {
      ok: true,
      status: 206,
      contentType: 'text/plain',
      size: 5,
      filename: 'a.txt',
    });
    const named = await testLink(deps(), at('a.txt'), {
      filename: 'für alle; "x".pdf',
      contentType: 'application/pdf',
    });
    assert.deepEqual([named.contentType, named.filename], ['application/pdf', 'für alle; "x".pdf']);
    await put('empty', new Uint8Array(0));
    assert.deepEqual([(await testLink(deps(), at('empty'))).size], [0]);
    const missing = await testLinkAndTell(deps(), at('none'));
    assert.deepEqual([missing.ok, missing.status], [false, 404]);
    assert.match(shared.notices.last.message, /refused \(404\)\. There is no object with this key: none/);
  });

  describe('the checks after a copy', () => {
    const handed = (key: string, kind: 'link' | 'form' = 'link') => {
      const time = signingTime(deps(), connectionTo(space), { seconds: 60 });
      return { kind, as: 'url', credentials: space.keys, what: { key }, time, ...at(key) };
    };
    const said = async (key: string, kind: 'link' | 'form' = 'link') => {
      await checkAfterwards(deps(), handed(key, kind));
      return shared.notices.messages.join('\n');
    };

    it('are silent where all is well', async () => assert.equal(await said('a.txt'), ''));
    it('miss an object', async () => assert.match(await said('none'), /no such object now.*none/));
    it('find a public object, and give its plain address', async () => {
      await space.client.send(
        new PutObjectAclCommand({ Bucket: space.bucket, Key: 'a.txt', ACL: 'public-read' }),
      );
      assert.match(await said('a.txt'), /This object is public/);
      await shared.notices.press('Copy Public URL');
      assert.equal(shared.clipboard.text, `${space.endpoint}/${space.bucket}/a.txt`);
      assert.equal((await fetch(shared.clipboard.text)).status, 200);
    });
    it('find a key pair that may not write', async () => {
      const readOnly = await admin.createUser({ uid: `${uid}-ro`, readOnly: true });
      const real = realStore(readOnly);
      await checkAfterwards({ ...deps(), writer: real.writer }, handed('new.txt', 'form'));
      assert.match(shared.notices.last.message, /may not write in the Space/);
    });
    it('find a key pair that is wrong for the Space', async () => {
      const stranger = await admin.createUser({ uid: `${uid}-other` });
      const real = realStore(stranger);
      await checkAfterwards({ ...deps(), reads: real.store }, handed('a.txt'));
      assert.match(
        shared.notices.last.message,
        /What was copied will not work\. This access key may not read/,
      );
    });
    it('find a clock that is off, and have the same made again', async () => {
      let again = 0;
      await inLedger('a.txt');
      await shared.clipboard.write('what was copied');
      const late = { ...deps(), now: () => Date.now() - 3_600_000 };
      const real = realStore(space.keys, late.now);
      const time = signingTime({ ...late, clock: { get: () => 0 } }, connectionTo(space), { seconds: 60 });
      await checkAfterwards(
        { ...late, clock: real.clock, reads: real.store, probe: real.probe },
        { ...handed('a.txt'), time, copied: { text: 'what was copied', again: async () => again++ } },
        ['share00000'],
      );
      assert.deepEqual([again, shared.ledger.shares], [1, []]);
    });
    it('ask nothing where the setting or the browser forbids it', async () => {
      await shared.settings.set('share.check', false);
      assert.equal(await said('none'), '');
      await shared.settings.set('share.check', true);
      await checkAfterwards({ ...deps(), canListSpaces: false }, handed('none'));
      assert.deepEqual(shared.notices.messages, []);
    });
  });
});
