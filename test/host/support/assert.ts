// The part of node:assert/strict that tests in the worker host use: there is no Node there.

class AssertionError extends Error {
  override name = 'AssertionError';
}

function ok(value: unknown, message = `expected something true, got ${show(value)}`): asserts value {
  if (!value) throw new AssertionError(message);
}

function equal<T>(actual: unknown, expected: T, message?: string): asserts actual is T {
  ok(Object.is(actual, expected), message ?? `expected ${show(expected)}, got ${show(actual)}`);
}

/** Compares as JSON: enough for plain data with keys in one order. */
function deepEqual<T>(actual: unknown, expected: T, message?: string): asserts actual is T {
  equal(show(actual), show(expected), message);
}

function match(actual: string, pattern: RegExp, message = `${show(actual)} does not match ${pattern}`): void {
  ok(pattern.test(actual), message);
}

async function rejects(promise: Promise<unknown>, pattern: RegExp): Promise<void> {
  const caught = await promise.then(
    () => undefined,
    (error: unknown) => String(error),
  );
  ok(caught !== undefined, 'expected a rejection');
  match(caught, pattern);
}

const show = (value: unknown) => JSON.stringify(value) ?? String(value);

export default { ok, equal, deepEqual, match, rejects };
