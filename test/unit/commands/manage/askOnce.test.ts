import assert from 'node:assert/strict';
import { transferObjects } from '../../../../src/commands/manage/transferObjects.ts';
import { at, below, setUp } from './setup.ts';

describe('what is there already where something goes', () => {
  it('is asked about with the age of both', async () => {
    const { deps, notices, store } = setUp();
    store.putObject('box', { key: 'a/1', lastModified: Date.UTC(2026, 10, 22) }).put('box', 'x/1');
    notices.answer('Skip');
    await transferObjects(deps, { sources: [at('a/1')], to: below('x/'), mode: 'copy' });
    assert.equal(
      notices.shown[0]?.detail,
      'There already: 3 bytes (23 days ago)\nTo replace it: 3 bytes (2 days ago)',
    );
  });
});
