// Dragging with the mouse, as a person does it, and what a system's file manager drops.
import type { Locator, Page } from 'playwright-core';

/** Presses, moves in steps (a drag begins with the second one) and stays over the target until it was told. */
export async function drag(page: Page, from: Locator, ...over: readonly Locator[]): Promise<void> {
  const at = await middle(from);
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 10, at.y + 5, { steps: 3 });
  for (const target of over) {
    await target.waitFor();
    const to = await middle(target);
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.mouse.move(to.x + 1, to.y, { steps: 2 });
  }
}

export async function dragTo(page: Page, from: Locator, ...over: readonly Locator[]): Promise<void> {
  await drag(page, from, ...over);
  await page.mouse.up();
}

/** What a file manager drops: files by their bytes, which is all that a page gets of them. */
export async function dropFiles(target: Locator, files: Readonly<Record<string, string>>): Promise<void> {
  await target.evaluate((element, named) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of Object.entries(named)) dataTransfer.items.add(new File([text], name));
    const { left, top, width, height } = element.getBoundingClientRect();
    const place = { clientX: left + width / 2, clientY: top + height / 2 };
    for (const type of ['dragenter', 'dragover', 'drop'])
      element.dispatchEvent(
        new DragEvent(type, { ...place, dataTransfer, bubbles: true, cancelable: true, composed: true }),
      );
  }, files);
}

/** The same with a folder: a page gets its name, and no bytes (Chromium's `NotFoundError`). */
export async function dropFolder(target: Locator, name: string): Promise<void> {
  await target.evaluate((_, folder) => {
    const own = File.prototype.arrayBuffer;
    File.prototype.arrayBuffer = async function (this: File) {
      if (this.name !== folder) return own.call(this);
      throw new DOMException('A requested file or directory could not be found.', 'NotFoundError');
    };
  }, name);
  await dropFiles(target, { [name]: '' });
}

async function middle(target: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('there is nothing to drag or drop on');
  return { x: box.x + Math.min(60, box.width / 2), y: box.y + box.height / 2 };
}
