import assert from 'node:assert/strict';
import { copyKey, copyS3Uri } from '../../../src/commands/copyAs.ts';
import { FakeClipboard } from '../../support/fakes/small.ts';
import { CONNECTION } from './shareSetup.ts';

const place = { connection: CONNECTION, space: 'photos' };

describe('copying names', () => {
  it('copies keys exactly as they are, one a line', async () => {
    const clipboard = new FakeClipboard();
    const key = '[x](command:y) \u202e$(trash) ';
    assert.equal(
      await copyKey(clipboard, [
        { ...place, key },
        { ...place, prefix: 'a//' },
      ]),
      `${key}\na//`,
    );
    assert.deepEqual(clipboard.writes, [`${key}\na//`]);
  });

  it('a Space has no key: the clipboard is left alone', async () => {
    const clipboard = new FakeClipboard();
    await assert.rejects(copyKey(clipboard, [{ ...place, prefix: '' }]), { code: 'badArguments' });
    assert.deepEqual(clipboard.writes, []);
  });

  it('copies s3:// addresses, not encoded; of a Space too', async () => {
    const clipboard = new FakeClipboard();
    await copyS3Uri(clipboard, [
      { ...place, key: 'ä b#?%.txt' },
      { ...place, prefix: '' },
    ]);
    assert.equal(clipboard.text, 's3://photos/ä b#?%.txt\ns3://photos/');
  });

  it('copies nothing where there is nothing', async () => {
    const clipboard = new FakeClipboard();
    await assert.rejects(copyKey(clipboard, []), { code: 'badArguments' });
    assert.deepEqual(clipboard.writes, []);
  });
});
