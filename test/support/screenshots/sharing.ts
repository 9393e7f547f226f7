// The README's pictures of sharing in depth.
import { join } from 'node:path';
import { Receiver } from '../../ui/support/receiver.ts';
import { Tree } from '../../ui/support/tree.ts';
import type { Workbench } from '../../ui/support/workbench.ts';
import { top } from '../bootstrap.mjs';
import type { TestSpace } from '../cephForTests.ts';
import { demoSpace, fillDemo } from '../demo/fillDemo.ts';
import { pageSetup } from '../page/savedPages.ts';
import { startStore } from '../store/memoryStore.ts';
import type { Camera } from './camera.ts';

export interface SharingScene {
  readonly workbench: Workbench;
  readonly tree: Tree;
  readonly shoot: Camera;
}

/** The questions: an end that is typed, options, forms. */
export async function shootLinks({ workbench, tree, shoot }: SharingScene): Promise<void> {
  const { quickInput } = workbench;
  await tree.pickFromMenu('my-object.zip', 'Copy Signed URL…');
  await quickInput.expect('Signed URL: my-object.zip');
  await quickInput.type('until Friday 18:00');
  await quickInput.items();
  await shoot('until', { around: [quickInput.box], height: 92 });
  await quickInput.type('');
  await quickInput.press('Options');
  await quickInput.items();
  await workbench.page.mouse.move(0, 0);
  await shoot('options', { around: [quickInput.box] });
  await quickInput.back();
  await quickInput.press('Copy As');
  await quickInput.items();
  await workbench.page.mouse.move(0, 0);
  await shoot('formats', { around: [quickInput.box] });
  await quickInput.escape();
}

export async function shootUploadOptions({ workbench, tree, shoot }: SharingScene): Promise<void> {
  const { quickInput } = workbench;
  await tree.pickFromMenu('my-object.zip', 'Copy Upload Command…');
  await quickInput.expect('Upload command: my-object.zip');
  await quickInput.press('Options');
  await quickInput.items();
  await workbench.page.mouse.move(0, 0);
  await shoot('upload-options', { around: [quickInput.box] });
  await quickInput.escape();
}

/** What was handed out, and what a link says of itself. */
export async function shootShares({ workbench, tree, shoot }: SharingScene): Promise<void> {
  const { quickInput, notifications, page } = workbench;
  for (const [label, how] of [
    ['my-object.zip', '7 days'],
    ['README.md', '1 day'],
  ] as const) {
    await tree.pickFromMenu(label, 'Copy Signed URL…');
    await quickInput.pick(how);
    await notifications.expect(/Signed URL copied/);
    await notifications.clear();
  }
  await tree.pickFromMenu('my-object.zip', 'Copy Upload Command…');
  await quickInput.pick('6 hours');
  await notifications.expect(/Upload command copied/);
  await notifications.clear();
  await workbench.run('Spaceport: Show Active Shares');
  const shares = new Tree(page, 'Active Shares');
  await shares.expectRow('my-object.zip');
  await page.mouse.move(600, 400);
  await shoot('shares', { around: [shares.pane] });
  await tree.pickFromMenu('robots.txt', 'Copy Signed URL…');
  await quickInput.pick('1 day');
  await notifications.expect(/Signed URL copied/);
  await notifications.clear();
  await workbench.run('Spaceport: Inspect Link or Command…');
  const frame = page.frameLocator('iframe.webview.ready').last().frameLocator('#active-frame');
  await frame.getByText('Time left').waitFor();
  await shoot('inspect', {
    around: [frame.getByRole('heading').first()],
    margin: 16,
    width: 480,
    height: 500,
  });
}

/** The receiver's pages, as their receivers see them. */
export async function shootPages(): Promise<void> {
  const store = await startStore();
  fillDemo(store);
  const { endpoint, credentials: keys } = store;
  const space = { endpoint, region: 'us-east-1', bucket: demoSpace, keys } as unknown as TestSpace;
  const pages = pageSetup(space);
  const receiver = await Receiver.start();
  try {
    const files = ['my-object.zip', 'README.md', 'robots.txt'];
    const day = { seconds: 86_400 };
    const made = [
      ['page-download', await pages.download(files, { title: 'The files for Friday', expiry: day })],
      [
        'page-upload',
        await pages.upload({ prefix: 'inbox/' }, { title: 'Send us your pictures', expiry: day }),
      ],
    ] as const;
    for (const [name, { url }] of made) {
      const { page } = await receiver.open(url);
      await page.setViewportSize({ width: 720, height: 560 });
      await page.screenshot({ path: join(top, 'docs/images', `${name}.png`), fullPage: true });
    }
  } finally {
    await receiver.close();
    await store.stop();
  }
}
