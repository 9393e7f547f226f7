/** So long is worked at a stretch, milliseconds: what else the extension host has to do is not felt to wait. */
const STRETCH_MS = 10;
/** The time is asked for no more often than this. */
const STEPS = 64;

/** Lets everything else have its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Does something for each, and lets others have their turn whenever it has worked for a while. */
export async function inTurns<T>(items: Iterable<T>, work: (item: T) => void): Promise<void> {
  let since = performance.now();
  let step = 0;
  for (const item of items) {
    work(item);
    step += 1;
    if (step % STEPS !== 0 || performance.now() - since < STRETCH_MS) continue;
    await nextTurn();
    since = performance.now();
  }
}
