// What the editor shows of a Space's files beside their text: comparisons, players, and the page for what is no text.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { answerPath } from './support/fileDialog.ts';
import { type FilesWindow, useFilesWindow } from './support/filesWindow.ts';
import { TextEditor } from './support/textEditor.ts';
import { eventually } from './support/wait.ts';

const KEPT = { 'cache-control': 'no-cache', 'x-amz-meta-author': 'somebody' };
const SECOND = 8_000;

/** A second of silence: 8-bit samples, one channel. */
function makeWav(): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + SECOND, 4);
  header.write('WAVEfmt ', 8);
  for (const [at, value] of [
    [16, 16],
    [24, SECOND],
    [28, SECOND],
    [40, SECOND],
  ] as const)
    header.writeUInt32LE(value, at);
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 1],
    [34, 8],
  ] as const)
    header.writeUInt16LE(value, at);
  header.write('data', 36);
  return Buffer.concat([header, Buffer.alloc(SECOND, 128)]);
}

const BINARIES = {
  'paper.pdf': Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.from([0xe2, 0xe3, 0xcf, 0xd3, 0, 1, 2])]),
  'letters.ttf': Buffer.concat([Buffer.from([0, 1, 0, 0, 0, 9]), Buffer.alloc(400)]),
  'unknown.bin': Buffer.alloc(100_000, Buffer.from([0, 1, 2, 255])),
};

describe('objects compared, played and shown as what they are', function () {
  this.timeout(60_000);
  let window: FilesWindow;

  const opened = useFilesWindow(
    'a.txt',
    (store) => {
      for (const key of ['a.txt', 'b.txt'])
        store.put('things', key, `first ${key}`, { contentType: 'text/x-own', headers: KEPT });
      store.put('things', 'sound.wav', makeWav(), { contentType: 'audio/wav' });
      for (const [key, body] of Object.entries(BINARIES)) store.put('things', key, body);
    },
    { 'local.txt': 'from the disk', 'picked.txt': 'picked from the disk' },
  );
  before(() => {
    window = opened();
  });
  afterEach(() => window.closeAll());

  const expectSides = (left: string, right: string) =>
    new TextEditor(window.workbench).expectCompared(left, right);
  const compare = async (left: string, right: string) => {
    await window.files.pickFromMenu(left, 'Select for Compare');
    await window.files.pickFromMenu(right, 'Compare with Selected');
    await window.expectTabs(`${left} ↔ ${right}`);
  };
  const typeOnTheRight = async (text: string) => {
    await window.page.locator('.monaco-diff-editor .editor.modified .view-lines').click();
    await window.type(text);
  };

  it('what is changed beside what is saved', async () => {
    await window.edit('a.txt', 'first a.txt');
    await window.type('mine');
    await window.workbench.run('File: Compare Active File with Saved');
    await window.expectTabs('a.txt*', 'a.txt (in file) ↔ a.txt*');
    await expectSides('first a.txt', 'mine');
    await window.workbench.screenshot('compare-with-saved');
  });

  it('two objects; what is changed on the right side is saved there, with what it has', async () => {
    await compare('a.txt', 'b.txt');
    await expectSides('first a.txt', 'first b.txt');
    await typeOnTheRight('edited beside it');
    await window.expectTabs('a.txt ↔ b.txt*');
    await window.save();
    await window.expectStored('b.txt', 'edited beside it');
    await window.expectTabs('a.txt ↔ b.txt');
    assert.deepEqual(window.store.get('things', 'b.txt')?.headers, { ...KEPT, 'content-type': 'text/x-own' });
    assert.equal(window.stored('a.txt'), 'first a.txt');
    await window.workbench.screenshot('compare-edited');
  });

  it('a file of the disk and an object, either way', async () => {
    await compare('local.txt', 'a.txt');
    await expectSides('from the disk', 'first a.txt');
    await window.closeAll();
    await compare('a.txt', 'local.txt');
    await expectSides('first a.txt', 'from the disk');
    await typeOnTheRight('from the Space');
    await window.save();
    await eventually(async () => (await window.onDisk('local.txt')) === 'from the Space');
    assert.equal(window.stored('a.txt'), 'first a.txt');
  });

  it('Compare with… a file of this computer, which is picked there', async () => {
    const { quickInput } = window.workbench;
    await window.files.pickFromMenu('a.txt', 'Compare with…');
    await quickInput.expect('Compare: a.txt');
    await quickInput.pick('A File on This Computer…');
    await answerPath(quickInput, join(window.project, 'picked.txt'));
    await window.expectTabs('a.txt (things) ↔ picked.txt (this computer)');
    await expectSides('first a.txt', 'picked from the disk');
    await window.workbench.screenshot('compare-picked');
  });

  it('a right side that somebody changed meanwhile is not overwritten', async () => {
    await compare('a.txt', 'b.txt');
    await typeOnTheRight('mine');
    window.store.put('things', 'b.txt', 'theirs, not as long');
    await window.save();
    await eventually(async () => (await window.workbench.notifications.texts()).length > 0);
    await window.workbench.screenshot('compare-refused');
    assert.equal(window.stored('b.txt'), 'theirs, not as long');
    await window.workbench.notifications.clear();
  });

  describe('players', () => {
    const frame = (): FrameLocator =>
      window.page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
    /** Seconds, once all of it can be played. */
    const expectLength = (kind: 'audio' | 'video', least: number) =>
      eventually(async () => {
        const player = frame().locator(kind);
        const [isReady, length] = await player.evaluate((element) => {
          const { readyState, duration } = element as HTMLMediaElement;
          return [readyState === 4, duration];
        });
        return isReady && Number(length) >= least;
      }, 20_000);

    it('sound', async () => {
      window.store.clearRequests();
      await window.files.select('sound.wav');
      await expectLength('audio', 1);
      await window.workbench.screenshot('opening-sound');
      assert.equal(window.reads('sound.wav'), 1);
    });

    it('video', async () => {
      const film = await window.page.evaluate(makeFilm);
      window.store.put('things', 'film.webm', Buffer.from(film), { contentType: 'video/webm' });
      await window.files.clickTitleAction('Refresh Explorer');
      await window.files.select('film.webm');
      await expectLength('video', 0.1);
      await window.workbench.screenshot('opening-video');
    });
  });

  for (const [name, body] of Object.entries(BINARIES))
    it(`what is no text has the editor's own page, read once: ${name}`, async () => {
      window.store.clearRequests();
      await window.files.select(name);
      const page = window.page.locator('.monaco-editor-pane-placeholder');
      await page.getByText('it is either binary or uses an unsupported text encoding').waitFor();
      await window.workbench.screenshot(`opening-${name}`);
      assert.equal(window.reads(name), 1);
      assert.deepEqual(window.store.get('things', name)?.body(), body);
    });
});

/** Runs in the page. */
async function makeFilm(): Promise<number[]> {
  const canvas = document.createElement('canvas');
  const brush = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(), { mimeType: 'video/webm' });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const isOver = new Promise((resolve) => {
    recorder.onstop = resolve;
  });
  recorder.start();
  for (let count = 0; count < 10; count++) {
    brush?.fillRect(count * 10, 0, 10, 100);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  recorder.stop();
  await isOver;
  return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
}
