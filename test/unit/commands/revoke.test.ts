import assert from 'node:assert/strict';
import { revoke } from '../../../src/commands/revoke/revoke.ts';
import type { Revoked } from '../../../src/commands/revoke/terms.ts';
import type { Connection } from '../../../src/core/connection.ts';
import { Cancelled, SpacesError } from '../../../src/core/errors.ts';
import { Listing } from '../../../src/core/listing.ts';
import { shareOf } from '../core/shareOf.ts';
import { CONNECTION, shareSetup } from './shareSetup.ts';

const OTHER: Connection = { ...CONNECTION, id: 'bbbbbbbbbb', name: 'Other' };
const KEYS = { accessKeyId: 'DO00AAAA', secretAccessKey: 'a-secret-of-tests' };
const at = (key: string, space = 'photos', connection = CONNECTION) => ({ connection, space, key });

function setUp() {
  const setup = shareSetup();
  const deps = {
    ...setup.deps,
    listing: new Listing({ store: setup.reads, connections: setup.store }),
    random: () => 0.5,
    enterKey: async () => false,
  };
  const add = async (key: string, space = 'photos', more: object = {}) => {
    const { id: _, ...share } = shareOf({ what: { key }, space, ...more });
    await setup.ledger.add(share);
  };
  const listed = () => setup.ledger.shares.map(({ space, what }) => `${space}/${'key' in what && what.key}`);
  return { ...setup, deps, add, listed };
}

const revoked = (objects: Revoked['objects'], more: Partial<Revoked> = {}): Revoked => ({
  connection: CONNECTION,
  space: 'photos',
  objects,
  ...more,
});

describe('Revoke Access…', () => {
  it('touches nothing where one of the selected objects is of a read-only connection', async () => {
    const { deps, writer } = setUp();
    const readOnly = { ...OTHER, readOnly: true };
    const both = revoked([at('a'), at('b', 'photos', readOnly)]);
    await assert.rejects(revoke(deps, both, { how: 'delete', confirmed: true }), {
      code: 'readOnly',
      message: /read-only: Other/,
    });
    assert.deepEqual(writer.done, []);
  });

  it('of several Spaces forgets the shares of each, and no namesakes', async () => {
    const { deps, store, add, listed } = setUp();
    await store.save(OTHER, KEYS);
    await add('a');
    await add('b');
    await add('a', 'music');
    await add('b', 'music');
    const both = revoked([at('a'), at('b', 'music')]);
    await revoke(deps, both, { how: 'delete', confirmed: true });
    assert.deepEqual(listed(), ['photos/b', 'music/a']);
  });

  it('who shows the object hears where it went, or that it is gone', async () => {
    const { deps } = setUp();
    const heard: unknown[] = [];
    deps.listing.onDidTouch((touch) => heard.push('from' in touch ? `> ${touch.to.key}` : touch.keys));
    await revoke(deps, revoked([at('a')]), { how: 'rename', newKey: 'new', confirmed: true });
    await revoke(deps, revoked([at('b')]), { how: 'delete', confirmed: true });
    assert.deepEqual(heard, ['> new', ['a'], ['b']]);
    deps.listing.dispose();
  });

  it('says of which Space older versions stay, whichever it is', async () => {
    const { deps, notices, writer } = setUp();
    writer.keepsVersions = (async ({ space }: { space: string }) => space === 'music') as never;
    notices.answer('Delete');
    await revoke(deps, revoked([at('a'), at('b', 'music')]), { how: 'delete' });
    assert.match(notices.shown[0]?.detail ?? '', /keeps older versions/);
  });

  it('that is stopped half-way forgets what is gone by then', async () => {
    const { deps, writer, add, listed } = setUp();
    for (const key of ['a', 'b', 'c']) await add(key);
    const remove = writer.remove.bind(writer);
    writer.remove = async (target) => {
      if (target.key === 'b') throw new Cancelled();
      return remove(target);
    };
    const all = revoked(['a', 'b', 'c'].map((key) => at(key)));
    await assert.rejects(revoke(deps, all, { how: 'delete', confirmed: true }), { name: 'Cancelled' });
    assert.deepEqual([writer.done, listed()], [['remove a'], ['photos/b', 'photos/c']]);
  });

  it('does not say that a link to one version has ended where it has not', async () => {
    const { deps, notices, probe } = setUp();
    const share = shareOf({ what: { key: 'a' }, link: { versionId: 'v1' } });
    await revoke(deps, revoked([at('a')], { share }), { how: 'delete', confirmed: true });
    assert.match(probe.asked[0] ?? '', /versionId=v1/);
    assert.match(notices.last.message, /^Deleted: a\. The Space keeps older versions: links to one version/);
  });

  it('says that there are two where the old one may not be deleted', async () => {
    const { deps, writer } = setUp();
    writer.removal = new SpacesError('accessDenied', 'This key may not.');
    const rename = { how: 'rename', newKey: 'c', confirmed: true } as const;
    await assert.rejects(revoke(deps, revoked([at('a')]), rename), {
      code: 'accessDenied',
      message: 'This key may not. It was copied, but not deleted: a and c are both there.',
    });
    assert.deepEqual(writer.done, ['copy a c']);
  });

  it('says of one that does not work what it can not do', async () => {
    const { deps, probe, notices } = setUp();
    const several = revoked([at('a'), at('b')]);
    const rename = { how: 'rename', newKey: 'c', confirmed: true } as const;
    await assert.rejects(revoke(deps, several, rename), { message: 'For one object at a time.' });
    const unknown = revoked([], { share: shareOf({ what: { prefix: 'a/' } }) });
    await assert.rejects(revoke(deps, unknown, { how: 'delete' }), { message: /not kept/ });
    const keysOfTwo = revoked([at('a'), at('b', 'photos', OTHER)]);
    await assert.rejects(revoke(deps, keysOfTwo, { how: 'key' }), { code: 'badArguments' });
    probe.answer = { status: 404, error: new SpacesError('noSuchObject', 'none') };
    await revoke(deps, revoked([at('a')]), rename);
    assert.match(notices.last.message, /Its links answer 404 now/);
  });
});
