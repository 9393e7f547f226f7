// Waiting for things to settle, never for a fixed time.
import { setTimeout as delay } from 'node:timers/promises';

const pollMs = 50;

/** Reads again and again until two readings in a row are equal (as JSON). @throws {Error} after `timeoutMs` */
export async function stable<T>(read: () => Promise<T>, timeoutMs = 10_000): Promise<T> {
  let last = await read();
  const again = async () => {
    const before = JSON.stringify(last);
    last = await read();
    return JSON.stringify(last) === before;
  };
  await eventually(again, timeoutMs);
  return last;
}

/**
 * Asks until the answer is true.
 * @throws {Error} after `timeoutMs`, with what `probe` last threw, if it did
 */
export async function eventually(probe: () => Promise<boolean> | boolean, timeoutMs = 10_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let problem: unknown;
  while (Date.now() < deadline) {
    await delay(pollMs);
    try {
      if (await probe()) return;
      problem = undefined;
    } catch (error) {
      problem = error;
    }
  }
  throw new Error(`Not so within ${timeoutMs} ms: ${probe}`, { cause: problem });
}

/** VS Code shows labels with no-break spaces: text as the extension gave it. */
export function plainSpaces(text: string): string {
  return text.replace(/\u00a0/g, ' ');
}

/** Whether it comes to a good end. */
export function succeeds(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
