// Root hooks of this part (see test/support/mocha.mjs).
import { stopSharedCeph, useCeph } from '../support/cephForTests.ts';
import '../support/localhostNames.mjs';

/** Installing Ceph takes minutes, and starting it on a busy machine more than a test may: neither is in a test's time. */
const PREPARING_MS = 900_000;

export const mochaHooks = {
  async beforeAll(this: Mocha.Context) {
    this.timeout(PREPARING_MS);
    await useCeph();
  },
  async afterAll() {
    await stopSharedCeph();
  },
};
