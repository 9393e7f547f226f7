import assert from 'node:assert/strict';
import { copySignedUrl } from '../../../../src/commands/copySignedUrl.ts';
import { gatherObjects } from '../../../../src/commands/links/gather.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { dismiss, pick } from '../../../support/fakes/prompts.ts';
import { CONNECTION } from '../shareSetup.ts';
import { linkSetup, object, refusal } from './linkSetup.ts';

const below = (prefix: string, space = 'example-bucket') => ({ connection: CONNECTION, space, prefix });
const expiry = { seconds: 60 };
const pathsOf = (text: string) => text.split('\n').map((line) => new URL(line).pathname);

describe('links to all below a folder', () => {
  it('counts first, asks once with the count, and links each object', async () => {
    const { deps, reads, notices, progress, clipboard, prompts } = linkSetup();
    reads.pageSize = 2;
    reads.put('example-bucket', 'a', 'reports/1', 'reports/2', 'reports/sub/3', 'reports2');
    notices.answer('Copy Signed URLs');
    prompts.expect('Signed URLs: 3 objects', pick('1 hour'));
    const result = await copySignedUrl(deps, [below('reports/')]);
    assert.equal(result.count, 3);
    assert.deepEqual(pathsOf(clipboard.text), ['/reports/1', '/reports/2', '/reports/sub/3']);
    assert.deepEqual(progress.titles, ['Counting what is below reports/']);
    assert.deepEqual(progress.reports, ['2 (18 bytes)', '3 (31 bytes)']);
    const question = notices.shown.find(({ severity }) => severity === 'modal');
    assert.equal(
      question?.message,
      'Copy a signed URL for each object below reports/? Objects: 3 (31 bytes).',
    );
    assert.match(question?.detail ?? '', /no link to a folder/);
    assert.match(notices.last.message, /^3 signed URLs copied, work until .*, one per line$/);
  });

  it('a whole Space is called by its name', async () => {
    const { deps, reads, notices } = linkSetup();
    reads.put('example-bucket', 'a', 'b/c');
    await assert.rejects(copySignedUrl(deps, [below('')], { expiry }), { name: 'Cancelled' });
    assert.match(notices.last.message, /below example-bucket\? Objects: 2/);
  });

  it('leaves out what only stands for a folder, and says so', async () => {
    const { deps, reads, notices, clipboard } = linkSetup();
    reads.put('example-bucket', 'a/1', 'a/not-empty/');
    for (const key of ['a/', 'a/b/']) reads.putObject('example-bucket', { key, size: 0 });
    notices.answer('Copy Signed URLs');
    await copySignedUrl(deps, [below('a/')], { expiry });
    assert.deepEqual(pathsOf(clipboard.text), ['/a/1', '/a/not-empty/']);
    assert.match(notices.shown[0]?.detail ?? '', /only stand for a folder: 2\./);
  });

  it('a mixed selection has each object once, in its order, and lists nothing twice', async () => {
    const { deps, reads } = linkSetup();
    reads.put('example-bucket', 'a/1', 'a/b/2', 'a/b/3', 'c/4').put('other', 'a/1');
    const targets = [
      object('a/b/3'),
      below('a/b/'),
      below('a/'),
      object('a/1'),
      below('a/'),
      below('a/', 'other'),
    ];
    const { objects, bytes } = await gatherObjects(deps, [...targets, object('z')]);
    assert.deepEqual(
      objects.map(({ space, key }) => `${space} ${key}`),
      ['example-bucket a/b/3', 'example-bucket a/1', 'example-bucket a/b/2', 'other a/1', 'example-bucket z'],
    );
    assert.equal(bytes, 3 + 5 + 3, 'of those that were listed');
    assert.deepEqual(reads.calls, ['listPage example-bucket a/', 'listPage other a/']);
  });

  it('named objects need no listing', async () => {
    const { deps, reads } = linkSetup();
    const { objects } = await gatherObjects(deps, [object('a'), object('b'), object('a')]);
    assert.deepEqual(
      objects.map(({ key }) => key),
      ['a', 'b'],
    );
    assert.deepEqual(reads.calls, []);
    assert.equal((await refusal(gatherObjects(deps, []))).code, 'badArguments');
  });

  it('confirmed: asks nothing', async () => {
    const { deps, reads, notices } = linkSetup();
    reads.put('example-bucket', 'a/1', 'a/2');
    const result = await copySignedUrl(deps, [below('a/')], { expiry, confirmed: true, named: true });
    assert.equal(result.count, 2);
    assert.deepEqual(
      notices.shown.map(({ severity }) => severity),
      ['info'],
    );
  });

  it('nothing below: said, nothing copied', async () => {
    const { deps, reads, clipboard } = linkSetup();
    reads.put('example-bucket', 'a/1').putObject('example-bucket', { key: 'b/', size: 0 });
    const error = await refusal(copySignedUrl(deps, [below('b/')], { expiry, confirmed: true }));
    assert.equal(error.code, 'noSuchObject');
    assert.match(error.message, /no object below b\//);
    assert.equal(clipboard.text, '');
  });

  it('a listing that fails half-way copies nothing', async () => {
    const { deps, reads, clipboard } = linkSetup();
    reads.pageSize = 1;
    reads.put('example-bucket', 'a/1', 'a/2');
    const list = reads.listPage.bind(reads);
    reads.listPage = async (connection, space, request, signal) => {
      if (request.token !== undefined) throw new SpacesError('network', 'No answer.');
      return list(connection, space, request, signal);
    };
    assert.equal((await refusal(copySignedUrl(deps, [below('a/')], { expiry }))).code, 'network');
    assert.equal(clipboard.text, '');
  });

  it('fault 1: Cancel while it counts, at the confirmation and at the question of time is silence', async () => {
    const { deps, reads, notices, clipboard, prompts, progress } = linkSetup();
    reads.pageSize = 1;
    reads.put('example-bucket', 'a/1', 'a/2', 'a/3');
    progress.cancelNext('2 (');
    await assert.rejects(copySignedUrl(deps, [below('a/')], { expiry }), { name: 'Cancelled' });
    assert.ok(reads.calls.length <= 3);
    assert.deepEqual(notices.shown, []);
    await assert.rejects(copySignedUrl(deps, [below('a/')], { expiry }), { name: 'Cancelled' });
    notices.answer('Copy Signed URLs');
    prompts.answer(dismiss);
    await assert.rejects(copySignedUrl(deps, [below('a/')]), { name: 'Cancelled' });
    assert.equal(clipboard.text, '');
  });

  it('one that can not be linked is named, and the others are offered', async () => {
    const { deps, reads, clipboard } = linkSetup();
    reads.put('example-bucket', 'a/1', 'a/../2', 'a/3');
    const error = await refusal(copySignedUrl(deps, [below('a/')], { expiry, confirmed: true }));
    assert.match(error.message, /a\/\.\.\/2/);
    assert.equal(clipboard.text, '');
    assert.deepEqual(
      error.offers.map(({ title }) => title),
      ['Copy the Other 2'],
    );
    await error.offers[0]?.run();
    assert.deepEqual(pathsOf(clipboard.text), ['/a/1', '/a/3']);
  });
});
