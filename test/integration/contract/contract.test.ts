import { contractCases } from './cases.ts';
import { cephSubject, type Subject } from './subject.ts';

// The same cases run against the in-memory store in test/unit/support/store/contract.test.ts.
describe('the contract, kept by Ceph', () => {
  let subject: Subject;

  before(async () => {
    subject = await cephSubject();
  });

  contractCases(() => subject);
});
