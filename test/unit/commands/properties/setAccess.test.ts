import assert from 'node:assert/strict';
import { makePrivate, makePublic } from '../../../../src/commands/properties/setAccess.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { at, below, propertySetup } from './setup.ts';

describe('Make Public… and Make Private', () => {
  it('public asks once, and says what it means', async () => {
    const { deps, put, attributes, notices, changed } = propertySetup();
    put('a');
    await assert.rejects(makePublic(deps, [at('a')], {}), { name: 'Cancelled' });
    assert.deepEqual(attributes.done, []);
    assert.match(notices.last.detail, /Anybody can read it .* without a signed URL and without an end/);
    notices.answer('Make Public');
    assert.deepEqual(await makePublic(deps, [at('a')], {}), { count: 1 });
    assert.deepEqual([attributes.done, changed], [['access a public-read'], ['a']]);
    assert.equal(notices.last.message, 'Public: a');
  });

  it('confirmed and quiet, it asks and says nothing', async () => {
    const { deps, put, notices } = propertySetup();
    put('a');
    await makePublic(deps, [at('a')], { confirmed: true, isQuiet: true });
    await makePrivate(deps, [at('a')], { isQuiet: true });
    assert.deepEqual(notices.messages, []);
  });

  it('rights of others stay when it is made public, and go when it is made private', async () => {
    const { deps, put, attributes } = propertySetup();
    put('a', { canned: 'other' });
    await makePublic(deps, [at('a')], { confirmed: true });
    assert.match(attributes.done[0] ?? '', /^access a <AccessControlPolicy.*<ID>friend<.*AllUsers/);
    await makePrivate(deps, [at('a')], {});
    assert.equal(attributes.done[1], 'access a private');
  });

  it('writes nothing where it is so already; writes where it can not be read', async () => {
    const { deps, put, attributes } = propertySetup();
    put('a', { canned: 'public-read' });
    put('b');
    assert.deepEqual(await makePublic(deps, [at('a')], { confirmed: true }), { count: 1 });
    await makePrivate(deps, [at('b')], {});
    assert.deepEqual(attributes.done, []);
    attributes.hidden.add('access');
    await makePrivate(deps, [at('b')], {});
    assert.deepEqual(attributes.done, ['access b private']);
  });

  it('private says that caches may still serve it', async () => {
    const { deps, put, notices } = propertySetup();
    put('a', { canned: 'public-read' });
    await makePrivate(deps, [at('a')], {});
    assert.match(notices.last.message, /^Private: a\. A CDN/);
  });

  it('below a folder both ask once, with the count', async () => {
    const { deps, put, notices, attributes } = propertySetup();
    for (const key of ['d/a', 'd/b']) put(key);
    notices.answer('Make Public', 'Continue');
    await makePublic(deps, [below('d/')], {});
    await makePrivate(deps, [below('d/')], {});
    assert.match(notices.messages[0] ?? '', /2 objects/);
    assert.match(notices.messages[2] ?? '', /Objects: 2/);
    assert.equal(attributes.done.length, 4);
  });

  it('is refused for a read-only connection', async () => {
    const { deps, put, attributes } = propertySetup();
    put('a');
    const readOnly = { ...at('a'), connection: { ...LOCAL, readOnly: true } };
    for (const make of [makePublic, makePrivate])
      await assert.rejects(make(deps, [readOnly], { confirmed: true }), { code: 'readOnly' });
    assert.deepEqual(attributes.done, []);
  });
});
