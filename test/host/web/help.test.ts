import { testHelpPages } from '../support/helpPages.ts';

describe('Learn More in the web-worker host', () => testHelpPages());
