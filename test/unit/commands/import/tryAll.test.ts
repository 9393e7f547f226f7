import assert from 'node:assert/strict';
import { importConnections } from '../../../../src/commands/import/importConnections.ts';
import { Cancelled } from '../../../../src/core/errors.ts';
import { enter, pickMany } from '../../../support/fakes/prompts.ts';
import { failing } from '../connectionSetup.ts';
import { world } from './setup.ts';

describe('imported connections are tested before they are saved', () => {
  const two = ['s3.eu-west-1.amazonaws.com', 'work'] as const;
  const afterFailure: readonly (readonly [press: string | undefined, names: readonly string[]])[] = [
    ['Save Anyway', ['s3.eu-west-1.amazonaws.com', 'work']],
    ['Save the Others', ['work']],
    ['Try Again', ['work', 's3.eu-west-1.amazonaws.com']],
    [undefined, []],
  ];
  for (const [way, names] of afterFailure) {
    it(`names what failed; ${way ?? 'dismissed'}: saves ${names.length}`, async () => {
      const here = world();
      here.prompts.expect('Import Connections', pickMany(...two));
      here.tester.results.push(failing('wrongSecret', 'The secret does not fit.'));
      if (way !== undefined) here.notices.answer(way);
      const done = importConnections(here.deps);
      if (way === undefined) await assert.rejects(done, Cancelled);
      else assert.equal(await done, names.length);
      const [asked] = here.notices.shown;
      assert.equal(
        asked?.message,
        'Connection test failed: s3.eu-west-1.amazonaws.com: The secret does not fit.',
      );
      assert.equal(asked?.detail, 'Nothing is saved yet.');
      assert.deepEqual(
        here.store.list().map(({ name }) => name),
        names,
      );
    });
  }

  it('names all that failed', async () => {
    const here = world();
    here.prompts.expect('Import Connections', pickMany(...two));
    here.tester.results.push(failing('wrongSecret', 'No.'), failing('unknownHost', 'Nobody.'));
    await assert.rejects(importConnections(here.deps), Cancelled);
    assert.equal(here.notices.last.message, 'Connection tests failed. Count: 2');
    assert.match(here.notices.last.detail, /^s3\.eu-west-1\.amazonaws\.com: No\.\nwork: Nobody\.\n\nNothing/);
    assert.deepEqual(here.notices.last.titles, ['Try Again', 'Save Anyway']);
  });

  it('a key that may not list its Spaces has them asked, and tried', async () => {
    const here = world();
    here.prompts
      .expect('Import Connections', pickMany('work'))
      .expect('Import Connections: work', enter('box'));
    here.tester.results.push(failing('noListBuckets'));
    assert.equal(await importConnections(here.deps), 1);
    assert.deepEqual(here.tester.tested[1]?.connection.spaces, ['box']);
    assert.deepEqual(here.store.list()[0]?.spaces, ['box']);
  });

  it('Cancel while testing, and a save that fails, leave nothing', async () => {
    const cancelled = world();
    cancelled.prompts.expect('Import Connections', pickMany('work'));
    cancelled.progress.cancelNext();
    await assert.rejects(importConnections(cancelled.deps), Cancelled);
    assert.deepEqual(cancelled.store.writes, []);

    const failed = world();
    failed.prompts.expect('Import Connections', pickMany(...two));
    const save = failed.store.save.bind(failed.store);
    failed.store.save = async (connection, pair) => {
      if (connection.name === 'work') throw new Error('storage is full');
      return save(connection, pair);
    };
    await assert.rejects(importConnections(failed.deps), /storage is full/);
    assert.deepEqual(failed.store.list(), []);
  });
});
