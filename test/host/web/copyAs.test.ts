import assert from 'node:assert/strict';
import { describeCopyAs } from '../support/copyAs.ts';
import { inWorkerHost, withoutNetwork } from '../support/worker.ts';

describe('Copy As in the web-worker host', () => {
  inWorkerHost();
  describeCopyAs(async (calls) => assert.deepEqual(await withoutNetwork(calls), []));
});
