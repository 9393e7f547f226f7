import assert from 'node:assert/strict';
import { transferObjects } from '../../../../src/commands/manage/transferObjects.ts';
import { transferTo } from '../../../../src/commands/manage/transferTo.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { at, below, OTHER, setUp } from './setup.ts';

describe('moving and copying', () => {
  it('moves an object without a question, and says where it is', async () => {
    const { deps, done, notices, touched, moved } = setUp('a/1');
    const outcome = await transferObjects(deps, { sources: [at('a/1')], to: below('b/'), mode: 'move' });
    assert.deepEqual(outcome, { done: 1, skipped: 0, failed: 0 });
    assert.deepEqual(done, ['copy a/1 b/1', 'delete a/1']);
    assert.deepEqual(notices.messages, ['Moved: b/1']);
    assert.deepEqual(new Set(touched), new Set(['a/1', 'b/1']));
    assert.deepEqual(moved, ['a/1 > b/1']);
  });

  it('asks for a folder with what, where and how many, and Escape changes nothing', async () => {
    const { deps, done, notices } = setUp('a/1', 'a/b/2');
    const request = { sources: [below('a/')], to: below('x/'), mode: 'move' } as const;
    await assert.rejects(transferObjects(deps, request), { name: 'Cancelled' });
    assert.deepEqual(notices.messages, ['Move a/ to x/a/? Objects: 2 (8 bytes).']);
    assert.deepEqual(done, []);
    notices.answer('Move');
    await transferObjects(deps, request);
    assert.deepEqual(done.slice(2).sort(), ['delete a/1', 'delete a/b/2']);
  });

  it('asks with the Space, where it is another one', async () => {
    const { deps, notices } = setUp('a/1', 'a/2');
    const request = { sources: [below('a/')], to: below('', 'other'), mode: 'copy' } as const;
    await assert.rejects(transferObjects(deps, request), { name: 'Cancelled' });
    assert.deepEqual(notices.messages, ['Copy a/ to other/a/? Objects: 2 (6 bytes).']);
  });

  it('deletes no source whose copy failed, names it, and tries that one again', async () => {
    const { deps, done, notices, refused } = setUp('a/1', 'a/2', 'a/3');
    refused.copy.add('a/2');
    const sources = ['a/1', 'a/2', 'a/3'].map((key) => at(key));
    const request = { sources, to: below('b/'), mode: 'move', confirmed: true } as const;
    assert.deepEqual(await transferObjects(deps, request), { done: 2, skipped: 0, failed: 1 });
    assert.equal(notices.last.message, 'Moved: 2. Failed: 1. a/2. No a/2.');
    assert.ok(!done.includes('delete a/2'));
    refused.copy.clear();
    done.length = 0;
    await notices.press('Retry');
    assert.deepEqual(done, ['copy a/2 b/2', 'delete a/2']);
  });

  it('says that there are two where a source may not be deleted; to try again deletes alone', async () => {
    const { deps, done, notices, refused } = setUp('a/1');
    refused.remove.add('a/1');
    await transferObjects(deps, { sources: [at('a/1')], to: below('b/'), mode: 'move' });
    assert.equal(notices.last.message, 'No a/1. It was copied, but not deleted: a/1 and b/1 are both there.');
    refused.remove.clear();
    done.length = 0;
    await notices.press('Retry');
    assert.deepEqual(done, ['delete a/1']);
  });

  it('a source that was changed since it was copied stays', async () => {
    const { deps, done, notices, store } = setUp('a/1');
    const { copy } = deps.copier;
    deps.copier.copy = async (...args) => {
      const copied = await copy(...args);
      store.putObject('box', { key: 'a/1', etag: 'newer' });
      return copied;
    };
    const outcome = await transferObjects(deps, { sources: [at('a/1')], to: below('b/'), mode: 'move' });
    assert.deepEqual([outcome.failed, done], [1, ['copy a/1 b/1']]);
    assert.match(notices.last.message, /changed meanwhile: a\/1/);
  });

  it('a copy that is not there, or not whole, keeps its source', async () => {
    for (const change of [{ size: 1 }, { etag: 'else' }, undefined]) {
      const { deps, done, store } = setUp('a/1');
      const { copy } = deps.copier;
      deps.copier.copy = async (...args) => {
        const copied = await copy(...args);
        if (change) store.putObject('box', { key: 'b/1', ...change });
        else store.take('box', 'b/1');
        return copied;
      };
      const outcome = await transferObjects(deps, { sources: [at('a/1')], to: below('b/'), mode: 'move' });
      assert.deepEqual([outcome.failed, done], [1, ['copy a/1 b/1']]);
    }
  });

  it('two sources of one name never replace one another', async () => {
    for (const [answer, keys] of [
      ['Replace', ['x/1', 'x/1 (2)']],
      ['Keep Both', ['x/1', 'x/1 (2)']],
      ['Skip', ['x/1']],
    ] as const) {
      const { deps, notices, store } = setUp('a/1', 'b/1');
      notices.answer(answer);
      const sources = [at('a/1'), at('b/1')];
      await transferObjects(deps, { sources, to: below('x/'), mode: 'copy' });
      const page = await store.listPage(LOCAL, 'box', { prefix: 'x/' }, new AbortController().signal);
      assert.deepEqual(
        page.objects.map(({ key }) => key),
        keys,
      );
    }
  });

  it('what stands for a folder on both sides is no conflict', async () => {
    const { deps, notices, store } = setUp('a/1');
    store.putObject('box', { key: 'a/', size: 0 }).putObject('box', { key: 'x/a/', size: 0 });
    const request = { sources: [below('a/')], to: below('x/'), mode: 'move', confirmed: true } as const;
    assert.deepEqual(await transferObjects(deps, request), { done: 2, skipped: 0, failed: 0 });
    assert.deepEqual(notices.messages, ['Moved: 2']);
  });

  it('a move to where it is does nothing', async () => {
    const { deps, done, notices } = setUp('a/1', 'b/1');
    const to = below('a/');
    const outcome = await transferObjects(deps, { sources: [at('a/1')], to, mode: 'move' });
    assert.deepEqual([outcome.done, done, notices.messages], [0, [], []]);
    const whole = { sources: [below('a/')], to: below(''), mode: 'move' } as const;
    assert.equal((await transferObjects(deps, whole)).done, 0);
  });

  it('refuses what can not be before anything is done', async () => {
    const { deps, done, store } = setUp('a/./1', 'b/1');
    const move = (sources: Parameters<typeof transferObjects>[1]['sources'], to = below('x/')) =>
      transferObjects(deps, { sources, to, mode: 'move', confirmed: true });
    await assert.rejects(move([below('a/')]), { code: 'badKey' });
    await assert.rejects(move([at('none')]), { code: 'noSuchObject' });
    await assert.rejects(move([below('none/')]), { code: 'noSuchObject' });
    await assert.rejects(move([below('b/')], below(`${'é'.repeat(511)}/`)), {
      code: 'badKey',
      message: /1024/,
    });
    const readOnly = { ...LOCAL, readOnly: true };
    await assert.rejects(move([at('b/1')], below('x/', 'box', readOnly)), { code: 'readOnly' });
    await assert.rejects(move([at('b/1', 'box', readOnly)]), { code: 'readOnly' });
    store.put('box', 'b/2');
    await assert.rejects(move([below('')], below('b/')), { message: /into itself: box/ });
    assert.deepEqual(done, []);
  });

  it('a cancelled move takes its copies back; a cancelled copy keeps them and says so', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `a/${index}`);
    for (const mode of ['move', 'copy'] as const) {
      const { deps, done, notices, progress } = setUp(...keys);
      const run = progress.run.bind(progress);
      progress.run = (title, task) => {
        if (/^(Moving|Copying)/.test(title)) progress.cancelNext('9 of 40');
        return run(title, async (signal, report) =>
          task(signal, (message) => {
            report(message);
            signal.throwIfAborted();
          }),
        );
      };
      const request = { sources: [below('a/')], to: below('b/'), mode, confirmed: true } as const;
      await assert.rejects(transferObjects(deps, request), { name: 'Cancelled' });
      const copies = done.filter((each) => each.startsWith('copy')).length;
      const back = done.filter((each) => each.startsWith('delete b/')).length;
      assert.ok(copies >= 9 && copies < 40, String(copies));
      assert.equal(back, mode === 'move' ? copies : 0);
      assert.ok(!done.some((each) => each.startsWith('delete a/')));
      assert.deepEqual(notices.messages, mode === 'move' ? [] : [`Copied: ${copies}`]);
    }
  });

  it('a second try that ends early takes no copy back whose source may be gone', async () => {
    const { deps, done, notices, progress, store } = setUp('a/1');
    const { remove } = deps.deleter;
    // Deleted, and the answer lost.
    deps.deleter.remove = async (_space, doomed, { onRemoved }) => {
      store.take('box', 'a/1');
      const error = new SpacesError('network', 'No answer.');
      onRemoved({ deleted: [], markers: [], failed: doomed.map((each) => ({ ...each, error })) });
    };
    await transferObjects(deps, { sources: [at('a/1')], to: below('b/'), mode: 'move' });
    deps.deleter.remove = remove;
    progress.cancelNext();
    await assert.rejects(notices.press('Retry'), { name: 'Cancelled' });
    assert.deepEqual(done, ['copy a/1 b/1']);
    assert.deepEqual(notices.last.message, 'Copied: b/1');
  });

  it('a cancelled move takes no copy back that somebody wrote over, or whose source is gone', async () => {
    const { deps, done, notices, progress, store } = setUp('a/1', 'a/2', 'a/3', 'a/4');
    const run = progress.run.bind(progress);
    progress.run = (title, task) => {
      if (title.startsWith('Moving')) progress.cancelNext('4 of 4');
      return run(title, async (signal, report) =>
        task(signal, (message) => {
          report(message);
          if (message !== '4 of 4') return;
          store.putObject('box', { key: 'b/1', etag: 'theirs' }).take('box', 'a/2');
          store.putObject('box', { key: 'a/3', etag: 'newer' });
        }),
      );
    };
    const sources = ['a/1', 'a/2', 'a/3', 'a/4'].map((key) => at(key));
    const request = { sources, to: below('b/'), mode: 'move', confirmed: true } as const;
    await assert.rejects(transferObjects(deps, request), { name: 'Cancelled' });
    assert.deepEqual(
      done.filter((each) => each.startsWith('delete')),
      ['delete b/4'],
    );
    assert.deepEqual(notices.messages, ['Copied: 3']);
  });

  it('a move that ends early takes nothing back where nobody can tell what is there', async () => {
    const { deps, done, notices, store } = setUp('a/1');
    const { copy } = deps.copier;
    deps.copier.copy = async (...args) => {
      const copied = await copy(...args);
      store.failures.push(...Array.from({ length: 4 }, () => new SpacesError('network', 'No answer.')));
      return copied;
    };
    const request = { sources: [at('a/1')], to: below('b/'), mode: 'move' } as const;
    await assert.rejects(transferObjects(deps, request), { code: 'network' });
    assert.deepEqual(done, ['copy a/1 b/1']);
    assert.equal(notices.last.message, 'Copied: b/1');
  });

  it('tells of all copies in a Space at once', async () => {
    const { deps } = setUp('a/1', 'a/2', 'a/3');
    const told: (readonly string[])[] = [];
    deps.listing.touched = ({ space }, keys) => void told.push([space, ...keys]);
    const request = {
      sources: [below('a/')],
      to: below('', 'other'),
      mode: 'copy',
      confirmed: true,
    } as const;
    await transferObjects(deps, request);
    assert.deepEqual(told, [['other', 'a/1', 'a/2', 'a/3']]);
  });

  it('a cancelled move that can not take its copies back says that they are there', async () => {
    const { deps, notices, progress, refused } = setUp('a/1', 'a/2');
    for (const key of ['b/1', 'b/2']) refused.remove.add(key);
    const run = progress.run.bind(progress);
    progress.run = (title, task) => {
      if (title.startsWith('Moving')) progress.cancelNext('2 of 2');
      return run(title, task);
    };
    const sources = [at('a/1'), at('a/2')];
    const request = { sources, to: below('b/'), mode: 'move', confirmed: true } as const;
    await assert.rejects(transferObjects(deps, request), { name: 'Cancelled' });
    assert.deepEqual(notices.messages, ['Copied: 2']);
  });

  it('a move through another address of the same store never replaces an object by itself', async () => {
    for (const [sources, to] of [
      [[at('a/1', 'box', OTHER)], below('a/')],
      [[below('a/', 'box', OTHER)], below('')],
    ] as const) {
      const { deps, done, notices, store } = setUp('a/1');
      store.putObject('box', { key: 'a/', size: 0 });
      const request = { sources, to, mode: 'move', confirmed: true, onConflict: 'replace' } as const;
      const outcome = await transferObjects(deps, request);
      assert.deepEqual([outcome.done, outcome.failed, done], [0, 0, []]);
      assert.match(notices.last.message, /^Moved: 0\. Skipped: /);
    }
  });

  it('gives up where all fail, and asks the server no more', async () => {
    const keys = Array.from({ length: 200 }, (_, index) => `a/${index}`);
    const { deps, refused, notices } = setUp(...keys);
    let asked = 0;
    const { copy } = deps.copier;
    deps.copier.copy = (...args) => {
      asked++;
      return copy(...args);
    };
    for (const key of keys) refused.copy.add(key);
    const request = { sources: [below('a/')], to: below('b/'), mode: 'copy', confirmed: true } as const;
    assert.deepEqual(await transferObjects(deps, request), { done: 0, skipped: 0, failed: 200 });
    assert.ok(asked < 40, String(asked));
    assert.match(notices.last.message, /^Copied: 0\. Failed: 200\. a\/0, a\/1, a\/\d+, …\. No a\//);
  });

  it('goes to a key of its own, for one object alone', async () => {
    const { deps, done } = setUp('a/1', 'a/2');
    const to = at('z/9', 'other', OTHER);
    await transferTo(deps, { sources: [at('a/1')], to, mode: 'copy' });
    assert.deepEqual(done, ['copy a/1 z/9']);
    const several = { sources: [at('a/1'), at('a/2')], to, mode: 'copy' } as const;
    await assert.rejects(transferTo(deps, several), { code: 'badArguments' });
  });
});
