import { t } from '@vscode/l10n';
import type { Formats } from '../../core/format.ts';
import type { Share } from '../../core/ledger.ts';
import type { ShareClock } from '../../core/ledgerTimes.ts';
import { namesOf } from '../../core/ledgerView.ts';
import { plain } from '../../core/plain.ts';

/** A key has at most 1,024 bytes: it is shown whole. */
const WHOLE = 1100;

/** So many of several keys are named. */
const NAMED = 10;

/** Whether the key pair that signed is the one its connection has now. */
export type SignerState = 'same' | 'other' | 'gone' | 'unknown';

/** What is known of a share, a line each, every value plain text. */
export function shareTooltip(
  share: Share,
  around: { readonly formats: Formats; readonly shareClock: ShareClock; readonly signer: SignerState },
): string[] {
  const { formats, shareClock, signer } = around;
  const names = namesOf(share);
  const further = ('keys' in share.what ? share.what.count : names.length) - NAMED;
  return [
    ...names.slice(0, NAMED).map((name) => t('Key: {0}', plain(name, WHOLE))),
    ...(further > 0 ? [t('Further objects: {0}', formats.count(further))] : []),
    t('Space: {0}', plain(share.space)),
    t('Connection: {0}', plain(share.connectionName)),
    t('Form: {0}', share.as),
    t('Made: {0}', formats.moment(shareClock.locally(share, 'made'))),
    t('Ends: {0}', formats.moment(shareClock.locally(share, 'expiresAt'))),
    ...linkLines(share),
    ...uploadLines(share, formats),
    ...SIGNER[signer](),
  ];
}

const SIGNER: Readonly<Record<SignerState, () => string[]>> = {
  same: () => [],
  unknown: () => [],
  other: () => [t('Signed with another key pair than the connection has now.')],
  gone: () => [t('The connection is not there any more.')],
};

function linkLines({ link }: Share): string[] {
  if (link === undefined) return [];
  const { disposition, filename, contentType, versionId, host } = link;
  return [
    ...(disposition === undefined
      ? []
      : [disposition === 'inline' ? t('Shown in the browser') : t('Saved as a file')]),
    ...(filename === undefined ? [] : [t('File name: {0}', plain(filename, WHOLE))]),
    ...(contentType === undefined ? [] : [t('Content type: {0}', plain(contentType, 200))]),
    ...(versionId === undefined ? [] : [t('Version: {0}', plain(versionId))]),
    ...(host === undefined ? [] : [t('Host: {0}', plain(host))]),
  ];
}

function uploadLines({ upload }: Share, formats: Formats): string[] {
  if (upload === undefined) return [];
  const { minBytes, maxBytes, contentType, acl, metadata } = upload;
  return [
    ...(minBytes === undefined ? [] : [t('At least: {0}', formats.size(minBytes))]),
    ...(maxBytes === undefined ? [] : [t('At most: {0}', formats.size(maxBytes))]),
    ...(contentType === undefined ? [] : [t('Content type: {0}', plain(contentType, 200))]),
    ...(acl === undefined ? [] : [t('Access: {0}', acl)]),
    ...Object.entries(metadata ?? {}).map(([name, value]) => `${plain(name)}: ${plain(value)}`),
  ];
}
