// The way from a test inside the extension host to the process that started the editor.
import type { HostFacts } from '../../support/editor/hostFacts.ts';

declare const HOST_TEST_FACTS: HostFacts;

/** Kept from before a test may take it away. */
const ask = globalThis.fetch;

/** What is known about the surroundings: version and host to expect, and what `test/host/outside.ts` has started. */
export const facts: HostFacts = HOST_TEST_FACTS;

/**
 * Calls one of the functions that `test/host/outside.ts` offers, in the runner's process.
 * @param name of the function
 * @param argument one JSON value
 * @throws {Error} with the message of what it threw there
 */
export async function outside(name: string, argument?: unknown): Promise<unknown> {
  const response = await ask(`${facts.control}/${encodeURIComponent(name)}`, {
    method: 'POST',
    body: JSON.stringify({ argument }),
  });
  const { result, error } = (await response.json()) as { result?: unknown; error?: string };
  if (error !== undefined) throw new Error(error);
  return result;
}
