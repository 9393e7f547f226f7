// Pages as the flows save them, over a real gateway, in files that a browser can open.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DownloadPageRequest } from '../../../src/commands/saveDownloadPage.ts';
import type { UploadPageRequest } from '../../../src/commands/saveUploadPage.ts';
import type { ShareDeps } from '../../../src/commands/share.ts';
import type { Connection } from '../../../src/core/connection.ts';
import * as presigners from '../../../src/s3/sdk/presigners.ts';
import { createWitness } from '../../../src/s3/witness.ts';
import { shareSetup } from '../../unit/commands/shareSetup.ts';
import type { TestSpace } from '../cephForTests.ts';
import { FakeConnectionStore } from '../fakes/connectionStore.ts';
import { connectionTo, realStore } from '../realStore.ts';
import { scratchFolder } from '../scratch.mjs';
import { minifiedPages } from './minified.ts';

/** The flows with the real signer, witness and store; the dialog saves under the suggested name. */
export function pageSetup(space: TestSpace, changes: Partial<Connection> = {}) {
  const connection = connectionTo(space, changes);
  const folder = scratchFolder('page');
  const { deps: fakes, files, ...others } = shareSetup(connection);
  const deps: ShareDeps = {
    ...fakes,
    now: Date.now,
    store: FakeConnectionStore.with([connection, space.keys]),
    reads: realStore(space.keys).store,
    witness: async () => createWitness(presigners),
    moments: { locale: 'en' },
  };
  const target = { connection, space: space.bucket };
  const written = () => {
    const { name, content } = files.saved.at(-1) ?? { name: '', content: '' };
    const path = join(folder, name);
    writeFileSync(path, content);
    return { name, path, url: pathToFileURL(path).href, html: String(content) };
  };
  return {
    ...others,
    target,
    /** Of keys, or of everything below a prefix. */
    async download(what: readonly string[] | string, request: DownloadPageRequest = {}) {
      const { saveDownloadPage } = await minifiedPages();
      const targets =
        typeof what === 'string' ? [{ ...target, prefix: what }] : what.map((key) => ({ ...target, key }));
      const defaults = { expiry: { seconds: 3600 }, confirmed: true };
      const result = await saveDownloadPage(deps, targets, { ...defaults, ...request });
      return { ...written(), ...result };
    },
    async upload(
      what: { readonly key: string } | { readonly prefix: string },
      request: Partial<UploadPageRequest> = {},
    ) {
      const { saveUploadPage } = await minifiedPages();
      const defaults = { expiry: { seconds: 3600 }, terms: {} };
      const result = await saveUploadPage(deps, { ...target, ...what }, { ...defaults, ...request });
      return { ...written(), ...result };
    },
  };
}
