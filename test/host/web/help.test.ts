import { testHelpPages } from '../support/helpPages.ts';
import { inWorkerHost } from '../support/worker.ts';

describe('Learn More in the web-worker host', () => {
  inWorkerHost();
  testHelpPages();
});
