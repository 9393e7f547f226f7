import { t } from '@vscode/l10n';
import { dispositionWords, formatLabel, versionWords } from '../../commands/links/words.ts';
import { methodWords, shellWords } from '../../commands/uploads/words.ts';
import type { Formats } from '../../core/format.ts';
import { LINK_FORMATS } from '../../core/formats/links.ts';
import type { Share } from '../../core/ledger.ts';
import type { ShareClock } from '../../core/ledgerTimes.ts';
import { namesOf } from '../../core/ledgerView.ts';
import { plain } from '../../core/plain.ts';
import { listed } from '../../core/sentences.ts';
import { SHELL_IDS } from '../../core/settings.ts';

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
    ...names.slice(0, NAMED).map((name) => nameWords(share, name)),
    ...(further > 0 ? [t('Further objects: {0}', formats.count(further))] : []),
    t('Space: {0}', plain(share.space)),
    t('Connection: {0}', plain(share.connectionName)),
    t('As: {0}', listed(formWords(share))),
    t('Made: {0}', formats.moment(shareClock.locally(share, 'made'))),
    t('Ends: {0}', formats.moment(shareClock.locally(share, 'expiresAt'))),
    ...linkLines(share),
    ...uploadLines(share, formats),
    ...SIGNER[signer](),
  ];
}

function nameWords({ what }: Share, name: string): string {
  const words = plain(name, WHOLE);
  return 'prefix' in what ? t('Prefix: {0}', words) : t('Key: {0}', words);
}

/** In which form it was handed out; one that this version does not know by its own name. */
function formWords({ kind, as }: Share): string[] {
  if (as === 'page') return [t('web page')];
  const format = LINK_FORMATS.find((each) => each === as);
  const shell = SHELL_IDS.find((each) => each === as);
  const words = format === undefined ? plain(as) : formatLabel(format);
  if (kind === 'link') return [words];
  return [methodWords(kind === 'put' ? 'put' : 'post'), shell === undefined ? words : shellWords(shell)];
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
    ...(disposition === undefined ? [] : [dispositionWords(disposition)]),
    ...(filename === undefined ? [] : [t('File name: {0}', plain(filename, WHOLE))]),
    ...(contentType === undefined ? [] : [t('Content type: {0}', plain(contentType, 200))]),
    ...(versionId === undefined ? [] : [versionWords(versionId)]),
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
