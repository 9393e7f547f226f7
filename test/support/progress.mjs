// @ts-check
// Progress of what takes long. Plain JavaScript without dependencies: it is needed before anything is installed.

/**
 * Says what begins, and every 15 seconds that it still goes on.
 * @template T
 * @param {string} text for instance "Installing chromium"
 * @param {() => Promise<T>} work
 * @param {(line: string) => void} log
 * @returns {Promise<T>}
 */
export async function withProgress(text, work, log) {
  const began = Date.now();
  log(`${text} …`);
  const timer = setInterval(
    () => log(`  … still at it after ${Math.round((Date.now() - began) / 1000)} s`),
    15_000,
  );
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
