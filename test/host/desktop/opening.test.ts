import { openingTests } from '../support/opening.ts';
import { put } from '../support/store.ts';

describe('opening and comparing in the Node host', () =>
  openingTests(async (space, keys) => {
    await put({ space, keys });
    return {};
  }));
