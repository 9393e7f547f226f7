import { documentTests } from '../support/documents.ts';
import { inWorkerHost } from '../support/worker.ts';

describe('signed URLs in documents, in the browser', () => {
  inWorkerHost();
  documentTests('Documents in the browser');
});
