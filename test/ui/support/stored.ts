import type { MemoryStore } from '../../support/store/memoryStore.ts';
import { eventually } from './wait.ts';

/** An object's text. */
export function storedIn(store: MemoryStore, key: string, space = 'things'): string | undefined {
  return store.get(space, key)?.body().toString();
}

export async function expectStoredIn(
  store: MemoryStore,
  key: string,
  text: string | undefined,
  space?: string,
): Promise<void> {
  const isSo = () => storedIn(store, key, space) === text;
  await eventually(isSo, 15_000).catch(() => undefined);
  if (!isSo()) throw new Error(`${key} is ${JSON.stringify(storedIn(store, key, space))}`);
}
