import assert from 'node:assert/strict';
import type { TransferRequest } from '../../../../src/commands/manage/transferObjects.ts';
import { Cancelled, SpacesError } from '../../../../src/core/errors.ts';
import { dropRows } from '../../../../src/vscode/commands/drop.ts';
import { FolderRow, ObjectRow, type Row, SpaceRow } from '../../../../src/vscode/tree/rows.ts';
import { FakeNotices } from '../../../support/fakes/notices.ts';
import { CONNECTION } from '../../commands/shareSetup.ts';

const place = (space = 'things', connection = CONNECTION) => ({ connection, space });
const entry = (key: string) => ({ key, size: 1, lastModified: 0, etag: '' });
const object = (key: string, ...where: Parameters<typeof place>) =>
  new ObjectRow(place(...where), entry(key));
const folder = (prefix: string, ...where: Parameters<typeof place>) =>
  new FolderRow({ ...place(...where), prefix });
const readOnly = { ...CONNECTION, id: 'readonly00', readOnly: true };

async function dropped(rows: readonly Row[], onto: Row, answer?: string) {
  const notices = new FakeNotices();
  if (answer !== undefined) notices.answer(answer);
  const requests: TransferRequest[] = [];
  await dropRows({ notices, transfer: async (request) => void requests.push(request) }, rows, onto);
  return { notices, requests };
}

describe('rows dropped onto another one', () => {
  const asked: readonly [string, readonly Row[], Row, string][] = [
    ['an object onto a folder', [object('a.txt')], folder('to/'), 'Move or copy a.txt to to/?'],
    ['a folder onto its Space', [folder('x/y/')], new SpaceRow(place()), 'Move or copy y/ to things/?'],
    ['onto an object: into its folder', [object('a.txt')], object('to/b.txt'), 'Move or copy a.txt to to/?'],
    ['into another Space', [object('a')], folder('to/', 'other'), 'Move or copy a to other/to/?'],
    ['several', [object('a'), object('b'), folder('c/')], folder('to/'), 'Move or copy a and 2 more to to/?'],
    [
      'a hostile name',
      [object('[x](command:y)')],
      folder('to/'),
      'Move or copy [x]\u200b(command:y) to to/?',
    ],
  ];
  for (const [title, rows, onto, message] of asked)
    it(`${title}: asks once`, async () => {
      const { notices, requests } = await dropped(rows, onto, 'Move');
      assert.deepEqual(notices.messages.map(visible), [visible(message)]);
      assert.equal(requests.length, 1);
      assert.deepEqual(
        { mode: requests[0]?.mode, confirmed: requests[0]?.confirmed, count: requests[0]?.sources.length },
        { mode: 'move', confirmed: true, count: rows.length },
      );
    });

  it('are copied where that is the answer', async () => {
    const { requests } = await dropped([object('a')], folder('to/'), 'Copy');
    assert.deepEqual(requests[0], {
      sources: [{ ...place(), key: 'a' }],
      to: { ...place(), prefix: 'to/' },
      ...{ mode: 'copy', confirmed: true },
    });
  });

  it('what lies in a folder that comes along is not counted', async () => {
    const rows = [object('x/a'), folder('x/'), folder('x/y/'), object('b')];
    const { notices, requests } = await dropped(rows, folder('to/'), 'Move');
    assert.deepEqual(notices.messages, ['Move or copy x/ and 1 more to to/?']);
    assert.deepEqual(requests[0]?.sources, [
      { ...place(), prefix: 'x/' },
      { ...place(), key: 'b' },
    ]);
  });

  it('a dismissed question does nothing', async () => {
    await assert.rejects(dropped([object('a')], folder('to/')), Cancelled);
  });

  const nothing: readonly [string, readonly Row[], Row][] = [
    ['where they are', [object('to/a'), folder('to/b/')], folder('to/')],
    ['onto one beside', [object('to/a')], object('to/b')],
    ['a folder onto itself', [folder('to/')], folder('to/')],
    ['in the Space', [object('a')], new SpaceRow(place())],
  ];
  for (const [title, rows, onto] of nothing)
    it(`${title}: nothing was meant`, async () => {
      const { notices, requests } = await dropped(rows, onto, 'Move');
      assert.deepEqual([notices.messages, requests], [[], []]);
    });

  it('out of a read-only connection they can only be copied; into one nothing can be', async () => {
    const { notices } = await dropped([object('a', 'things', readOnly)], folder('to/'), 'Copy');
    assert.deepEqual(notices.last.titles, ['Copy']);
    await assert.rejects(dropped([object('a')], folder('to/', 'things', readOnly), 'Copy'), isReadOnly);
  });
});

function visible(text: string): string {
  return text.replace(/\p{Cf}/gu, '');
}

function isReadOnly(error: unknown): boolean {
  return error instanceof SpacesError && error.code === 'readOnly';
}
