import assert from 'node:assert/strict';
import { send, type TestRequest } from './client.ts';
import { expectStatus } from './expect.ts';
import { makeSpace, mustSend, type Subject } from './subject.ts';

/** Spaces as such: whose they are, whether they keep versions, and when they may go. */
export function spaceCases(use: () => Subject): void {
  let space: string;

  beforeEach(async () => {
    space = await makeSpace(use());
  });

  const versioning = (status?: string): TestRequest => ({
    method: status === undefined ? 'GET' : 'PUT',
    space,
    query: [['versioning', '']],
    ...(status === undefined
      ? {}
      : { body: `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>` }),
  });
  const versions = async () =>
    (await mustSend(use(), { space, query: [['versions', '']] })).text.match(
      /<(Version|DeleteMarker)>.*?<\/\1>/g,
    ) ?? [];

  it('a name that somebody else has: 409 BucketAlreadyExists', async () => {
    const keys = await use().outsider();
    expectStatus(await send(use(), { method: 'PUT', space, keys }), 409, 'BucketAlreadyExists');
  });

  it('versioning is enabled and suspended, and never off again', async () => {
    for (const status of ['Enabled', 'Suspended', 'Enabled', 'Suspended']) {
      await mustSend(use(), versioning(status));
      const answer = await send(use(), versioning());
      assert.match(answer.text, new RegExp(`<Status>${status}</Status>`));
    }
  });

  it('many versions and delete markers go by their ids, in one request', async () => {
    await mustSend(use(), { method: 'PUT', space, key: 'old', body: 'before' });
    await mustSend(use(), versioning('Enabled'));
    for (const key of ['old', 'new', 'new']) await mustSend(use(), { method: 'PUT', space, key, body: 'x' });
    await mustSend(use(), { method: 'DELETE', space, key: 'new' });
    const all = await versions();
    assert.equal(all.length, 5);
    const objects = all.map((entry) => {
      const [, key] = /<Key>(.*?)<\/Key>/.exec(entry) ?? [];
      const [, id] = /<VersionId>(.*?)<\/VersionId>/.exec(entry) ?? [];
      return `<Object><Key>${key}</Key><VersionId>${id}</VersionId></Object>`;
    });
    const body = `<Delete>${objects.join('')}</Delete>`;
    const answer = await send(use(), { method: 'POST', space, query: [['delete', '']], body });
    expectStatus(answer, 200);
    assert.equal(answer.text.match(/<Deleted>/g)?.length, 5);
    assert.deepEqual(await versions(), []);
    expectStatus(await send(use(), { method: 'DELETE', space }), 204);
  });

  it('many that are deleted without an id leave a marker each, which the answer names', async () => {
    await mustSend(use(), versioning('Enabled'));
    await mustSend(use(), { method: 'PUT', space, key: 'a', body: 'x' });
    const body = '<Delete><Object><Key>a</Key></Object></Delete>';
    const answer = await send(use(), { method: 'POST', space, query: [['delete', '']], body });
    const [, id] = /<DeleteMarkerVersionId>(.*?)<\/DeleteMarkerVersionId>/.exec(answer.text) ?? [];
    assert.match(answer.text, /<Deleted>.*<DeleteMarker>true<\/DeleteMarker>.*<\/Deleted>/);
    assert.ok(
      (await versions()).some((entry) => entry.startsWith('<DeleteMarker>') && entry.includes(`${id}`)),
    );
  });

  it('a Space with nothing but delete markers is not empty', async () => {
    await mustSend(use(), versioning('Enabled'));
    await mustSend(use(), { method: 'DELETE', space, key: 'never-there' });
    expectStatus(await send(use(), { method: 'DELETE', space }), 409, 'BucketNotEmpty');
  });

  it('a Space goes with its unfinished uploads, which are listed until then', async () => {
    const uploads: TestRequest = { space, query: [['uploads', '']] };
    await mustSend(use(), { ...uploads, method: 'POST', key: 'a b' });
    const answer = await send(use(), {
      ...uploads,
      query: [...(uploads.query ?? []), ['encoding-type', 'url']],
    });
    assert.match(answer.text, /<Upload><Key>a%20b<\/Key><UploadId>[^<]+<\/UploadId>/);
    assert.doesNotMatch(answer.text, /EncodingType/);
    expectStatus(await send(use(), { method: 'DELETE', space }), 204);
  });
}
