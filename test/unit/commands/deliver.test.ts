import assert from 'node:assert/strict';
import { type Delivery, deliver, LARGE_BYTES } from '../../../src/commands/deliver.ts';
import { fileOf } from '../../../src/core/formats/links.ts';
import { shareSetup } from './shareSetup.ts';

const small: Delivery = { text: 'https://a.example', suggestion: fileOf('url', { shell: 'unix' }), count: 1 };
const large: Delivery = { ...small, text: 'a'.repeat(LARGE_BYTES + 1), count: 10_000 };

describe('where links go', () => {
  it('to the clipboard, unasked', async () => {
    const { deps, clipboard, notices } = shareSetup();
    assert.equal(await deliver(deps, small), 'clipboard');
    assert.deepEqual([clipboard.text, notices.shown.length], [small.text, 0]);
  });

  it('asks for a large text, and says how large', async () => {
    const { deps, clipboard, files, notices } = shareSetup();
    notices.answer('Save as File…');
    const saved = await deliver(deps, large);
    assert.ok(typeof saved === 'object' && saved.name === 'links.txt');
    assert.match(notices.shown[0]?.message ?? '', /10,000.*1 MB/);
    assert.deepEqual([files.saved[0]?.content, clipboard.writes.length], [large.text, 0]);
  });

  it('copies a large one where that is wished', async () => {
    const { deps, clipboard, files, notices } = shareSetup();
    notices.answer('Copy');
    assert.equal(await deliver(deps, large), 'clipboard');
    assert.deepEqual([clipboard.text, files.saved.length], [large.text, 0]);
  });

  it('a dismissed question and a dismissed dialog copy nothing', async () => {
    const { deps, clipboard, files } = shareSetup();
    await assert.rejects(deliver(deps, large), { name: 'Cancelled' });
    files.dismissNext();
    await assert.rejects(deliver(deps, { ...small, to: 'file' }), { name: 'Cancelled' });
    assert.deepEqual([clipboard.writes, files.saved], [[], []]);
  });

  it('asks nothing where the place is known', async () => {
    const { deps, clipboard, files, notices } = shareSetup();
    await deliver(deps, { ...large, to: 'clipboard' });
    await deliver(deps, { ...small, to: 'file' });
    assert.deepEqual([clipboard.writes.length, files.saved.length, notices.shown.length], [1, 1, 0]);
  });

  it('marks a file that Windows would read in another code page', async () => {
    const { deps, files } = shareSetup();
    for (const as of ['csv', 'powershell', 'json'] as const) {
      await deliver(deps, { ...small, suggestion: fileOf(as, { shell: 'unix' }), to: 'file' });
    }
    const first = files.saved.map(({ content }) => String(content)[0]);
    assert.deepEqual(first, ['\ufeff', '\ufeff', 'h']);
  });
});
