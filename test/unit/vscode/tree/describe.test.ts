import assert from 'node:assert/strict';
import fc from 'fast-check';
import { COMMAND } from '../../../../src/contributions.ts';
import { type ErrorCode, SpacesError } from '../../../../src/core/errors.ts';
import { type Machine, machineOf, THIS_COMPUTER } from '../../../../src/core/machine.ts';
import { describeRow } from '../../../../src/vscode/tree/describe.ts';
import {
  ConnectionRow,
  EmptyRow,
  ErrorRow,
  FolderRow,
  idOf,
  MoreRow,
  ObjectRow,
  type Row,
  SpaceRow,
} from '../../../../src/vscode/tree/rows.ts';
import { tooltipLines } from '../../../../src/vscode/tree/tooltip.ts';
import { folder, LOCAL } from '../../../support/fakes/listing.ts';
import { around, NOW } from './around.ts';

const entry = (key: string, size = 1_234_567) => ({
  key,
  size,
  lastModified: NOW - 3 * 86_400_000,
  etag: '"abc"',
});
const object = (key: string) => new ObjectRow(folder(''), entry(key));
const labelOf = (row: Row) => describeRow(row, around).label;
const contextOf = (row: Row, filter = '') => describeRow(row, { ...around, filter }).contextValue;
const spaced = (text: string) => text.replace(/\s/gu, ' ');

const HOSTILE = '[x](command:workbench.action.quit) $(trash)';

describe('rows as they are shown', () => {
  it('show an object by its name, with size and age', () => {
    const look = describeRow(object('a/b/cat.jpg'), around);
    assert.equal(look.label, 'cat.jpg');
    assert.equal(spaced(look.description), '1.2 MB · 3d ago');
    assert.equal(look.contextValue, 'object');
    assert.deepEqual(look.icon, { of: 'file', name: 'cat.jpg' });
    assert.equal(look.tooltip, undefined, 'made on hover');
  });

  const labels: readonly (readonly [string, Row, string])[] = [
    ['a space at the end', object('a '), 'a\u2423'],
    ['only spaces', object('   '), '\u2423\u2423\u2423'],
    ['a no-break space at the edge', object('\u00a0a'), '⟨U+00A0⟩a'],
    ['spaces inside', object('a b'), 'a b'],
    ['a line break', object('a\nb'), 'a␊b'],
    ['a folder without a name', new FolderRow(folder('a//')), '(no name)'],
    ['a slash first', new FolderRow(folder('/')), '(no name)'],
    ["a folder's own marker", object('a/'), '(folder marker)'],
    ['an emoji', object('👩‍👩‍👧'), '👩‍👩‍👧'],
    ['a folder', new FolderRow(folder('a/b/')), 'b'],
    ['a deeper folder that a filter shows', new FolderRow(folder('a/b/'), ''), 'a/b'],
    ['a deeper object that a filter shows', new ObjectRow(folder(''), entry('a/b'), ''), 'a/b'],
  ];
  for (const [what, row, label] of labels) it(`label: ${what}`, () => assert.equal(labelOf(row), label));

  it('show hostile names as text', () => {
    const names = [HOSTILE, '\u202egpj.exe', 'x'.repeat(1000)];
    for (const name of names) {
      const rows = [
        object(name),
        new FolderRow(folder(`${name}/`)),
        new SpaceRow({ ...folder(''), space: name }),
      ];
      for (const row of rows) {
        const { label, tooltip = '', accessibleName } = describeRow(row, { ...around, filter: name });
        for (const text of [label, tooltip, accessibleName]) {
          assert.doesNotMatch(text, /\]\(|\$\(|\u202e|command:w/);
        }
        assert.ok(label.length <= 210, `${label.length} characters`);
      }
    }
  });

  it('a name that is shown is never blank', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 12 }), (name) => {
        assert.match(labelOf(object(name.replaceAll('/', ''))), /[^\s\u200b]/u);
      }),
    );
  });

  it('have context values with flags', () => {
    const readOnly = { ...LOCAL, readOnly: true, spaces: ['box'] };
    const place = { connection: readOnly, space: 'box', prefix: '' };
    assert.equal(contextOf(new ConnectionRow(LOCAL)), 'connection');
    assert.equal(contextOf(new ConnectionRow(readOnly)), 'connection;readOnly;named');
    assert.equal(contextOf(new SpaceRow(folder(''))), 'space');
    assert.equal(contextOf(new SpaceRow(place), 'x'), 'space;readOnly;filtered');
    assert.equal(contextOf(new FolderRow(folder('a/')), 'x'), 'folder;filtered');
    assert.equal(contextOf(new ObjectRow(place, entry('a'))), 'object;readOnly');
    assert.equal(contextOf(new MoreRow(folder(''), 1)), 'more');
    assert.equal(contextOf(new EmptyRow(folder(''), 'x')), 'empty;filtered');
    const failed = (code: ErrorCode) => contextOf(new ErrorRow(folder(''), new SpacesError(code, 'x')));
    assert.equal(failed('slowDown'), 'error');
    assert.equal(failed('unknownHost'), 'error;connection;help');
    assert.equal(failed('wrongSecret'), 'error;credentials;help');
    assert.equal(failed('cors'), 'error;cors;help');
    assert.equal(failed('listInBrowser'), 'error;nameSpace;help');
    assert.equal(failed('noCredentialsHere'), 'error;credentials;reload');
    const named = describeRow(new SpaceRow(place), { ...around, isNamed: true });
    assert.equal(named.contextValue, 'space;readOnly;named');
  });

  it('say of a connection where its requests come from, unless that goes without saying', () => {
    const tooltipAt = (machine: Machine) =>
      describeRow(new ConnectionRow(LOCAL), { ...around, machine }).tooltip;
    assert.match(tooltipAt(THIS_COMPUTER) ?? '', /^Local\n.*\nRegion: us-east-1$/);
    const far = machineOf({ isBrowser: false, remoteName: 'ssh-remote', isFar: true });
    assert.match(tooltipAt(far) ?? '', /us-east-1\nRequests are sent from the remote machine: SSH$/);
  });

  it('say what the key may not do, with flags that grey commands', () => {
    const seen = (row: Row, more: Partial<typeof around>) => {
      const { description, contextValue, tooltip = '' } = describeRow(row, { ...around, ...more });
      return [description, contextValue, tooltip.split('\n').slice(1).join(' ')];
    };
    const space = new SpaceRow(folder(''));
    const reader = { rights: { list: true, write: false } };
    const mayNotChange = 'This access key may not change objects in the Space: box';
    assert.deepEqual(seen(space, reader), ['read-only key', 'space;noWrite;noDelete', mayNotChange]);
    assert.deepEqual(seen(space, { ...reader, filter: 'x' })[0], 'filter: x · read-only key');
    assert.deepEqual(seen(new FolderRow(folder('a/')), reader), [
      '',
      'folder;noWrite;noDelete',
      mayNotChange,
    ]);
    assert.equal(describeRow(object('a'), { ...around, ...reader }).contextValue, 'object;noWrite;noDelete');
    const keeper = { rights: { write: true, delete: false } };
    const mayNotDelete = 'This access key may not delete objects in the Space: box';
    assert.deepEqual(seen(space, keeper), ['key may not delete', 'space;noDelete', mayNotDelete]);
    assert.equal(describeRow(object('a'), { ...around, ...keeper }).contextValue, 'object;noDelete');
    const deleter = { rights: { write: false, delete: true } };
    assert.equal(describeRow(object('a'), { ...around, ...deleter }).contextValue, 'object;noWrite');
    const [noList, flags] = seen(space, { rights: { list: false, write: true } });
    assert.deepEqual([noList, flags], ['key may not list', 'space;noList']);
    assert.deepEqual(seen(space, { rights: { list: true, read: true, write: true } }), ['', 'space', '']);
    const own = new SpaceRow({ ...folder(''), connection: { ...LOCAL, readOnly: true } });
    assert.equal(seen(own, reader)[0], '', 'the connection says it');
    const ofConnection = (more: Partial<typeof around>) => seen(new ConnectionRow(LOCAL), more)[0];
    const host = ofConnection({});
    assert.match(host ?? '', /127/);
    assert.equal(ofConnection({ mayListSpaces: true }), host);
    assert.equal(ofConnection({ mayListSpaces: false }), `key may not list Spaces · ${host}`);
    assert.equal(ofConnection({ isReader: true }), `read-only key · ${host}`);
  });

  it('say what the filter is, and why nothing is there', () => {
    assert.equal(
      describeRow(new SpaceRow(folder('')), { ...around, filter: '2026 ' }).description,
      'filter: 2026␣',
    );
    assert.equal(labelOf(new EmptyRow(folder(''))), 'This Space is empty');
    assert.equal(labelOf(new EmptyRow(folder('a/'))), 'This folder is empty');
    assert.equal(labelOf(new EmptyRow(folder('a/'), 'x')), 'No objects with this prefix');
    assert.equal(labelOf(new EmptyRow({ connection: LOCAL })), 'This connection has no Spaces');
  });

  it('have what Enter does where one thing is obvious', () => {
    const commandOf = (row: Row) => describeRow(row, around).command;
    const failed = (code: ErrorCode) => commandOf(new ErrorRow(folder(''), new SpacesError(code, 'x')));
    assert.equal(commandOf(new MoreRow(folder(''), 1)), COMMAND.loadMore);
    assert.equal(commandOf(new EmptyRow(folder(''), 'x')), COMMAND.filter);
    assert.deepEqual(
      ['slowDown', 'tls', 'accessDenied'].map((code) => failed(code as ErrorCode)),
      [COMMAND.retry, COMMAND.retry, COMMAND.retry],
    );
    assert.equal(failed('wrongSecret'), COMMAND.enterKey);
    assert.equal(failed('noListBuckets'), COMMAND.addSpace);
    assert.equal(commandOf(object('a')), COMMAND.open);
    const marker = new ObjectRow(folder(''), entry('a/'), 'a/');
    for (const row of [marker, new EmptyRow(folder('')), new SpaceRow(folder(''))])
      assert.equal(commandOf(row), undefined);
  });

  it('say the reason of a failure, and of a bug only that it is one', () => {
    assert.equal(labelOf(new ErrorRow(folder(''), new SpacesError('slowDown', 'Busy.'))), 'Busy.');
    assert.match(labelOf(new ErrorRow(folder(''), new TypeError('x is undefined'))), /inside Spaceport/);
  });

  it('suggest a filter from 10,000 loaded rows on, and say that a page is on its way', () => {
    const more = (loaded: number) => describeRow(new MoreRow(folder(''), loaded), around);
    assert.equal(more(9000).description, '9,000 loaded');
    assert.match(more(10_000).description, /^10,000 loaded · filter/);
    const loading = describeRow(new MoreRow(folder(''), 1000), { ...around, isLoading: true });
    assert.deepEqual([more(1).label, loading.label], ['Load More…', 'Loading…']);
  });
});

describe('row ids', () => {
  it('fault 17: an object `a`, an object `a ` and a folder `a/` are three', () => {
    const ids = [object('a'), object('a '), object('a/'), new FolderRow(folder('a/'))].map(idOf);
    assert.equal(new Set(ids).size, 4);
  });

  it('are different for different rows', () => {
    const name = fc.oneof(fc.string(), fc.constantFrom('', '"', '","', '\\', '/', 'null', '[]'));
    const connection = name.map((id) => ({ ...LOCAL, id }));
    const row = fc.oneof(
      connection.map((each) => new ConnectionRow(each)),
      fc.tuple(connection, name).map(([each, space]) => new SpaceRow({ connection: each, space })),
      fc
        .tuple(connection, name, name)
        .map(([each, space, prefix]) => new FolderRow({ connection: each, space, prefix })),
      fc
        .tuple(connection, name, name)
        .map(([each, space, key]) => new ObjectRow({ connection: each, space }, entry(key))),
    );
    const parts = (each: Row) => [
      each.kind,
      each.connection.id,
      ...('space' in each ? [each.space, 'key' in each ? each.key : each.prefix] : []),
    ];
    fc.assert(
      fc.property(row, row, (a, b) => {
        const same = JSON.stringify(parts(a)) === JSON.stringify(parts(b));
        assert.equal(idOf(a) === idOf(b), same);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('tooltips', () => {
  it('say all that is known, and without a HEAD what the listing said', () => {
    const { formats } = around;
    const listed = { ...entry('a/cat.jpg'), storageClass: 'STANDARD' };
    const head = { size: 1, lastModified: 0, etag: '', contentType: 'image/jpeg' };
    const lines = tooltipLines(listed, head, formats).map(spaced);
    assert.deepEqual(lines, [
      'Key: a/cat.jpg',
      'Size: 1,234,567 bytes',
      'Last modified: Nov 21, 2026, 12:00:00 PM UTC',
      'ETag: abc',
      'Storage class: STANDARD',
      'Content type: image/jpeg',
    ]);
    assert.deepEqual(tooltipLines(listed, undefined, formats).map(spaced), lines.slice(0, -1));
  });

  it('show hostile keys and headers as text, a whole key at that', () => {
    const { formats } = around;
    const head = { size: 1, lastModified: 0, etag: '', contentType: HOSTILE };
    const text = tooltipLines({ ...entry(HOSTILE), etag: HOSTILE, storageClass: HOSTILE }, head, formats);
    assert.doesNotMatch(text.join('\n'), /\]\(|\$\(|command:w/);
    assert.ok(tooltipLines(entry('k'.repeat(1024)), undefined, formats)[0]?.endsWith('k'.repeat(1024)));
  });
});
