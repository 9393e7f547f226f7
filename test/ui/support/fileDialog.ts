// The editor's own dialog for files and folders, which is a quick input where there is no system's.
import type { QuickInput } from './quickInput.ts';
import { eventually, succeeds } from './wait.ts';

/**
 * Types a path and accepts it. The dialog lists the folder that is typed, and completes what it finds: what it makes of the
 * text is waited for, and it is typed again where a list that came late has taken its place.
 */
export async function answerPath(quickInput: QuickInput, path: string): Promise<void> {
  await eventually(async () => (await quickInput.value()).startsWith('/'));
  await quickInput.items();
  await eventually(async () => {
    if ((await quickInput.box.count()) === 0) return true;
    await quickInput.type(path);
    await quickInput.items();
    if ((await quickInput.value()) !== path) return false;
    await quickInput.page.keyboard.press('Enter');
    return succeeds(quickInput.box.waitFor({ state: 'detached', timeout: 2000 }));
  }, 30_000);
}
