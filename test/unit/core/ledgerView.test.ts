import assert from 'node:assert/strict';
import type { Share } from '../../../src/core/ledger.ts';
import { countShares, groupShares, LedgerView, type SharesOrder } from '../../../src/core/ledgerView.ts';
import { CONNECTION } from '../commands/shareSetup.ts';
import { shareOf } from './shareOf.ts';

const NOW = Date.parse('2026-11-24T08:30:00Z');
const shareClock = { nowFor: () => NOW };
const connections = new Map([[CONNECTION.id, { ...CONNECTION, name: 'Renamed' }]]);
const at = (time: string) => `2026-11-24T${time}:00.000Z`;

const shares: readonly Share[] = [
  shareOf({ id: 'a', what: { key: 'report 10' }, made: at('08:01'), expiresAt: at('12:00') }),
  shareOf({ id: 'b', what: { key: 'report 9' }, made: at('08:03'), expiresAt: at('13:00') }),
  shareOf({ id: 'c', what: { prefix: 'inbox/' }, kind: 'form', made: at('08:02'), expiresAt: at('09:00') }),
  shareOf({ id: 'd', what: { key: 'old' }, made: at('07:00'), expiresAt: at('08:00') }),
  shareOf({ id: 'e', what: { key: 'older' }, made: at('06:59'), expiresAt: at('07:59') }),
  shareOf({ id: 'f', space: 'Archive', what: { keys: ['x', 'Y'], count: 2 }, expiresAt: at('09:00') }),
  shareOf({
    id: 'g',
    connection: 'gone',
    connectionName: 'Gone',
    what: { key: 'z' },
    expiresAt: at('09:00'),
  }),
];

const grouped = (filter: string, order: SharesOrder) =>
  groupShares(shares, { view: { filter, order }, connections, shareClock }).map(
    ({ connectionName, space, shares: its }) =>
      `${connectionName}/${space}: ${its.map(({ id }) => id).join('')}`,
  );

describe('the ledger as it is shown', () => {
  it('is grouped by connection and Space, by their names of today', () => {
    assert.deepEqual(grouped('', 'ends'), ['Gone/photos: g', 'Renamed/Archive: f', 'Renamed/photos: cabde']);
  });

  it('what has ended stands last in each order, the last to end first', () => {
    assert.match(grouped('', 'made').at(-1) ?? '', /: bcade$/);
    assert.match(grouped('', 'name').at(-1) ?? '', /: cbade$/);
  });

  for (const [filter, left] of [
    ['REPORT', ['Renamed/photos: ab']],
    ['y', ['Renamed/Archive: f']],
    ['inbox', ['Renamed/photos: c']],
    ['archive', ['Renamed/Archive: f']],
    ['renamed', ['Renamed/Archive: f', 'Renamed/photos: cabde']],
    ['demo', []],
    ['nothing', []],
  ] as const)
    it(`is filtered by "${filter}"`, () => assert.deepEqual(grouped(filter, 'ends'), left));

  it('counts what works and what has ended, and knows what ends next', () => {
    const { active, ended, next } = countShares(shares, shareClock);
    assert.deepEqual([active, ended, next?.share.id, next?.left], [5, 2, 'c', 30 * 60_000]);
    assert.deepEqual(countShares([], shareClock), { active: 0, ended: 0, next: undefined });
    assert.equal(
      countShares([shareOf({ expiresAt: at('08:30') })], shareClock).active,
      0,
      'at the very end it has ended',
    );
  });

  it('announces its changes', () => {
    const view = new LedgerView('ends');
    const heard: string[] = [];
    view.onDidChange(() => heard.push(`${view.filter} ${view.order}`));
    view.filter = ' a ';
    view.order = 'name';
    assert.deepEqual(heard, ['a ends', 'a name']);
  });
});
