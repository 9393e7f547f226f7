import { nodeHashing } from '../../../src/platform/node.ts';
import { describeBytes } from '../support/bytes.ts';
import { addSpace, storeFacts } from '../support/store.ts';

describe('bytes over the desktop’s fetch', () => {
  const where = async () => {
    await addSpace('host-bytes');
    return { ...storeFacts(), region: 'us-east-1', space: 'host-bytes' };
  };
  describeBytes({ hashing: nodeHashing, isBrowser: false, where });
});
