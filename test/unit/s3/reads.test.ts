import assert from 'node:assert/strict';
import { nodeHashing } from '../../../src/platform/node.ts';
import { createClockOffsets } from '../../../src/s3/clock.ts';
import { createSpaceLocations } from '../../../src/s3/locations.ts';
import { createReads } from '../../../src/s3/reads.ts';
import { createSigner } from '../../../src/s3/signer.ts';
import { FakeConnectionStore } from '../../support/fakes/connectionStore.ts';
import { CONNECTION } from '../commands/shareSetup.ts';

describe('createReads', () => {
  it('errors say in which connection they happened', async () => {
    const { store } = createReads({
      fetch: async () => new Response('<html>', { status: 200 }),
      signer: createSigner(nodeHashing),
      now: Date.now,
      random: () => 0,
      canListSpaces: true,
      clock: createClockOffsets(),
      locations: createSpaceLocations(),
      connections: FakeConnectionStore.with([CONNECTION, { accessKeyId: 'AK', secretAccessKey: 'SK' }]),
    });
    const signal = new AbortController().signal;
    await assert.rejects(store.listSpaces(CONNECTION, signal), {
      code: 'notS3',
      connectionId: CONNECTION.id,
    });
    await assert.rejects(store.listPage(CONNECTION, 'space', { prefix: '' }, signal), {
      connectionId: CONNECTION.id,
    });
  });
});
