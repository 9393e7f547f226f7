import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Compares with a file whose changes are reviewed as diffs. `GOLDEN=update npm run test:unit` writes it anew.
 * `file`: beside the test, `new URL('x.golden.txt', import.meta.url)`.
 */
export function assertGolden(file: URL, actual: string): void {
  if (process.env.GOLDEN === 'update') writeFileSync(file, actual);
  assert.equal(actual, readFileSync(file, 'utf8'));
}
