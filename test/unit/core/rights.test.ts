import assert from 'node:assert/strict';
import { SpacesError } from '../../../src/core/errors.ts';
import type { ObjectDeleter, Removed } from '../../../src/core/manage/deleter.ts';
import { Rights, type RightsPlace } from '../../../src/core/rights.ts';
import { learningDeletes } from '../../../src/core/rightsOfDeletes.ts';
import { deniedWords, readOnlyWords } from '../../../src/core/rightsWords.ts';
import { folder, LOCAL } from '../../support/fakes/listing.ts';

function made() {
  const rights = new Rights();
  const heard: string[] = [];
  rights.onDidChange((place: RightsPlace) =>
    heard.push('prefix' in place ? `${place.space}/${place.prefix}` : place.connection.name),
  );
  return { rights, heard };
}

describe('what is known of rights', () => {
  it('is nothing at first', () => {
    const { rights } = made();
    assert.deepEqual(rights.at(folder('')), {});
    assert.equal(rights.mayListSpaces(LOCAL), undefined);
  });

  it('of a Space holds below it, until a folder is known better', () => {
    const { rights } = made();
    rights.learn(folder(''), { list: false, write: false });
    assert.deepEqual(rights.at(folder('a/b/')), { list: false, write: false });
    rights.learn(folder('a/'), { list: true });
    assert.deepEqual(rights.at(folder('a/b/')), { list: true, write: false });
    assert.deepEqual(rights.at(folder('ab/')), { list: false, write: false });
    assert.deepEqual(rights.at(folder('a/', 'other')), {});
  });

  it('adds up', () => {
    const { rights } = made();
    rights.learn(folder(''), { list: true });
    rights.learn(folder(''), { write: false });
    assert.deepEqual(rights.at(folder('')), { list: true, write: false });
  });

  it('is announced where a row looks otherwise, and only there', () => {
    const { rights, heard } = made();
    rights.learn(folder(''), { list: true, write: true });
    rights.learn(folder(''), { write: true });
    assert.deepEqual(heard, []);
    rights.learn(folder(''), { write: false });
    rights.learn(folder(''), { write: false });
    rights.learn(folder('a/'), { write: false });
    assert.deepEqual(heard, ['box/']);
    rights.learn(folder('a/'), { write: true });
    rights.learnListSpaces(LOCAL, true);
    rights.learnListSpaces(LOCAL, false);
    rights.learnListSpaces(LOCAL, false);
    assert.deepEqual(heard, ['box/', 'box/a/', 'Local']);
  });

  it('is forgotten with the key pair', () => {
    const { rights, heard } = made();
    rights.learn(folder(''), { write: false });
    rights.learnListSpaces(LOCAL, false);
    rights.forget(LOCAL);
    rights.forget(LOCAL);
    assert.deepEqual(rights.at(folder('')), {});
    assert.equal(rights.mayListSpaces(LOCAL), undefined);
    assert.deepEqual(heard, ['box/', 'Local', 'Local']);
  });
});

describe('the right to delete', () => {
  const at = (key: string, versionId?: string) => ({ key, versionId });
  const refused = (key: string, versionId?: string) => ({
    ...at(key, versionId),
    error: new SpacesError('accessDenied', 'No.'),
  });
  const BOX = { connection: LOCAL, space: 'box' };

  async function after(...all: readonly Partial<Removed>[]) {
    const { rights, heard } = made();
    const told: Removed[] = [];
    const deleter: ObjectDeleter = {
      async remove(_space, _doomed, { onRemoved }) {
        for (const each of all) onRemoved({ deleted: [], markers: [], failed: [], ...each });
      },
    };
    const options = { onRemoved: (removed: Removed) => told.push(removed) };
    await learningDeletes(deleter, rights).remove(BOX, [], options, new AbortController().signal);
    assert.equal(told.length, all.length);
    return { rights, heard };
  }

  it('is learnt by folder from what a server refuses, and from what it allows again', async () => {
    const { rights, heard } = await after(
      { failed: [refused('a/1'), refused('top')] },
      { deleted: [at('a/2')] },
    );
    assert.deepEqual(
      [rights.at(folder('')), rights.at(folder('a/')), rights.at(folder('b/'))],
      [{ delete: false }, { delete: true }, { delete: false }],
    );
    assert.deepEqual(heard, ['box/a/', 'box/', 'box/a/']);
  });

  it('is not learnt from versions, from other failures, or where only some are refused', async () => {
    const { rights } = await after(
      { failed: [refused('a/1', 'v'), { ...at('a/1'), error: new SpacesError('server', 'Busy.') }] },
      { deleted: [at('a/2')], failed: [refused('a/3')] },
    );
    assert.deepEqual(rights.at(folder('a/')), {});
  });

  it('is open again for the whole Space, and no other right with it', () => {
    const { rights, heard } = made();
    rights.learn(folder(''), { write: true });
    rights.learn(folder('a/'), { delete: false, list: true });
    rights.learn(folder('', 'box2'), { delete: false });
    rights.reopenDeletes(BOX);
    rights.reopenDeletes(BOX);
    assert.deepEqual(rights.at(folder('a/')), { write: true, list: true });
    assert.deepEqual(rights.at(folder('', 'box2')), { delete: false });
    assert.deepEqual(heard, ['box/a/', 'box2/', 'Local']);
  });
});

describe('rights in words', () => {
  it('say what may not be done', () => {
    const all = deniedWords(folder(''), { list: false, read: false, write: false });
    assert.equal(all.length, 3);
    assert.ok(all.every((line) => line.endsWith(': box')));
    assert.deepEqual(deniedWords(folder(''), { list: true }), []);
    assert.deepEqual(deniedWords(folder(''), { write: true, delete: false }), [
      'This access key may not delete objects in the Space: box',
    ]);
    assert.equal(deniedWords(folder(''), { write: false, delete: false }).length, 1);
  });

  it('name the Spaces that a key can not change, if any, and not all of very many', () => {
    const { rights } = made();
    const spaces = Array.from({ length: 12 }, (_, index) => `box${index}`);
    assert.equal(readOnlyWords(rights, LOCAL, spaces), undefined);
    for (const space of spaces) rights.learn(folder('', space), { write: false });
    assert.match(readOnlyWords(rights, LOCAL, spaces) ?? '', /: box0, .*box7, …$/);
  });
});
