import assert from 'node:assert/strict';
import { type ErrorCode, SpacesError } from '../../../../src/core/errors.ts';
import { describeRow } from '../../../../src/vscode/tree/describe.ts';
import {
  ConnectionRow,
  EmptyRow,
  ErrorRow,
  FolderRow,
  MoreRow,
  ObjectRow,
  type Row,
  SpaceRow,
} from '../../../../src/vscode/tree/rows.ts';
import { folder, LOCAL } from '../../../support/fakes/listing.ts';
import { around, NOW } from './around.ts';

const cat = { key: 'a/cat.jpg', size: 1_234_567, lastModified: NOW - 300_000, etag: '' };
const spoken = (row: Row, more = {}) =>
  describeRow(row, { ...around, ...more }).accessibleName.replace(/\s/gu, ' ');
const failed = (code: ErrorCode) => spoken(new ErrorRow(folder(''), new SpacesError(code, 'Busy.')));

describe('what a screen reader says', () => {
  const names: readonly (readonly [string, string, string])[] = [
    [
      'an object: name, kind, size and age in words',
      spoken(new ObjectRow(folder('a/'), cat)),
      'cat.jpg, object, 1.2 megabytes, 5 minutes ago',
    ],
    ['a folder', spoken(new FolderRow(folder('a/'))), 'a, folder'],
    ['its filter', spoken(new FolderRow(folder('a/')), { filter: 'x' }), 'a, folder, filter: x'],
    ['a Space', spoken(new SpaceRow(folder(''))), 'box, Space'],
    [
      'a read-only connection',
      spoken(new ConnectionRow({ ...LOCAL, readOnly: true, endpoint: 'https://a.example' })),
      `${LOCAL.name}, connection, read-only, a.example`,
    ],
    ['what is not loaded', spoken(new MoreRow(folder(''), 1000)), 'Load More…, 1,000 loaded'],
    [
      'a page on its way',
      spoken(new MoreRow(folder(''), 1000), { isLoading: true }),
      'Loading…, 1,000 loaded',
    ],
    ['nothing', spoken(new EmptyRow(folder(''))), 'This Space is empty'],
    ['a failure', failed('slowDown'), 'Error: Busy.'],
    ['what is no failure', failed('noListBuckets'), 'Busy.'],
  ];
  for (const [what, said, expected] of names) it(what, () => assert.equal(said, expected));

  it('no row has a sign for the eye in its name', () => {
    const many = spoken(new MoreRow(folder(''), 20_000));
    for (const name of [...names.map(([, said]) => said), many]) assert.doesNotMatch(name, /[·|]|\$\(/);
  });
});
