import type { CheckAccessDeps } from '../../src/commands/spaces/checkAccess.ts';
import type { SpaceDeps } from '../../src/commands/spaces/deps.ts';
import type { Connection } from '../../src/core/connection.ts';
import { createFormats } from '../../src/core/format.ts';
import { Listing } from '../../src/core/listing.ts';
import { Rights } from '../../src/core/rights.ts';
import { learningDeletes } from '../../src/core/rightsOfDeletes.ts';
import { nodeHashing } from '../../src/platform/node.ts';
import { createObjectBytes } from '../../src/s3/bytes.ts';
import { createClockOffsets } from '../../src/s3/clock.ts';
import { createDeleter } from '../../src/s3/delete.ts';
import { createMayWrite } from '../../src/s3/learnRights.ts';
import { createSpaceLocations } from '../../src/s3/locations.ts';
import { createMayDelete } from '../../src/s3/mayDelete.ts';
import { createReads } from '../../src/s3/reads.ts';
import { createSigner } from '../../src/s3/signer.ts';
import { createSpaceControl } from '../../src/s3/spaces.ts';
import { FakeConnectionStore } from './fakes/connectionStore.ts';
import { FakeNotices } from './fakes/notices.ts';
import { FakePrompts } from './fakes/prompts.ts';
import { FakeClipboard, FakeProgress } from './fakes/small.ts';
import { connectionTo } from './realStore.ts';
import type { KeyPair } from './signedFetch.ts';

export type SpaceFlows = ReturnType<typeof spaceFlows>;

/** The flows about Spaces and rights against a real store, with fakes for the editor. `pageSize`: of versions and uploads. */
export function spaceFlows(
  place: { readonly endpoint: string; readonly region: string },
  keys: KeyPair & { readonly sessionToken?: string },
  pageSize?: number,
  changes: Partial<Connection> = {},
) {
  const connection = connectionTo(place, changes);
  const store = FakeConnectionStore.with([connection, keys]);
  const requests = {
    fetch: globalThis.fetch,
    signer: createSigner(nodeHashing),
    now: Date.now,
    clock: createClockOffsets(),
    random: Math.random,
    canListSpaces: true,
    connections: store,
    locations: createSpaceLocations(),
  };
  const rights = new Rights();
  const { store: reads, tester } = createReads(requests, { rights, connections: store });
  const own = new Set<string>();
  const flows = {
    ...{ connection, store, reads, tester, rights, own },
    control: createSpaceControl(requests, pageSize),
    bytes: createObjectBytes(requests),
    deleter: learningDeletes(createDeleter(requests), rights),
    mayWrite: createMayWrite(requests),
    mayDelete: createMayDelete(requests),
    listing: new Listing({ store: reads, connections: store }),
    ownUploads: async () => own,
    canListSpaces: true,
    prompts: new FakePrompts(),
    notices: new FakeNotices(),
    progress: new FakeProgress(),
    clipboard: new FakeClipboard(),
    formats: createFormats('en', 'UTC'),
    now: Date.now,
  };
  return flows satisfies SpaceDeps & CheckAccessDeps;
}
