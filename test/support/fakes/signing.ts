import { SpacesError } from '../../../src/core/errors.ts';
import type { Witness } from '../../../src/core/signing.ts';

/** Agrees, or does not. */
export class FakeWitness implements Witness {
  agrees = true;
  /** Links and forms looked at. */
  checked = 0;

  async checkUrl(): Promise<void> {
    this.#check();
  }
  async checkPost(): Promise<void> {
    this.#check();
  }
  async checkPut(): Promise<void> {
    this.#check();
  }
  #check(): void {
    this.checked++;
    if (!this.agrees) throw new SpacesError('signersDisagree', 'The two signers differ.');
  }
}
