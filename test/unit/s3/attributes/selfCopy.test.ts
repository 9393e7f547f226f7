import assert from 'node:assert/strict';
import type { ObjectAttributes } from '../../../../src/core/objects.ts';
import { createObjectAttributes } from '../../../../src/s3/attributes.ts';
import type { Passing, ProxyFault } from '../../../support/faultPlan.ts';
import { realStore } from '../../../support/realStore.ts';
import { cancelling, type Rig, startRig } from '../bytes/rig.ts';

const { signal } = new AbortController();

describe('headers changed by a copy whose answer is not heard', () => {
  let rig: Rig;
  let attributes: ObjectAttributes;

  beforeEach(async () => {
    rig = await startRig();
    const { reads } = realStore(rig.store.credentials);
    attributes = createObjectAttributes({ ...reads, sleep: async () => {} });
    rig.store.put('photos', 'a', 'content');
    await attributes.setTags(rig.at('a'), { team: 'blue' }, signal);
  });
  afterEach(() => rig.stop());

  const isCopy = ({ method, url }: Pick<Passing, 'method' | 'url'>) => method === 'PUT' && !url.includes('?');
  const change = (by: AbortSignal) => {
    const { etag = '' } = rig.store.get('photos', 'a') ?? {};
    const headers = { contentType: 'text/new' };
    return attributes.setHeaders(rig.at('a'), { headers, metadata: {}, etag }, by);
  };
  const look = () => {
    const { headers, tags } = rig.store.get('photos', 'a') ?? {};
    return { type: headers?.['content-type'], tags };
  };
  const WHOLE = { type: 'text/new', tags: [['team', 'blue']] };

  it('cancelled while the server is at it, it keeps its tags', async () => {
    const cancel = new AbortController();
    const fetch = cancelling(cancel, ({ method = '' }, url) => isCopy({ method, url }));
    const { reads } = realStore(rig.store.credentials);
    attributes = createObjectAttributes({ ...reads, fetch });
    await change(cancel.signal).catch(() => undefined);
    assert.deepEqual(look(), WHOLE);
  });

  it('what it was encrypted with stays', async () => {
    const encryption = {
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'key',
    };
    rig.store.put('photos', 'a', 'content', { headers: encryption });
    await change(signal);
    assert.deepEqual(rig.store.get('photos', 'a')?.headers, { 'content-type': 'text/new', ...encryption });
  });

  it('cancelled before, nothing is changed', async () => {
    const cancel = new AbortController();
    rig.proxy.setPlan(({ method, url }) => {
      if (method === 'PUT' && url.includes('?tagging')) cancel.abort();
      return undefined;
    });
    await assert.rejects(change(cancel.signal), { name: 'Cancelled' });
    assert.notEqual(look().type, 'text/new');
  });

  for (const fault of [
    { kind: 'cutAnswer', at: 0 },
    { kind: 'statusAfter', status: 500, code: 'InternalError' },
    { kind: 'truncateAnswer', at: 0.5 },
  ] as const satisfies readonly ProxyFault[]) {
    it(`it was done each time, and no answer came (${fault.kind}): the tags are put back all the same`, async () => {
      rig.proxy.setPlan((request) => (isCopy(request) ? fault : undefined));
      await assert.rejects(change(signal));
      assert.deepEqual(look(), WHOLE);
    });
  }

  it('tags whose answer broke off are not taken for none', async () => {
    const isTags = ({ method, url }: Passing) => method === 'GET' && url.includes('?tagging');
    rig.proxy.setPlan((request) => (isTags(request) ? { kind: 'truncateAnswer', at: 0 } : undefined));
    await assert.rejects(change(signal), { code: 'notS3' });
    assert.deepEqual(look(), { type: 'binary/octet-stream', tags: WHOLE.tags });
  });

  it('tags that can not be looked at after the copy are written all the same', async () => {
    rig.proxy.setPlan(({ method, url, occurrence }) => {
      const isAfter = method === 'GET' && /\?(tagging|acl)/.test(url) && occurrence > 1;
      return isAfter ? { kind: 'truncateAnswer', at: 0.5 } : undefined;
    });
    await change(signal);
    assert.deepEqual(look(), WHOLE);
  });
});
