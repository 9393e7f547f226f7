// Root hooks of this part (see test/support/mocha.mjs).
import { stopSharedCeph } from '../support/cephForTests.ts';
import '../support/localhostNames.mjs';

export const mochaHooks = {
  async afterAll() {
    await stopSharedCeph();
  },
};
