import { describeCopyAs } from '../support/copyAs.ts';

describe('Copy As in the Node host', () => describeCopyAs((calls) => calls()));
