import assert from 'node:assert/strict';
import { deleteVersion, restoreVersion, showVersions } from '../../../../src/commands/properties/versions.ts';
import type { ObjectVersion } from '../../../../src/core/ports.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { back, dismiss, pick } from '../../../support/fakes/prompts.ts';
import { at, propertySetup } from './setup.ts';

const version = (versionId: string, day: number, more: Partial<ObjectVersion> = {}): ObjectVersion => ({
  ...{ versionId, lastModified: Date.UTC(2026, 10, day), size: day, isLatest: false, isDeleted: false },
  ...more,
});
const LABEL = {
  marker: 'Nov 3, 2026, 12:00:00 AM UTC',
  second: 'Nov 2, 2026, 12:00:00 AM UTC',
  first: 'Nov 1, 2026, 12:00:00 AM UTC',
};

function setUp(...versions: readonly ObjectVersion[]) {
  const setup = propertySetup();
  const all = [
    version('m', 3, { isLatest: true, isDeleted: true, size: 0 }),
    version('v2', 2),
    version('null', 1),
  ];
  setup.reads.putVersions('box', 'a', ...(versions.length > 0 ? versions : all));
  setup.attributes.put('a');
  return setup;
}

describe('Versions…', () => {
  it('lists all, the newest first, with sizes and delete markers', async () => {
    const { deps, prompts } = setUp();
    prompts.answer(dismiss);
    await assert.rejects(showVersions(deps, at('a')), { name: 'Cancelled' });
    assert.deepEqual(
      prompts.last.choices.map(({ label, description, detail }) => [label, description, detail]),
      [
        [LABEL.marker, 'Delete marker · the latest', '21d ago · m'],
        [LABEL.second, '2 bytes', '22d ago · v2'],
        [LABEL.first, '1 byte', '23d ago'],
      ],
    );
  });

  for (const [act, wanted] of [
    ['Open', 'open a v2'],
    ['Download…', 'download a v2'],
    ['Copy Signed URL…', 'share a v2'],
  ] as const)
    it(`${act}: of that version, after Back and another look`, async () => {
      const { deps, prompts, acts } = setUp();
      prompts.answer(pick(LABEL.first), back, pick(LABEL.second), pick(act));
      await showVersions(deps, at('a'));
      assert.deepEqual(acts, [wanted]);
    });

  it('a large one is opened after a question with its size', async () => {
    const { deps, prompts, notices, acts } = setUp(version('big', 1, { size: 10_000_001 }));
    prompts.answer(pick(LABEL.first), pick('Open'));
    await assert.rejects(showVersions(deps, at('a')), { name: 'Cancelled' });
    assert.match(notices.last.detail, /10 MB/);
    assert.deepEqual(acts, []);
  });

  it('Restore: a copy becomes the latest, and who shows it hears of it', async () => {
    const { deps, prompts, attributes, touched, notices } = setUp();
    prompts.answer(pick(LABEL.second), pick('Restore'));
    await showVersions(deps, at('a'));
    assert.deepEqual([attributes.done, touched], [['restore a v2'], ['a']]);
    assert.equal(notices.last.message, 'Restored: a');
  });

  it('a delete marker is taken away, without a question: nothing is lost', async () => {
    const { deps, prompts, removed, notices } = setUp();
    prompts.answer(pick(LABEL.marker), pick('Take the Delete Marker Away'));
    await showVersions(deps, at('a'));
    assert.deepEqual(removed, [{ key: 'a', versionId: 'm' }]);
    assert.deepEqual(notices.messages, ['Restored: a']);
  });

  it('Delete asks once, for ever', async () => {
    const { deps, prompts, removed, notices } = setUp();
    prompts.answer(pick(LABEL.second), pick('Delete This Version…'));
    await assert.rejects(showVersions(deps, at('a')), { name: 'Cancelled' });
    assert.deepEqual(removed, []);
    assert.match(
      `${notices.last.message} ${notices.last.detail}`,
      /for ever\? a .*2 bytes\. This can't be undone/,
    );
    notices.answer('Delete');
    prompts.answer(pick(LABEL.second), pick('Delete This Version…'));
    await showVersions(deps, at('a'));
    assert.deepEqual(removed, [{ key: 'a', versionId: 'v2' }]);
  });

  it('by arguments: nothing is asked', async () => {
    const { deps, attributes, removed, notices } = setUp();
    await restoreVersion(deps, at('a'), 'v2', undefined);
    await restoreVersion(deps, at('a'), 'm', undefined);
    await deleteVersion(deps, at('a'), 'null', true);
    assert.deepEqual(attributes.done, ['restore a v2']);
    assert.deepEqual(
      removed.map(({ versionId }) => versionId),
      ['m', 'null'],
    );
    assert.deepEqual(notices.messages, []);
    await assert.rejects(restoreVersion(deps, at('a'), 'nope', true), { code: 'noSuchObject' });
  });

  it('asks where the Space keeps no new versions, and what is there now would be lost', async () => {
    const { deps, attributes, notices } = setUp(version('null', 2, { isLatest: true }), version('v1', 1));
    await restoreVersion(deps, at('a'), 'v1', undefined);
    assert.deepEqual(attributes.done, ['restore a v1']);
    const suspended = { ...deps, control: { versioning: async () => 'suspended' as const } };
    await assert.rejects(restoreVersion(suspended, at('a'), 'v1', undefined), { name: 'Cancelled' });
    assert.match(notices.last.message, /Replace what is there now\? a/);
    await restoreVersion(suspended, at('a'), 'v1', true);
    assert.equal(attributes.done.length, 2);
  });

  it('a read-only connection and a browser offer what only reads', async () => {
    const { deps, prompts } = setUp();
    const readOnly = { ...at('a'), connection: { ...LOCAL, readOnly: true } };
    prompts.answer(pick(LABEL.second), dismiss);
    await assert.rejects(showVersions(deps, readOnly), { name: 'Cancelled' });
    assert.deepEqual(prompts.last.labels, ['Open', 'Download…', 'Copy Signed URL…']);
    prompts.answer(pick(LABEL.second), dismiss);
    await assert.rejects(showVersions({ ...deps, canChange: false }, at('a')), { name: 'Cancelled' });
    assert.deepEqual(prompts.last.labels, ['Open', 'Copy Signed URL…']);
    for (const change of [restoreVersion, deleteVersion])
      await assert.rejects(change(deps, readOnly, 'v2', true), { code: 'readOnly' });
  });
});
