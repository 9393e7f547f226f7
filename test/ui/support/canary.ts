// What the secret canary does beside looking.
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Caller } from './caller.ts';
import { eventually } from './wait.ts';
import type { Workbench } from './workbench.ts';

/** Below the user's folder: one file a share. */
export const LEDGER = join('globalStorage', 'spaceport.spaceport', 'shares');

/** Shares, and does all that Active Shares can do with it. `copied` takes what is on the clipboard by then. */
export async function useActiveShares({
  workbench,
  caller,
  copied,
}: {
  readonly workbench: Workbench;
  readonly caller: Caller;
  copied(pattern: RegExp): Promise<unknown>;
}): Promise<void> {
  const { quickInput, notifications } = workbench;
  await caller.call('copySignedUrl', {
    connection: 'Canary',
    space: 'things',
    key: 'kept.txt',
    expiresIn: '1h',
  });
  await copied(/kept\.txt/);
  await workbench.run('Spaceport: Filter Shares…');
  await quickInput.answer('kept.txt');
  const shares = await workbench.view('Active Shares');
  await shares.tooltip('kept.txt');
  await shares.clickInlineAction('kept.txt', 'Sign Again');
  await quickInput.pick('1 hour');
  await copied(/kept\.txt/);
  await eventually(async () => (await shares.labels()).length === 3);
  await shares.pickFromMenu('kept.txt', 'Forget');
  await notifications.expect('What was handed out goes on working');
  await workbench.run('Spaceport: Filter Shares…');
  await quickInput.answer('');
}

/** Puts a text into the browser's two kinds of storage: to be found where others must not be. */
export async function plant(page: Page, planted: string): Promise<void> {
  await page.evaluate(async (text) => {
    localStorage.setItem('planted', text);
    const open = indexedDB.open('planted', 1);
    open.onupgradeneeded = () => open.result.createObjectStore('texts').put(text.repeat(3), 'planted');
    await new Promise((resolve) => {
      open.onsuccess = resolve;
    });
  }, planted);
}

/**
 * Chromium's own snapshot of a page's text boxes, for closed tabs that are opened again. When it happens to be taken
 * while a person types a key ID or pastes a link, that text is in it; what stands in a password box never is.
 */
export function isTypedText(path: string): boolean {
  return /[/\\]Default[/\\]Sessions[/\\]/.test(path);
}
