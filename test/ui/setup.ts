// Root hooks of this part (see test/support/mocha.mjs).
import { stopSharedCeph } from '../support/cephForTests.ts';

export const mochaHooks = {
  async afterAll() {
    await stopSharedCeph();
  },
};
