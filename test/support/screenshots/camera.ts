import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import type { Workbench } from '../../ui/support/workbench.ts';
import { top } from '../bootstrap.mjs';

const folder = join(top, 'docs/images');
/** Pixels of the picture for one of the window: sharp on any screen. */
const SCALE = 1.5;

/** What a picture shows: the smallest part of the window that holds all of these. */
export interface Frame {
  readonly around: readonly Locator[];
  /** Around them; the window's pixels. */
  readonly margin?: number;
  /** The window's pixels; default: as wide and as high as what it shows. */
  readonly width?: number;
  readonly height?: number;
}

/** Saves `docs/images/NAME.png`. */
export type Camera = (name: string, frame: Frame) => Promise<void>;

export async function setUpCamera({ page }: Workbench): Promise<Camera> {
  await mkdir(folder, { recursive: true });
  await page.addStyleTag({ content: '* { caret-color: transparent !important; }' });
  const session = await page.context().newCDPSession(page);
  return async (name, { around, margin = 0, ...size }) => {
    const boxes = await Promise.all(around.map((each) => each.boundingBox()));
    const shown = boxes.filter((box) => box !== null);
    if (shown.length < around.length) throw new Error(`Not all of ${name} can be seen`);
    const x = Math.max(0, Math.min(...shown.map((box) => box.x)) - margin);
    const y = Math.max(0, Math.min(...shown.map((box) => box.y)) - margin);
    const width = Math.max(...shown.map((box) => box.x + box.width)) + margin - x;
    const below = Math.max(...shown.map((box) => box.y + box.height)) + margin;
    const clip = { x, y, width, height: below - y, ...size, scale: SCALE };
    const { data } = await session.send('Page.captureScreenshot', { format: 'png', clip });
    await writeFile(join(folder, `${name}.png`), Buffer.from(data, 'base64'));
  };
}
