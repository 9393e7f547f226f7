// The README's pictures of a search, and of a Space as a folder.
import { Tree } from '../../ui/support/tree.ts';
import { eventually } from '../../ui/support/wait.ts';
import { demoSpace } from '../demo/fillDemo.ts';
import { setUpCamera } from './camera.ts';
import type { ObjectsScene } from './objects.ts';

const NOTES = 'meeting notes.md';
/** The editor's own words. */
const NEWER = /The content of the file is newer/;
const BEFORE = '# Friday\n\n- The harbour shop opens at nine.\n- Coffee stays as it is.\n';
const THEIRS = BEFORE.replace('nine', 'ten');

export async function shootSearch({ ocean, workbench, tree, shoot }: ObjectsScene): Promise<void> {
  const { page, quickInput } = workbench;
  const store = ocean.region('nyc3');
  for (const [space, key, size] of [
    [demoSpace, 'documents/2025/summary.pdf', 81_920],
    [demoSpace, 'documents/2026/summary.pdf', 184_320],
    [demoSpace, 'documents/summaries/January.md', 2048],
    ['team-drop-box', 'Summary for Friday.txt', 512],
  ] as const)
    store.put(space, key, Buffer.alloc(size));
  await tree.pickFromMenu('DigitalOcean NYC3', 'Search…');
  await quickInput.answer('summar');
  const results = new Tree(page, 'Search Results');
  await results.expectRow('summaries');
  await eventually(async () => (await results.rows()).length === 4);
  await results.pane.locator('.monaco-progress-container.active').waitFor({ state: 'detached' });
  await page.mouse.move(600, 400);
  await shoot('search', { around: [results.pane], height: 126 });
  await results.clickTitleAction('Clear Search Results');
  await results.pane.waitFor({ state: 'detached' });
}

/** Reloads the window, with the Space as its folder. */
export async function shootFolder({ ocean, workbench, tree }: ObjectsScene): Promise<void> {
  const { page, notifications } = workbench;
  const store = ocean.region('nyc3');
  const put = (text: string) =>
    store.put(demoSpace, `documents/${NOTES}`, text, { contentType: 'text/markdown' });
  put(BEFORE);
  await workbench.run('View: Close All Editors');
  await tree.pickFromMenu(demoSpace, 'Open as Workspace Folder');
  const files = new Tree(page, demoSpace);
  await files.expectRow('documents', 60_000);
  await page.setViewportSize({ width: 880, height: 420 });
  const shoot = await setUpCamera(workbench);
  await files.expand('documents');
  await files.row(NOTES).dblclick();
  const lines = page.locator('.editor-instance .view-lines');
  await lines.getByText('Friday').first().waitFor();
  const parts = ['activitybar', 'sidebar', 'editor'].map((part) => page.locator(`.part.${part}`));
  await shoot('folder', { around: parts, height: 300 });
  await lines.click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('- Tea is back.\n');
  put(THEIRS);
  await page.keyboard.press('Control+s');
  await notifications.expect(NEWER);
  await page.mouse.move(0, 0);
  await shoot('conflict', { around: [page.locator('.notification-toast')] });
  await notifications.click(NEWER, 'Compare');
  // Wide enough for both to stand side by side.
  await page.keyboard.press('Control+b');
  await page.setViewportSize({ width: 1040, height: 420 });
  await page.locator('.monaco-diff-editor.side-by-side').getByText('ten').first().waitFor();
  await page.mouse.move(0, 0);
  await shoot('compare', { around: [page.locator('.part.editor')], height: 170 });
}
