// What the S3 client does with bytes over the editor's own `fetch`, which is another one in each host.
import assert from 'node:assert/strict';
import type { Connection } from '../../../src/core/connection.ts';
import type { Hashing } from '../../../src/core/hashing.ts';
import type { ObjectBytes, ObjectRead } from '../../../src/core/objects.ts';
import { createObjectBytes } from '../../../src/s3/bytes.ts';
import { createClockOffsets } from '../../../src/s3/clock.ts';
import { createSpaceLocations } from '../../../src/s3/locations.ts';
import { createSigner } from '../../../src/s3/signer.ts';

interface Where {
  readonly endpoint: string;
  readonly region: string;
  readonly space: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

interface Host {
  readonly hashing: Hashing;
  readonly isBrowser: boolean;
  where(): Promise<Where>;
}

const { signal } = new AbortController();
/** `hello`, gzipped. */
const zipped = Uint8Array.from(atob('H4sIAAAAAAAAA8tIzcnJBwCGphA2BQAAAA=='), (character) =>
  character.charCodeAt(0),
);

/** Tests of the bytes in a host. */
export function describeBytes({ hashing, isBrowser, where }: Host): void {
  let bytes: ObjectBytes;
  let at: (key: string) => { connection: Connection; space: string; key: string };

  before(async () => {
    const { endpoint, region, space, credentials } = await where();
    const connection: Connection = {
      ...{ id: 'abcdefghij', name: 'Bytes', provider: 'custom', endpoint, region },
      ...{ addressing: 'path', readOnly: false },
    };
    at = (key) => ({ connection, space, key });
    bytes = createObjectBytes({
      fetch: (url, init) => globalThis.fetch(url, init),
      signer: createSigner(hashing),
      now: Date.now,
      clock: createClockOffsets(),
      random: Math.random,
      canListSpaces: !isBrowser,
      streamsBodies: !isBrowser,
      connections: { credentials: async () => ({ state: 'ok', credentials }) },
      locations: createSpaceLocations(),
    });
  });

  it('a large body arrives as it was sent, and comes back', async () => {
    const content = Uint8Array.from({ length: 3_000_000 }, (_, index) => index * 7);
    const told: number[] = [];
    await bytes.write(at('large ü'), { bytes: content, onSent: (sent) => told.push(sent) }, {}, signal);
    assert.deepEqual(await all(await bytes.read(at('large ü'), {}, signal)), content);
    assert.equal(told.at(-1), isBrowser ? undefined : content.length);
    const part = await bytes.read(at('large ü'), { range: { start: 5, end: 9 } }, signal);
    assert.deepEqual(await all(part), content.slice(5, 9));
  });

  it('what is encoded is read as it is stored, and nothing of fetch is stored with it', async () => {
    const options = { headers: { contentEncoding: 'gzip' }, isNew: true };
    const object = at(`zipped ${Date.now()}`);
    await bytes.write(object, zipped, options, signal);
    const read = await bytes.read(object, {}, signal);
    assert.deepEqual(await all(read), zipped);
    assert.equal(read.facts.headers.cacheControl, undefined);
    assert.equal(await ending(bytes.write(object, zipped, options, signal)), 'exists');
  });

  it('an upload in parts becomes one object', async () => {
    const upload = await bytes.begin(at('parts'), {}, signal);
    const part = await bytes.writePart(upload, 1, zipped, signal);
    assert.deepEqual(await bytes.parts(upload, signal), [part]);
    await bytes.finish(upload, [part], {}, signal);
    assert.equal((await bytes.facts(at('parts'), signal)).size, zipped.length);
  });

  it('a read that is cancelled ends', async () => {
    const stop = new AbortController();
    const read = await bytes.read(at('large ü'), {}, stop.signal);
    stop.abort();
    assert.equal(await ending(all(read)), 'Cancelled');
  });
}

/** The code of an error, or its name: the worker's `assert` compares no objects with errors. */
async function ending(work: Promise<unknown>): Promise<unknown> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? (Reflect.get(error, 'code') ?? error.name) : error;
}

async function all({ body }: ObjectRead): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return new Uint8Array(await new Blob(pieces as Uint8Array<ArrayBuffer>[]).arrayBuffer());
}
