import assert from 'node:assert/strict';
import type { Answer } from './client.ts';

/** Status and, for a refusal, the code of its error document. */
export function expectStatus(answer: Answer, status: number, code?: string): void {
  assert.deepEqual([answer.status, answer.code], [status, code]);
}

/** These headers, exactly; `undefined`: not there. */
export function expectHeaders(answer: Answer, headers: Readonly<Record<string, string | undefined>>): void {
  const got = Object.fromEntries(Object.keys(headers).map((name) => [name, answer.headers[name]]));
  assert.deepEqual(got, headers);
}
