import assert from 'node:assert/strict';
import type { CopyOptions } from '../../../src/core/manage/copier.ts';
import { EVERYBODY } from '../../../src/core/properties/access.ts';
import { accessXml } from '../../../src/core/properties/accessXml.ts';
import { createObjectAttributes } from '../../../src/s3/attributes.ts';
import type { ProxyFault } from '../../support/faultPlan.ts';
import { realStore } from '../../support/realStore.ts';
import { cancelling, type Rig, startRig } from './bytes/rig.ts';
import { copierWith, copySourceOf, IN_PARTS } from './copy/copies.ts';

const { signal } = new AbortController();

describe('copies, and stores that do not go along', () => {
  let rig: Rig;

  beforeEach(async () => {
    rig = await startRig();
  });
  afterEach(() => rig.stop());

  const copierOf = (sizes: object, fetch: typeof globalThis.fetch) => copierWith(rig, sizes, { fetch });
  const sourceOf = (key: string) => copySourceOf(rig, key);
  const refuse = (query: string, fault: ProxyFault, method?: string) =>
    rig.proxy.setPlan(({ url, ...request }) =>
      url.includes(`?${query}`) && [undefined, request.method].includes(method) ? fault : undefined,
    );
  const copy = async (
    sizes: object,
    options: CopyOptions,
    { by = signal, fetch = globalThis.fetch } = {},
  ) => {
    return copierOf(sizes, fetch).copy(sourceOf('a'), rig.at('b'), options, by);
  };
  const tag = async () => {
    rig.store.put('photos', 'a', 'content');
    const { reads } = realStore(rig.store.credentials);
    await createObjectAttributes(reads).setTags(rig.at('a'), { team: 'blue' }, signal);
  };

  for (const [how, sizes] of [
    ['in one request', {}],
    ['in parts', IN_PARTS],
  ] as const) {
    it(`a store without access rights and tags has none to keep: ${how}`, async () => {
      rig.store.put('photos', 'a', 'content');
      const none: ProxyFault = { kind: 'status', status: 501, code: 'NotImplemented' };
      rig.proxy.setPlan(({ url }) => (/\?(acl|tagging)/.test(url) ? none : undefined));
      await copy(sizes, { isNew: true });
      assert.equal(rig.store.get('photos', 'b')?.body().toString(), 'content');
    });
  }

  it('asks for the rights of the source and for what is at the target at the same time', async () => {
    rig.store.put('photos', 'a', 'content');
    const both = Promise.withResolvers<void>();
    const asked: string[] = [];
    const fetch: typeof globalThis.fetch = async (url, init) => {
      const what = `${init?.method} ${new URL(String(url)).search}`;
      if (/^(?:GET \?acl|HEAD )/.test(what) && asked.push(what) === 2) both.resolve();
      if (asked.length < 2) await both.promise;
      return globalThis.fetch(url, init);
    };
    await copy({}, { isNew: true }, { fetch });
    assert.deepEqual(asked.sort(), ['GET ?acl=', 'HEAD ']);
  });

  it('what is public by a right to everything is public from the first moment on', async () => {
    rig.store.put('photos', 'a', 'content');
    const { reads } = realStore(rig.store.credentials);
    const grants = ['owner', EVERYBODY].map((grantee) => ({ grantee, permission: 'FULL_CONTROL' }));
    const xml = accessXml('owner', grants);
    await createObjectAttributes(reads).setAccess(rig.at('a'), { xml }, signal);
    const made: (string | null)[] = [];
    const fetch: typeof globalThis.fetch = (url, init) => {
      const headers = new Headers(init?.headers);
      if (headers.has('x-amz-copy-source')) made.push(headers.get('x-amz-acl'));
      return globalThis.fetch(url, init);
    };
    await copy({}, { isNew: true }, { fetch });
    assert.deepEqual(made, ['public-read']);
  });

  it('a copy whose tags are refused is taken back', async () => {
    await tag();
    refuse('tagging', { kind: 'status', status: 403, code: 'AccessDenied' }, 'PUT');
    await assert.rejects(copy(IN_PARTS, { isNew: true }), { code: 'accessDenied' });
    assert.equal(rig.store.get('photos', 'b'), undefined);
    assert.equal(rig.store.get('photos', 'a')?.tags?.length, 1);
  });

  it('cancelled while the server puts the parts together, nothing is left', async () => {
    await tag();
    const cancel = new AbortController();
    const fetch = cancelling(cancel, ({ method }, url) => method === 'POST' && url.includes('uploadId='));
    await assert.rejects(copy(IN_PARTS, { isNew: true }, { by: cancel.signal, fetch }), {
      name: 'Cancelled',
    });
    assert.equal(rig.store.get('photos', 'b'), undefined);
    assert.deepEqual(rig.store.uploads('photos'), []);
  });

  it('what replaced another, which is gone, stays where its tags are refused', async () => {
    await tag();
    rig.store.put('photos', 'b', 'older');
    refuse('tagging', { kind: 'status', status: 403, code: 'AccessDenied' }, 'PUT');
    await assert.rejects(copy(IN_PARTS, { isNew: false }), { code: 'accessDenied' });
    assert.equal(rig.store.get('photos', 'b')?.body().toString(), 'content');
  });

  it('what replaced a version goes, and that is the latest again', async () => {
    rig.store.keepVersions('photos');
    await tag();
    rig.store.put('photos', 'b', 'older');
    refuse('tagging', { kind: 'status', status: 403, code: 'AccessDenied' }, 'PUT');
    await assert.rejects(copy(IN_PARTS, { isNew: false }), { code: 'accessDenied' });
    assert.equal(rig.store.get('photos', 'b')?.body().toString(), 'older');
  });
});
