// Draws `media/icon.png`, which the extension's page shows, from `media/icon.svg`: `npm run icon`.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { top } from './bootstrap.mjs';
import { openBrowser } from './editor/browser.ts';
import { smallPng } from './smallPng.ts';

const SIDE = 128;

const svg = await readFile(join(top, 'media/icon.svg'), 'utf8');
const browser = await openBrowser();
try {
  const page = await browser.context.newPage();
  await page.setViewportSize({ width: SIDE, height: SIDE });
  await page.setContent(`<body style="margin:0">${svg}</body>`);
  await writeFile(join(top, 'media/icon.png'), smallPng(await page.screenshot({ omitBackground: true })));
} finally {
  await browser.close();
}
