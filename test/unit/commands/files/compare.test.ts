import assert from 'node:assert/strict';
import { askAndCompare, compare, compareNamed } from '../../../../src/commands/files/compare.ts';
import type { Connection } from '../../../../src/core/connection.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { enter, pick } from '../../../support/fakes/prompts.ts';
import { object, openSetup, version } from './setup.ts';

const OTHER: Connection = { ...LOCAL, id: 'bbbbbbbbbb', name: 'Other' };
const DAY_1 = 'Nov 1, 2026, 12:00:00 AM UTC';
const DAY_2 = 'Nov 2, 2026, 12:00:00 AM UTC';

describe('Compare with…', () => {
  it('another object, which is asked for as Go to Object does', async () => {
    const { comparing, prompts, store, shown } = openSetup();
    store.put('box', 'a.txt').put('other', 'x/b.txt');
    prompts.answer(pick('Another Object…'), enter('s3://other/x/b.txt'));
    await askAndCompare(comparing, object('a.txt'));
    assert.deepEqual(shown, ['box/a.txt | other/x/b.txt | a.txt (box) ↔ b.txt (other)']);
    assert.deepEqual(prompts.titles, ['Compare: a.txt', 'Compare: a.txt']);
  });

  it('a bare key is of the same Space', async () => {
    const { comparing, prompts, store, shown } = openSetup({ connections: [LOCAL, OTHER] });
    store.put('box', 'a.txt', 'old/a.txt');
    prompts.answer(pick('Another Object…'), enter('old/a.txt'));
    await askAndCompare(comparing, object('a.txt'));
    assert.deepEqual(shown, ['box/a.txt | box/old/a.txt | a.txt (box) ↔ old/a.txt (box)']);
  });

  it('an object that is not there is no side', async () => {
    const { comparing, prompts, store, shown } = openSetup();
    store.put('box', 'a.txt');
    prompts.answer(pick('Another Object…'), enter('gone.txt'));
    await assert.rejects(askAndCompare(comparing, object('a.txt')), { code: 'noSuchObject' });
    await assert.rejects(askAndCompare(comparing, object('old row')), { code: 'noSuchObject' });
    assert.deepEqual(shown, []);
  });

  it('a version with what is there now, or two of them, the older one on the left', async () => {
    const { comparing, prompts, store, shown } = openSetup();
    const versions = [version('v3', 3, { isDeleted: true }), version('v2', 2), version('v1', 1)];
    store.putVersions('box', 'a.txt', ...versions);
    prompts.answer(pick('A Version…'), pick(DAY_1), pick('What is there now'));
    await askAndCompare(comparing, object('a.txt'));
    assert.deepEqual(prompts.asked[1]?.labels, [DAY_2, DAY_1], 'no deletion');
    assert.deepEqual(prompts.asked[2]?.labels, ['What is there now', DAY_2]);
    prompts.answer(pick('A Version…'), pick(DAY_2), pick(DAY_1));
    await askAndCompare(comparing, object('a.txt'));
    assert.deepEqual(shown, [
      `a.txt v1 | box/a.txt | a.txt (${DAY_1}) ↔ a.txt (box)`,
      `a.txt v1 | a.txt v2 | a.txt (${DAY_1}) ↔ a.txt (${DAY_2})`,
    ]);
  });

  it('says that there is one version alone', async () => {
    const { comparing, prompts, store } = openSetup();
    store.put('box', 'a.txt');
    prompts.answer(pick('A Version…'));
    await assert.rejects(
      askAndCompare(comparing, object('a.txt')),
      /one version alone of this object: a\.txt/,
    );
  });

  it('a file of this computer, where there is one', async () => {
    const { comparing, prompts, store, shown } = openSetup();
    store.put('box', 'a.txt');
    prompts.answer(pick('A File on This Computer…'));
    await askAndCompare(comparing, object('a.txt'));
    assert.deepEqual(shown, ['box/a.txt | /home/me/b.txt | a.txt (box) ↔ b.txt (this computer)']);
    const browser = openSetup({ isBrowser: true });
    browser.store.put('box', 'a.txt');
    browser.prompts.answer({ do: 'dismiss' });
    await assert.rejects(askAndCompare(browser.comparing, object('a.txt')), { name: 'Cancelled' });
    assert.deepEqual(browser.prompts.last.labels, ['Another Object…', 'A Version…']);
  });
});

describe('a comparison that a caller names', () => {
  it('is of an object, a version or a file', async () => {
    const { comparing, store, shown } = openSetup();
    store.put('box', 'a', 'b').putVersions('box', 'c', version('v1', 1));
    await compareNamed(comparing, object('a'), { object: object('b') });
    await compareNamed(comparing, object('a'), { object: object('c'), versionId: 'v1' });
    await compareNamed(comparing, object('a'), { file: 'C:\\Users\\me\\d.txt' });
    assert.deepEqual(shown, [
      'box/a | box/b | a (box) ↔ b (box)',
      `c v1 | box/a | c (${DAY_1}) ↔ a (box)`,
      'box/a | C:\\Users\\me\\d.txt | a (box) ↔ d.txt (this computer)',
    ]);
  });

  it('throws for a side that can’t be read', async () => {
    const { comparing, store, shown } = openSetup();
    store.put('box', 'a');
    const failing = (other: Parameters<typeof compareNamed>[2], code: string) =>
      assert.rejects(compareNamed(comparing, object('a'), other), { code });
    await failing({ object: object('gone') }, 'noSuchObject');
    await failing({ object: object('a/../b') }, 'badKey');
    await failing({ object: object('a'), versionId: 'gone' }, 'noSuchObject');
    await failing({ file: '/gone.txt' }, 'localFile');
    const browser = openSetup({ isBrowser: true });
    browser.store.put('box', 'a');
    await assert.rejects(compareNamed(browser.comparing, object('a'), { file: '/b' }), {
      code: 'notImplemented',
    });
    assert.deepEqual(shown, []);
  });
});

describe('the title of a comparison', () => {
  const titled = async (a: ReturnType<typeof object>, b: ReturnType<typeof object>) => {
    const { comparing, shown } = openSetup();
    await compare(comparing, { object: a }, { object: b });
    return shown[0]?.split(' | ')[2];
  };

  it('tells two objects apart, by Space, by folder, and by connection', async () => {
    assert.equal(await titled(object('x/a'), object('y/b', 1, 'other')), 'a (box) ↔ b (other)');
    assert.equal(await titled(object('x/a'), object('y/a')), 'x/a (box) ↔ y/a (box)');
    assert.equal(
      await titled(object('a'), { ...object('a'), connection: OTHER }),
      'a (box, Local) ↔ a (box, Other)',
    );
  });

  it('shows names as text', async () => {
    assert.doesNotMatch((await titled(object('[x](command:y)'), object('$(trash)'))) ?? '', /\]\(|\$\(/);
  });
});
