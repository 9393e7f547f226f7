import type { Share } from '../../../src/core/ledger.ts';

/** A link to one object, made at 8:00 and good for an hour. */
export function shareOf(more: Partial<Share> = {}): Share {
  return {
    id: 'share00000',
    kind: 'link',
    as: 'url',
    connection: 'aaaaaaaaaa',
    connectionName: 'Demo',
    space: 'photos',
    what: { key: 'reports/2026/summary.pdf' },
    made: '2026-11-24T08:00:00.000Z',
    expiresAt: '2026-11-24T09:00:00.000Z',
    signedBy: '0123456789ab',
    ...more,
  };
}
