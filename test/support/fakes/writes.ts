import type { LinkAnswer, LinkProbe, ObjectWriter } from '../../../src/core/writes.ts';

/** Answers as it is told; records what was asked. */
export class FakeProbe implements LinkProbe {
  answer: LinkAnswer | Error = { status: 206, contentType: 'text/plain', size: 5 };
  readonly asked: string[] = [];
  async ask(url: string): Promise<LinkAnswer> {
    this.asked.push(url);
    if (this.answer instanceof Error) throw this.answer;
    return this.answer;
  }
}

/** Records what would have been done. */
export class FakeWriter implements ObjectWriter {
  readonly done: string[] = [];
  failure: Error | undefined;
  /** Thrown by `remove` alone. */
  removal: Error | undefined;
  hasVersions: boolean | undefined = false;
  isAllowed: boolean | undefined = true;
  async copy({ key }: { key: string }, to: string): Promise<void> {
    this.#do(`copy ${key} ${to}`);
  }
  async remove({ key }: { key: string }): Promise<void> {
    if (this.removal) throw this.removal;
    this.#do(`remove ${key}`);
  }
  async keepsVersions(): Promise<boolean | undefined> {
    return this.hasVersions;
  }
  async mayWrite(): Promise<boolean | undefined> {
    return this.isAllowed;
  }
  #do(what: string): void {
    if (this.failure) throw this.failure;
    this.done.push(what);
  }
}
