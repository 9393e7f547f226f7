// What is asked and said about Spaces; what it does to a store is in test/integration/spaces.test.ts.
import assert from 'node:assert/strict';
import { createSpace } from '../../../../src/commands/spaces/createSpace.ts';
import { deleteSpace } from '../../../../src/commands/spaces/deleteSpace.ts';
import { setVersioning } from '../../../../src/commands/spaces/setVersioning.ts';
import { totalsAndTell } from '../../../../src/commands/spaces/totals.ts';
import { abortUnfinished, pickUnfinished } from '../../../../src/commands/spaces/unfinishedUploads.ts';
import { Cancelled } from '../../../../src/core/errors.ts';
import { dismiss, enter, pick, pickMany } from '../../../support/fakes/prompts.ts';
import { signedFetch } from '../../../support/signedFetch.ts';
import { type SpaceFlows, spaceFlows } from '../../../support/spaceFlows.ts';
import type { FaultSubject } from '../../../support/store/faults.ts';
import { type MemoryStore, startStore } from '../../../support/store/memoryStore.ts';

const READ_ONLY = { code: 'readOnly' };
const DAY = 86_400_000;

describe('flows about Spaces', () => {
  let store: MemoryStore;
  let flows: SpaceFlows;
  const at = () => ({ connection: flows.connection, space: 'box' });
  const begin = async (key: string, body: string) => {
    const url = `${store.endpoint}/box/${key}`;
    const answer = await signedFetch(`${url}?uploads=`, store.credentials, { method: 'POST' });
    const id = /<UploadId>(.*?)<\/UploadId>/.exec(await answer.text())?.[1] ?? '';
    const part = `${url}?partNumber=1&uploadId=${id}`;
    assert.ok((await signedFetch(part, store.credentials, { method: 'PUT', body })).ok);
    return id;
  };

  beforeEach(async () => {
    store = await startStore({ spaces: ['box'] });
    flows = spaceFlows(store, store.credentials);
  });
  afterEach(() => store.stop());

  it('nothing is changed on a read-only connection', async () => {
    const connection = { ...flows.connection, readOnly: true };
    const space = { connection, space: 'box' };
    await assert.rejects(createSpace(flows, connection, { space: 'new' }), READ_ONLY);
    await assert.rejects(deleteSpace(flows, space, { confirmed: true }), READ_ONLY);
    await assert.rejects(setVersioning(flows, space, true), READ_ONLY);
    await assert.rejects(abortUnfinished(flows, space, true), READ_ONLY);
    assert.deepEqual(store.requests(), []);
  });

  it('create asks for the name and who may list it', async () => {
    flows.prompts.expect('Create Space: Test', enter('Bad'), enter(' new-space ')).answer(pick('Everybody'));
    await flows.listing.openSpaces(flows.connection);
    assert.equal(await createSpace(flows, flows.connection), 'new-space');
    assert.match(flows.prompts.asked[0]?.said[0] ?? '', /small letters/);
    const { spaces } = await flows.listing.openSpaces(flows.connection);
    assert.deepEqual(spaces, ['box', 'new-space']);
    await assert.rejects(createSpace(flows, flows.connection, { space: 'Bad' }), { code: 'badArguments' });
  });

  it('where Spaces can not be listed, the new one is named in the connection', async () => {
    const pair = store.addUser({ noListBuckets: true });
    const limited = spaceFlows(store, pair, undefined, { moreSpaces: ['box'] });
    await createSpace(limited, limited.connection, { space: 'new-space' });
    assert.deepEqual(limited.store.get(limited.connection.id)?.moreSpaces, ['box', 'new-space']);
  });

  it('deleting an empty one asks once; dismissed, it stays', async () => {
    await assert.rejects(deleteSpace(flows, at()), Cancelled);
    assert.match(flows.notices.last.message, /^Delete the Space box\?$/);
    flows.notices.answer('Delete');
    assert.equal(await deleteSpace(flows, at()), 'box');
    assert.deepEqual((await flows.listing.openSpaces(flows.connection)).spaces, []);
  });

  it('deleting one with content tells all there is and wants the name typed', async () => {
    store.put('box', 'a', 'hello');
    store.keepVersions('box');
    store.put('box', 'a', 'hello again');
    await begin('big', 'part');
    flows.prompts.answer(dismiss);
    await assert.rejects(deleteSpace(flows, at()), Cancelled);
    const words = /objects: 1 \(11 bytes\), older .*: 1 \(5 bytes\), unfinished uploads: 1 \(4 bytes\)/;
    assert.match(flows.prompts.last.prompt, words);
    assert.equal(store.get('box', 'a')?.size, 11);
    flows.prompts.answer(enter('boxes'), enter('box'));
    assert.equal(await deleteSpace(flows, at()), 'box');
    assert.match(flows.prompts.last.said[0] ?? '', /not the name/);
    assert.deepEqual(await flows.reads.listSpaces(flows.connection, new AbortController().signal), []);
  });

  it('confirmed is not enough for one with content, and withContent not without confirmed', async () => {
    store.put('box', 'a', 'hello');
    await assert.rejects(deleteSpace(flows, at(), { confirmed: true }), {
      code: 'exists',
      message: /withContent/,
    });
    flows.prompts.answer(dismiss);
    await assert.rejects(deleteSpace(flows, at(), { withContent: true }), Cancelled);
    assert.ok(store.get('box', 'a'));
  });

  it('says what DigitalOcean does with the name', async () => {
    const connection = { ...flows.connection, provider: 'digitalocean' as const };
    await assert.rejects(deleteSpace(flows, { connection, space: 'box' }), Cancelled);
    assert.match(flows.notices.last.detail, /DigitalOcean keeps the name for weeks/);
  });

  /** Fills the Space, and cancels its deletion after one of three. */
  const stopAfterFirst = async () => {
    store.put('box', 'a', 'x');
    for (const key of ['first', 'second']) await begin(key, 'x');
    const { run } = flows.progress;
    let tasks = 0;
    flows.progress.run = (title, task) => {
      // The first one counts.
      if (++tasks === 2) flows.progress.cancelNext('1 of 3');
      return run.call(flows.progress, title, task) as never;
    };
  };

  it('cancelled in the middle, what is left stays and nothing goes on', async () => {
    await stopAfterFirst();
    await assert.rejects(deleteSpace(flows, at(), { confirmed: true, withContent: true }), Cancelled);
    assert.equal(store.uploads('box').length, 1);
    assert.ok(store.get('box', 'a'));
    assert.deepEqual(flows.notices.messages, []);
  });

  it('stopped in the middle, what is gone is told', async () => {
    await stopAfterFirst();
    flows.prompts.answer(enter('box'));
    await assert.rejects(deleteSpace(flows, at()), Cancelled);
    assert.equal(flows.notices.last.message, 'Deleted: 1');
  });

  it('what can not be deleted is named, and the Space stays', async () => {
    store.put('box', 'a', 'x');
    const isDelete = ({ method, key, query }: FaultSubject) =>
      query.some(([name]) => name === 'delete') || (method === 'DELETE' && key !== undefined);
    store.faults.next({ kind: 'status', status: 403, code: 'AccessDenied', match: isDelete, times: 10 });
    await assert.rejects(deleteSpace(flows, at(), { confirmed: true, withContent: true }), {
      code: 'someFailed',
      message: /so the Space stays\. Left over: 1\. The first: a \(.*may not change objects/,
    });
    assert.ok(store.get('box', 'a'));
  });

  it('uploads that were aborted before it broke off are told', async () => {
    for (const key of ['first', 'second']) await begin(key, 'x');
    const isSecond = ({ method, key }: FaultSubject) => method === 'DELETE' && key === 'second';
    store.faults.next({ kind: 'status', status: 403, code: 'AccessDenied', match: isSecond });
    flows.prompts.answer(pickMany('first', 'second'));
    flows.notices.answer('Abort Uploads');
    await assert.rejects(pickUnfinished(flows, at()), { code: 'accessDenied' });
    assert.match(flows.notices.last.message, /^Unfinished uploads aborted: 1 \(1 byte\)/);
  });

  it('versioning is asked with what it is now, and what is the same changes nothing', async () => {
    flows.prompts.answer(pick('Keep No Versions'));
    assert.deepEqual(await setVersioning(flows, at()), { enabled: false });
    assert.equal(store.requests().filter(({ method }) => method === 'PUT').length, 0);
    flows.prompts.answer(pick('Keep Versions'));
    assert.deepEqual(await setVersioning(flows, at()), { enabled: true });
    assert.match(flows.notices.last.message, /keeps versions from now on: box/);
    flows.prompts.answer(pick('Keep No Versions'));
    await setVersioning(flows, at());
    assert.match(flows.prompts.last.choices[1]?.detail ?? '', /Suspends/);
  });

  it('of unfinished uploads the old ones of others are ticked; one question before they go', async () => {
    const own = await begin('own', 'x');
    await begin('old', 'four');
    flows.own.add(own);
    const later = { ...flows, now: () => Date.now() + 2 * DAY };
    flows.prompts.answer(pickMany('old'));
    await assert.rejects(pickUnfinished(later, at()), Cancelled);
    assert.deepEqual(
      flows.prompts.last.choices.map(({ label, picked }) => [label, picked]),
      [
        ['old', true],
        ['own', false],
      ],
    );
    assert.match(flows.notices.last.detail, /1 \(4 bytes\)/);
    assert.equal(store.uploads('box').length, 2);
    flows.notices.answer('Abort Uploads');
    assert.deepEqual(await abortUnfinished(flows, at(), undefined), { count: 1, bytes: 4 });
    assert.deepEqual(
      store.uploads('box').map(({ key }) => key),
      ['own'],
    );
  });

  it('the size is said with the largest, classes and older versions, and can be copied', async () => {
    store.put('box', 'a', 'hello');
    store.put('box', 'b', 'x', { headers: { 'x-amz-storage-class': 'COLD' } });
    store.keepVersions('box');
    store.put('box', 'a', 'hello again');
    const found = await totalsAndTell(flows, [{ ...at(), prefix: '' }]);
    assert.deepEqual(found, { count: 2, bytes: 12, versions: { count: 1, bytes: 5 } });
    assert.match(
      flows.notices.last.message,
      /^Size of box: 12 bytes\. Objects: 2\. The largest: a \(11 bytes\)/,
    );
    assert.match(flows.notices.last.message, /Older versions and delete markers: 1 \(5 bytes\)$/);
    await flows.notices.press('Copy');
    assert.equal(flows.clipboard.text, flows.notices.last.message);
  });

  it('nothing is said of older versions that the key may not list', async () => {
    store.put('box', 'a', 'hello');
    store.keepVersions('box');
    store.put('box', 'a', 'hello again');
    store.faults.next({
      ...{ kind: 'status', status: 403, code: 'AccessDenied', times: Number.POSITIVE_INFINITY },
      match: ({ query }) => query.some(([name]) => name === 'versions'),
    });
    const found = await totalsAndTell(flows, [{ ...at(), prefix: '' }]);
    assert.deepEqual(found, { count: 1, bytes: 11 });
    assert.doesNotMatch(flows.notices.last.message, /Older versions/);
  });
});
