// Runs in a browser's worker: reads a store as the extension does there. One message in, one out.
import type { Connection } from '../../src/core/connection.ts';
import { SpacesError } from '../../src/core/errors.ts';
import { webHashing } from '../../src/platform/web.ts';
import { createDiagnosis } from '../../src/s3/browser.ts';
import { createStore } from '../../src/s3/client.ts';
import { createClockOffsets } from '../../src/s3/clock.ts';
import { createSpaceLocations } from '../../src/s3/locations.ts';
import { createSigner } from '../../src/s3/signer.ts';
import type { KeyPair } from './signedFetch.ts';

export interface BrowserRead {
  readonly endpoint: string;
  readonly space: string;
  readonly keys: KeyPair;
  /** HEAD of this object; absent: a listing. */
  readonly key?: string;
  /** How far the worker's clock is ahead, milliseconds. */
  readonly ahead?: number;
}

export interface BrowserResult {
  /** What was read, as JSON. */
  readonly read?: string;
  readonly code?: string;
  readonly message?: string;
  /** Method and address of each request, without the query. */
  readonly requests: readonly string[];
}

addEventListener('message', ({ data }: MessageEvent<BrowserRead>) => {
  void run(data).then((result) => postMessage(result));
});

async function run({ endpoint, space, keys, key, ahead = 0 }: BrowserRead): Promise<BrowserResult> {
  const requests: string[] = [];
  const fetch = (url: string, init: RequestInit) => {
    requests.push(`${init.mode ?? init.method} ${new URL(url).pathname}`);
    return globalThis.fetch(url, init);
  };
  const now = () => Date.now() + ahead;
  const clock = createClockOffsets();
  const store = createStore({
    fetch,
    signer: createSigner(webHashing(crypto.subtle)),
    now,
    clock,
    random: Math.random,
    locations: createSpaceLocations(),
    connections: { credentials: async () => ({ state: 'ok', credentials: keys }) },
    diagnose: createDiagnosis({ fetch, now, clock }),
    canListSpaces: false,
  });
  const place = { provider: 'custom', endpoint, region: 'us-east-1', addressing: 'path' } as const;
  const connection: Connection = { id: 'abcdefghij', name: 'Test', readOnly: false, ...place };
  const { signal } = new AbortController();
  try {
    const read =
      key === undefined
        ? await store.listPage(connection, space, { prefix: '' }, signal)
        : await store.headObject(connection, space, key, signal);
    return { read: JSON.stringify(read), requests };
  } catch (error) {
    if (!(error instanceof SpacesError)) return { message: String(error), requests };
    return { code: error.code, message: error.message, requests };
  }
}
