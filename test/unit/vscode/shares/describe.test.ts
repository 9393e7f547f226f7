import assert from 'node:assert/strict';
import { createFormats } from '../../../../src/core/format.ts';
import type { Share } from '../../../../src/core/ledger.ts';
import type { ShareClock } from '../../../../src/core/ledgerTimes.ts';
import { describeLedgerRow } from '../../../../src/vscode/shares/describe.ts';
import { ShareRow, ShareSpaceRow } from '../../../../src/vscode/shares/rows.ts';
import { type SignerState, shareTooltip } from '../../../../src/vscode/shares/tooltip.ts';
import { shareOf } from '../../core/shareOf.ts';

const formats = createFormats('en', 'UTC');
const shareClock: ShareClock = {
  nowFor: () => Date.parse('2026-11-24T08:30:00Z'),
  locally: (share, moment) => Date.parse(share[moment]),
};
const around = { formats, locale: 'en', shareClock, areSeveral: false };
const plainly = (text: string) => text.replace(/[^\S\n]/gu, ' ');

const look = (more: Partial<Share>) => {
  const { label, description, contextValue, icon, accessibleName } = describeLedgerRow(
    new ShareRow(shareOf(more)),
    around,
  );
  return [label, plainly(description), contextValue, `${icon.of} ${icon.name}`, plainly(accessibleName)];
};

describe('the row of a share', () => {
  const rows: readonly (readonly [string, Partial<Share>, readonly string[]])[] = [
    [
      'a link',
      {},
      [
        'summary.pdf',
        'ends in 30 min · reports/2026/',
        'share;link',
        'file summary.pdf',
        'summary.pdf, signed URL, ends in 30 minutes, reports/2026/',
      ],
    ],
    [
      'one at the top, that has ended',
      { what: { key: 'a.txt' }, expiresAt: '2026-11-24T05:30:00.000Z' },
      ['a.txt', 'ended 3h ago', 'share;link;ended', 'file a.txt', 'a.txt, signed URL, ended 3 hours ago'],
    ],
    [
      'several',
      { what: { keys: ['a', 'b'], count: 1234 }, as: 'csv' },
      [
        '1,234 objects',
        'ends in 30 min',
        'share;link',
        'codicon files',
        '1,234 objects, signed URL, ends in 30 minutes',
      ],
    ],
    [
      'those below a prefix',
      { what: { prefix: 'dir/sub/', count: 3 } },
      [
        'dir/sub/',
        'ends in 30 min · Objects: 3',
        'share;link',
        'codicon folder-opened',
        'dir/sub/, signed URL, ends in 30 minutes, Objects: 3',
      ],
    ],
    [
      'a whole Space as a page',
      { what: { prefix: '', count: 3 }, as: 'page' },
      [
        'photos',
        'ends in 30 min · Objects: 3',
        'share;link',
        'codicon browser',
        'photos, web page, ends in 30 minutes, Objects: 3',
      ],
    ],
    [
      'an upload command',
      { kind: 'form', as: 'unix', what: { key: 'in/a.txt' } },
      [
        'a.txt',
        'ends in 30 min · in/',
        'share;form',
        'codicon cloud-upload',
        'a.txt, upload command, ends in 30 minutes, in/',
      ],
    ],
    [
      'a PUT',
      { kind: 'put', as: 'cmd', what: { key: 'a.txt' } },
      [
        'a.txt',
        'ends in 30 min',
        'share;put',
        'codicon cloud-upload',
        'a.txt, upload command, ends in 30 minutes',
      ],
    ],
    [
      'a drop box',
      { kind: 'form', as: 'bat', what: { prefix: 'in/' } },
      [
        'drop box: in/',
        'ends in 30 min',
        'share;form',
        'codicon inbox',
        'drop box: in/, upload command, ends in 30 minutes',
      ],
    ],
    [
      'a drop box as a page, the whole Space',
      { kind: 'form', as: 'page', what: { prefix: '' } },
      [
        'drop box: photos',
        'ends in 30 min',
        'share;form',
        'codicon browser',
        'drop box: photos, web page, ends in 30 minutes',
      ],
    ],
    [
      'a hostile name',
      { what: { key: '[x](command:y)\u202egpj.$(trash)/\u0007' } },
      [
        '␇',
        'ends in 30 min · [x]\u200b(command\u200b:y)⟨U+202E⟩gpj.$\u200b(trash)/',
        'share;link',
        'file \u0007',
        '␇, signed URL, ends in 30 minutes, [x]\u200b(command\u200b:y)⟨U+202E⟩gpj.$\u200b(trash)/',
      ],
    ],
  ];
  for (const [name, more, expected] of rows) it(name, () => assert.deepEqual(look(more), expected));

  it("a Space's row names its connection where there are several", () => {
    const row = new ShareSpaceRow({ connection: 'a', connectionName: 'Demo', space: 'photos', shares: [] });
    const { description, accessibleName, contextValue } = describeLedgerRow(row, {
      ...around,
      areSeveral: true,
    });
    assert.deepEqual(
      [description, accessibleName, contextValue],
      ['Demo', 'photos, Space, Demo', 'shareSpace'],
    );
    assert.equal(describeLedgerRow(row, around).accessibleName, 'photos, Space');
  });

  it('has an id of its own: by share, by connection and Space', () => {
    const ids = [
      new ShareRow(shareOf()),
      new ShareRow(shareOf({ id: 'share00001' })),
      ...[
        ['a', 'b'],
        ['a","b', ''],
      ].map(
        ([connection = '', space = '']) =>
          new ShareSpaceRow({ connection, connectionName: '', space, shares: [] }),
      ),
    ].map((row) => describeLedgerRow(row, around).id);
    assert.equal(new Set(ids).size, 4);
  });
});

describe('the tooltip of a share', () => {
  const lines = (more: Partial<Share>, signer: SignerState = 'same') =>
    shareTooltip(shareOf(more), { formats, shareClock, signer }).map(plainly);

  it('says what, where, as what and when', () => {
    assert.deepEqual(lines({}), [
      'Key: reports/2026/summary.pdf',
      'Space: photos',
      'Connection: Demo',
      'As: URL',
      'Made: Nov 24, 2026, 8:00:00 AM UTC',
      'Ends: Nov 24, 2026, 9:00:00 AM UTC',
    ]);
  });

  it('says the options of a link', () => {
    const link = {
      disposition: 'inline',
      filename: 'a.pdf',
      contentType: 'x/y',
      versionId: 'v',
      host: 'cdn.example',
    } as const;
    assert.deepEqual(lines({ link, as: 'markdown' }).slice(6), [
      'Show in the browser',
      'File name: a.pdf',
      'Content type: x/y',
      'Version v',
      'Host: cdn.example',
    ]);
  });

  it('says the limits of an upload', () => {
    const upload = {
      minBytes: 1,
      maxBytes: 5_000_000,
      contentType: 'image/*',
      acl: 'public-read',
      metadata: { a: 'b' },
    } as const;
    const said = lines({ kind: 'form', as: 'powershell', upload, what: { prefix: 'in/' } });
    assert.equal(said[0], 'Prefix: in/');
    assert.equal(said[3], 'As: Form (POST), PowerShell 5, 7');
    assert.deepEqual(said.slice(6), [
      'At least: 1 byte',
      'At most: 5 MB',
      'Content type: image/*',
      'Access: public-read',
      'a: b',
    ]);
    assert.equal(lines({ kind: 'put', as: 'json' })[3], 'As: PUT, JSON');
    assert.equal(lines({ as: 'page' })[3], 'As: web page');
    assert.equal(lines({ as: 'of a later version' })[3], 'As: of a later version');
  });

  it('names ten of many', () => {
    const keys = Array.from({ length: 20 }, (_, index) => `k${index}`);
    const said = lines({ what: { keys, count: 1500 } });
    assert.deepEqual([said[9], said[10]], ['Key: k9', 'Further objects: 1,490']);
  });

  it('says whose key pair signed, where that is another now', () => {
    assert.match(
      lines({}, 'other').at(-1) ?? '',
      /^Signed with another key pair than the connection has now\.$/,
    );
    assert.match(lines({}, 'gone').at(-1) ?? '', /^The connection is not there any more\.$/);
    assert.equal(lines({}, 'unknown').length, lines({}).length);
  });
});
