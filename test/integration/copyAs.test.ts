// The public URL of a public object gives it to anybody, and that of a private one is said to give nothing.
import assert from 'node:assert/strict';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { copyPublicUrl } from '../../src/commands/copyAs.ts';
import type { Connection } from '../../src/core/connection.ts';
import { addressOf } from '../../src/s3/address.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { FakeNotices } from '../support/fakes/notices.ts';
import { FakeSettings } from '../support/fakes/sharing.ts';
import { FakeClipboard, FakeLog } from '../support/fakes/small.ts';
import { connectionTo, realStore } from '../support/realStore.ts';

const KEYS = ['plain.txt', 'a b/ä#?%+&=.txt', "it's (1)!*.txt", '//odd/', '😀~', '%2F%20'];

describe('fault 14: public URLs, on a real gateway', () => {
  let space: TestSpace;
  const notices = new FakeNotices();
  const settled: Promise<unknown>[] = [];

  before(async () => {
    space = await freshSpace();
    for (const Key of KEYS)
      await space.client.send(
        new PutObjectCommand({ Bucket: space.bucket, Key, Body: `in ${Key}`, ACL: 'public-read' }),
      );
    await space.client.send(new PutObjectCommand({ Bucket: space.bucket, Key: 'private', Body: 'x' }));
  });

  const copy = async (key: string, changes: Partial<Connection> = {}) => {
    const connection = connectionTo(space, changes);
    const { probe } = realStore(space.keys);
    const deps = {
      clipboard: new FakeClipboard(),
      notices,
      settings: new FakeSettings(),
      log: new FakeLog(),
      places: { of: () => connection },
      probe: {
        ask: (...asked: Parameters<typeof probe.ask>) => {
          const answer = probe.ask(...asked);
          settled.push(answer.catch(() => undefined));
          return answer;
        },
      },
      addressOf: (at: Connection, name: string, object: string) => {
        const { origin, path } = addressOf(at, name, object);
        return `${origin}${path}`;
      },
      canListSpaces: true,
      copySignedUrl: () => undefined,
    };
    const url = await copyPublicUrl(deps, [{ connection, space: space.bucket, key }]);
    await Promise.all(settled);
    await new Promise(setImmediate);
    return url;
  };

  for (const key of KEYS) {
    it(`${JSON.stringify(key)} opens for anybody, by path and with the Space in the host`, async () => {
      assert.equal(await (await fetch(await copy(key))).text(), `in ${key}`);
      const endpoint = space.endpoint.replace('127.0.0.1', 'localhost');
      const virtual = await copy(key, { endpoint, addressing: 'virtual' });
      assert.ok(virtual.startsWith(`http://${space.bucket}.localhost:`));
      assert.equal(await (await fetch(virtual)).text(), `in ${key}`);
      assert.deepEqual(notices.messages, []);
    });
  }

  it('of a private object it is copied all the same, and said to open for nobody', async () => {
    assert.equal((await fetch(await copy('private'))).status, 403);
    assert.match(notices.last.message, /Private objects open for nobody at their public URL: private/);
  });
});
