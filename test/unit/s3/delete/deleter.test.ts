// Servers that take no many at once, refuse some, or are busy: over a small server that answers as it is told.
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Doomed, Removed } from '../../../../src/core/manage/deleter.ts';
import { createDeleter } from '../../../../src/s3/delete.ts';
import { createSpaceLocations } from '../../../../src/s3/locations.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { keys, requestDeps, type Served, serve } from '../serve.ts';

type Answer = (path: string, body: string, response: ServerResponse) => void;

describe('a deleter', () => {
  let served: Served;
  const all: Served[] = [];
  afterEach(async () => {
    for (const each of all.splice(0)) await each.stop();
  });

  async function remove(doomed: readonly Doomed[], answer: Answer, signal = new AbortController().signal) {
    served = await serve((request, response) => void read(request, response, answer));
    all.push(served);
    const told = { deleted: [] as string[], failed: [] as string[] };
    const onRemoved = (removed: Removed) => {
      told.deleted.push(...removed.deleted.map(({ key }) => key));
      told.failed.push(...removed.failed.map(({ key, error: { code } }) => `${key} ${code}`));
    };
    const credentials = async () => ({ state: 'ok', credentials: keys }) as const;
    const deps = { ...requestDeps(), connections: { credentials }, locations: createSpaceLocations() };
    const connection = { ...LOCAL, endpoint: served.endpoint };
    const deleter = createDeleter(deps);
    const ended = deleter.remove({ connection, space: 'box' }, doomed, { onRemoved }, signal);
    const error = await ended.then(
      () => undefined,
      (reason: unknown) => reason as Error & { readonly code?: string },
    );
    return { ...told, error, waits: deps.waits };
  }

  const named = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `k${index}` }));
  const refuse = (response: ServerResponse, status: number, code: string) =>
    response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`);
  const keysIn = (body: string) => [...body.matchAll(/<Key>(.*?)<\/Key>/g)].map(([, key]) => key ?? '');
  const fine = (response: ServerResponse, inside = '') =>
    response.end(`<DeleteResult>${inside}</DeleteResult>`);

  it('goes one by one where the server takes no many', async () => {
    for (const [status, code] of [
      [501, 'NotImplemented'],
      [405, 'MethodNotAllowed'],
      [400, 'MalformedXML'],
    ] as const) {
      const { deleted, failed, error } = await remove(named(12), (path, _body, response) => {
        if (path.includes('?delete')) refuse(response, status, code);
        else response.writeHead(204).end();
      });
      assert.deepEqual([deleted.length, failed, error], [12, [], undefined], code);
      assert.equal(served.requests.filter((line) => /^DELETE \/box\/k\d+$/.test(line)).length, 12);
    }
  });

  it('finds the one key that a server does not take, and deletes the others together', async () => {
    const { deleted, failed } = await remove(named(40), (path, body, response) => {
      if (path.endsWith('/k7')) refuse(response, 400, 'InvalidObjectName');
      else if (!path.includes('?delete')) response.writeHead(204).end();
      else if (keysIn(body).includes('k7')) refuse(response, 400, 'InvalidArgument');
      else fine(response);
    });
    assert.deepEqual([deleted.length, failed], [39, ['k7 server']]);
    assert.ok(served.requests.length < 20, served.requests.join('\n'));
  });

  it('asks again for those that a busy server left behind', async () => {
    let round = 0;
    const { deleted, failed } = await remove(named(5), (_path, body, response) => {
      const error = '<Error><Key>k3</Key><Code>InternalError</Code></Error>';
      fine(response, round++ < 2 ? error : '');
      if (round > 1) assert.deepEqual(keysIn(body), ['k3']);
    });
    assert.deepEqual([deleted.sort(), failed], [['k0', 'k1', 'k2', 'k3', 'k4'], []]);
    const { failed: last } = await remove(named(5), (_path, _body, response) =>
      fine(response, '<Error><Key>k3</Key><Code>SlowDown</Code></Error>'),
    );
    assert.deepEqual(last, ['k3 slowDown']);
  });

  it('a key pair that may delete nothing is not tried with each', async () => {
    const { deleted, failed, error } = await remove(named(500), (_path, _body, response) =>
      refuse(response, 403, 'AccessDenied'),
    );
    assert.deepEqual([deleted, error?.code], [[], 'accessDenied']);
    assert.ok(failed.length < 200 && served.requests.length < 220, String(failed.length));
  });

  it('what concerns all ends it, and what was told by then is so', async () => {
    const { error, deleted } = await remove(named(3), (_path, _body, response) =>
      refuse(response, 403, 'SignatureDoesNotMatch'),
    );
    assert.deepEqual([error?.code, deleted], ['wrongSecret', []]);
  });

  it('ends within a second of Cancel', async () => {
    const cancel = new AbortController();
    const start = performance.now();
    const { error } = await remove(named(3), () => void setTimeout(() => cancel.abort(), 20), cancel.signal);
    assert.equal(error?.name, 'Cancelled');
    assert.ok(performance.now() - start < 1000);
  });
});

async function read(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  answer(request.url ?? '', Buffer.concat(chunks).toString(), response);
}
