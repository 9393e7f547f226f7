import { documentTests } from '../support/documents.ts';

describe('signed URLs in documents', () => documentTests('Documents'));
