import { contractCases } from '../../../integration/contract/cases.ts';
import { startMemorySubject } from '../../../integration/contract/subject.ts';

// The same cases run against Ceph in test/integration/contract/contract.test.ts.
describe('the contract, kept by the in-memory store', () => {
  let subject: Awaited<ReturnType<typeof startMemorySubject>>;

  before(async () => {
    subject = await startMemorySubject();
  });
  after(() => subject.stop());

  contractCases(() => subject);
});
