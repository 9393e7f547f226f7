// The README's pictures of transfers, and of managing what is in a Space.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerPath } from '../../ui/support/fileDialog.ts';
import { frameWith } from '../../ui/support/pageFrames.ts';
import { Tree } from '../../ui/support/tree.ts';
import { eventually } from '../../ui/support/wait.ts';
import { demoSpace } from '../demo/fillDemo.ts';
import type { DigitalOcean } from '../digitalOcean.ts';
import { scratchFolder } from '../scratch.mjs';
import type { SharingScene } from './sharing.ts';

export interface ObjectsScene extends SharingScene {
  readonly ocean: DigitalOcean;
}

const LARGE = 'backup.tar.gz';
/** Of each connection, several of which bring one object. */
const BYTES_PER_SECOND = 1_500_000;

/** A folder that is up, an object on its way down, and the question about what is there already. */
export async function shootTransfers({ ocean, workbench, tree, shoot }: ObjectsScene): Promise<void> {
  const { page, quickInput, dialog } = workbench;
  const folder = join(scratchFolder('website'), 'website');
  await mkdir(folder);
  for (const name of ['index.html', 'style.css', 'logo.svg', 'about.html'])
    await writeFile(join(folder, name), name.repeat(2000));
  ocean.region('nyc3').put(demoSpace, LARGE, Buffer.alloc(120_000_000, 'backup'));
  const upload = async () => {
    await tree.pickFromMenu(demoSpace, 'Upload Folder…');
    await answerPath(quickInput, `${folder}/`);
  };
  await tree.collapse('documents');
  await upload();
  await tree.expectRow('website');
  await tree.expectRow(LARGE);
  ocean.slowTo(BYTES_PER_SECOND);
  await tree.pickFromMenu(LARGE, 'Download…');
  await answerPath(quickInput, `${folder}/`);
  const view = new Tree(page, 'Transfers');
  const shown = async () => (await view.rows()).find(({ label }) => label === LARGE)?.description ?? '';
  await eventually(async () => /[1-9]\d%.* left$/.test(await shown()), 30_000);
  await page.mouse.move(600, 400);
  await shoot('transfers', { around: [view.pane], height: 82 });
  await view.clickInlineAction(LARGE, 'Cancel');
  ocean.slowTo();
  await upload();
  await dialog.text();
  await shoot('overwrite', { around: [dialog.box] });
  await dialog.escape();
  await view.clickTitleAction('Clear Finished');
  await view.pane.waitFor({ state: 'detached' });
}

/** What a deletion asks, and what is known of an object. */
export async function shootManaging({ ocean, workbench, tree, shoot }: ObjectsScene): Promise<void> {
  const { dialog, page } = workbench;
  await tree.select('documents');
  await page.keyboard.press('Delete');
  await dialog.text();
  await shoot('delete', { around: [dialog.box] });
  await dialog.escape();
  const key = 'offer.pdf';
  const headers = { 'cache-control': 'max-age=3600', 'x-amz-meta-customer': '4711' };
  ocean
    .region('nyc3')
    .put(demoSpace, key, Buffer.alloc(184_320), { contentType: 'application/pdf', headers });
  await tree.clickTitleAction('Refresh All');
  await tree.pickFromMenu(key, 'Properties');
  const frame = await frameWith(workbench, 'Content-Type');
  const heading = frame.getByRole('heading').first();
  await shoot('properties', { around: [heading], margin: 16, width: 800, height: 384 });
}
