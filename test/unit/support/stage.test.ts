import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { oneAtATime } from '../../support/bootstrap.mjs';
import { copyExtension } from '../../support/editor/stage.ts';
import { scratchFolder } from '../../support/scratch.mjs';

describe('a copy of the built extension', () => {
  it('is not made while another command builds it', async () => {
    const folder = join(scratchFolder('stage'), 'extension');
    let copying: Promise<void> | undefined;
    await oneAtATime('bundles', async () => {
      copying = copyExtension(folder);
      await delay(500);
      assert.ok(!existsSync(folder));
    });
    await copying;
    assert.ok(existsSync(join(folder, 'package.json')));
  });
});
