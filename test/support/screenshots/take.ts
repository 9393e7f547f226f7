// The README's pictures, made anew: `npm run screenshots`. The packaged extension in a real window, on DigitalOcean's
// host names with the demo's objects behind them.
import { openSession } from '../../ui/support/session.ts';
import type { Tree } from '../../ui/support/tree.ts';
import type { Workbench } from '../../ui/support/workbench.ts';
import { runMain } from '../bootstrap.mjs';
import { demoSpace, fillDemo } from '../demo/fillDemo.ts';
import { type DigitalOcean, startDigitalOcean } from '../digitalOcean.ts';
import { type Camera, setUpCamera } from './camera.ts';
import { shootFolder, shootSearch } from './files.ts';
import { shootManaging, shootTransfers } from './objects.ts';
import { shootLinks, shootPages, shootShares, shootUploadOptions } from './sharing.ts';

interface Scene {
  readonly ocean: DigitalOcean;
  readonly workbench: Workbench;
  readonly tree: Tree;
  readonly shoot: Camera;
}

await runMain(async () => {
  const ocean = await startDigitalOcean();
  fillDemo(ocean.region('nyc3'));
  ocean.region('fra1').addSpace('team-backup');
  const session = await openSession({
    theme: 'light',
    settings: {
      'http.proxy': ocean.proxy,
      'workbench.editor.showTabs': 'none',
      'window.commandCenter': false,
    },
    env: { NODE_EXTRA_CA_CERTS: ocean.caFile, TZ: 'America/New_York', LANG: 'en_US.UTF-8' },
  });
  try {
    const { workbench } = session;
    const tree = await workbench.view('Spaces');
    await widenSideBar(workbench);
    const shoot = await setUpCamera(workbench);
    const scene = { ocean, workbench, tree, shoot };
    await addConnection(scene);
    await browse(scene);
    await copySignedUrl(scene);
    await copyUploadCommand(scene);
    await shootLinks(scene);
    await shootUploadOptions(scene);
    await shootTransfers(scene);
    await shootManaging(scene);
    await shootShares(scene);
    await shootSearch(scene);
    await shootFolder(scene);
  } catch (error) {
    await session.workbench.screenshot('failed-screenshots');
    throw error;
  } finally {
    await session.close();
    await ocean.stop();
  }
  await shootPages();
});

function sideBar({ page }: Workbench) {
  return [page.locator('.part.activitybar'), page.locator('.part.sidebar')];
}

/** So that sizes and ages are not cut off. */
async function widenSideBar({ page }: Workbench): Promise<void> {
  const box = await page.locator('.part.sidebar').boundingBox();
  if (box === null) throw new Error('The side bar is not open');
  const edge = box.x + box.width;
  await page.mouse.move(edge, 400);
  await page.mouse.down();
  await page.mouse.move(edge + 90, 400, { steps: 4 });
  await page.mouse.up();
}

async function addConnection({ ocean, workbench, tree, shoot }: Scene): Promise<void> {
  const { quickInput } = workbench;
  await tree.expectWelcome(/DigitalOcean Spaces/);
  await shoot('welcome', { around: sideBar(workbench), height: 330 });
  await tree.clickWelcomeButton('Add Connection');
  await quickInput.expect(/Provider$/);
  await quickInput.pick('DigitalOcean');
  await quickInput.expect(/Region$/);
  await quickInput.toggle('New York City (NYC3)');
  await quickInput.toggle('Frankfurt (FRA1)');
  await workbench.page.mouse.move(500, 600);
  await shoot('regions', { around: [quickInput.box] });
  await quickInput.accept();
  const { accessKeyId, secretAccessKey } = ocean.region('nyc3').credentials;
  await quickInput.expect(/Access key ID$/);
  await quickInput.answer(accessKeyId);
  await quickInput.expect(/Secret access key$/);
  await quickInput.answer(secretAccessKey);
  await quickInput.expect(/Name$/);
  await quickInput.accept();
  await workbench.notifications.expect(/Connections added/);
  await workbench.notifications.clear();
}

async function browse({ workbench, tree, shoot }: Scene): Promise<void> {
  await tree.expand('DigitalOcean NYC3');
  await tree.expand(demoSpace);
  await tree.expand('documents');
  // A click alone would open it.
  await tree.select('my-object.zip', 'extend');
  await shoot('tree', { around: sideBar(workbench), height: 420 });
}

async function copySignedUrl({ workbench, tree, shoot }: Scene): Promise<void> {
  const { quickInput, notifications } = workbench;
  const size = workbench.page.viewportSize();
  // High enough for a menu that begins at its row.
  await workbench.page.setViewportSize({ width: size?.width ?? 1280, height: 1100 });
  const menu = await tree.menuOf('my-object.zip');
  await shoot('menu', { around: [...sideBar(workbench), menu.menu], margin: 6, height: 450 });
  await menu.pick('Copy Signed URL…');
  if (size) await workbench.page.setViewportSize(size);
  await quickInput.expect('Signed URL: my-object.zip');
  await quickInput.items();
  await shoot('how-long', { around: [quickInput.box] });
  await quickInput.pick('30 seconds');
  await notifications.expect('Signed URL copied');
  const toast = workbench.page.locator('.notification-toast');
  await workbench.page.mouse.move(0, 0);
  await shoot('copied', { around: [toast] });
  await notifications.clear();
}

async function copyUploadCommand({ workbench, tree, shoot }: Scene): Promise<void> {
  const { quickInput } = workbench;
  await tree.pickFromMenu(demoSpace, 'Copy Upload Command…');
  await quickInput.expect(/name of the object/);
  await quickInput.answer('my-object2.zip');
  await quickInput.expect('Upload command: my-object2.zip');
  await quickInput.items();
  await workbench.page.mouse.move(0, 0);
  await shoot('upload', { around: [quickInput.box] });
  await quickInput.escape();
}
