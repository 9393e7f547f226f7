// Root hooks of this part (see test/support/mocha.mjs).
import type { Context } from 'mocha';
import { stopSharedCeph } from '../support/cephForTests.ts';

const begun = new Set<string>();

export const mochaHooks = {
  beforeEach(this: Context) {
    const title = `${this.currentTest?.file}: ${this.currentTest?.fullTitle()}`;
    if (begun.has(title)) console.log(`    failed once, and runs again: ${this.currentTest?.fullTitle()}`);
    begun.add(title);
  },
  async afterAll() {
    await stopSharedCeph();
  },
};
