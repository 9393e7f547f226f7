import { t } from '@vscode/l10n';
import type { Formats } from '../../core/format.ts';
import type { Share } from '../../core/ledger.ts';
import { leftWords, type ShareClock, timeLeft } from '../../core/ledgerTimes.ts';
import { dotted, listed } from '../../core/sentences.ts';
import type { Description, Icon } from '../tree/describe.ts';
import { labelOf } from '../tree/label.ts';
import { type LedgerRow, ShareRow, type ShareSpaceRow } from './rows.ts';

/** What a row's look depends on beside the row. */
export interface ShareSurroundings {
  readonly formats: Formats;
  readonly locale: string;
  readonly shareClock: ShareClock;
  /** Shares of more than one connection are shown. */
  readonly areSeveral: boolean;
}

/** What a person sees: the object's name and its folder, or what else it is. */
interface Naming {
  readonly label: string;
  /** Where, or how many; may be empty. */
  readonly detail: string;
  readonly kind: string;
  readonly icon: Icon;
}

export function describeLedgerRow(row: LedgerRow, around: ShareSurroundings): Description {
  return row instanceof ShareRow ? share(row.share, around) : space(row, around);
}

/** Unique in the tree. */
function idOfLedgerRow(row: LedgerRow): string {
  return JSON.stringify(
    row instanceof ShareRow ? [row.kind, row.share.id] : [row.kind, row.connection, row.space],
  );
}

/** The words for how long it works still, or since when not any more. `long` as a screen reader says them well. */
function endWords(each: Share, around: ShareSurroundings, style: 'short' | 'long'): string {
  const { formats, locale, shareClock } = around;
  const now = shareClock.nowFor(each);
  const left = timeLeft(each, now);
  if (left > 0) return t('ends in {0}', leftWords(left, locale, style));
  const age = style === 'long' ? formats.spokenAge : formats.age;
  return t('ended {0}', age(now + left, now));
}

function share(each: Share, around: ShareSurroundings): Description {
  const { label, detail, kind, icon } = namingOf(each, around.formats);
  const hasEnded = timeLeft(each, around.shareClock.nowFor(each)) <= 0;
  const parts = (words: string) => [words, detail].filter((part) => part !== '');
  return {
    id: idOfLedgerRow(new ShareRow(each)),
    label,
    description: dotted(parts(endWords(each, around, 'short'))),
    tooltip: undefined,
    contextValue: ['share', each.kind, ...(hasEnded ? ['ended'] : [])].join(';'),
    icon,
    isCollapsible: false,
    accessibleName: listed([label, kind, ...parts(endWords(each, around, 'long'))]),
  };
}

function space(row: ShareSpaceRow, { areSeveral }: ShareSurroundings): Description {
  const label = labelOf(row.space);
  const connection = areSeveral ? labelOf(row.connectionName) : '';
  return {
    id: idOfLedgerRow(row),
    label,
    description: connection,
    tooltip: listed([label, labelOf(row.connectionName)]),
    contextValue: row.kind,
    icon: { of: 'codicon', name: 'database' },
    isCollapsible: true,
    accessibleName: listed([label, t('Space'), ...(areSeveral ? [connection] : [])]),
  };
}

function namingOf(each: Share, formats: Formats): Naming {
  const { what, kind, as, space: itsSpace } = each;
  const isLink = kind === 'link';
  const kindName = as === 'page' ? t('web page') : isLink ? t('signed URL') : t('upload command');
  const icon = (other: Icon): Icon => (as === 'page' ? { of: 'codicon', name: 'browser' } : other);
  if ('key' in what) {
    const { folder, name } = parted(what.key);
    const own: Icon = isLink ? { of: 'file', name } : { of: 'codicon', name: 'cloud-upload' };
    return { label: labelOf(name), detail: folder && labelOf(folder), kind: kindName, icon: icon(own) };
  }
  if ('keys' in what) {
    const label = t('{0} objects', formats.count(what.count));
    return { label, detail: '', kind: kindName, icon: icon({ of: 'codicon', name: 'files' }) };
  }
  const place = labelOf(what.prefix === '' ? itsSpace : what.prefix);
  if (!isLink) {
    return {
      label: t('drop box: {0}', place),
      detail: '',
      kind: kindName,
      icon: icon({ of: 'codicon', name: 'inbox' }),
    };
  }
  const detail = what.count === undefined ? '' : t('Objects: {0}', formats.count(what.count));
  return {
    label: place,
    detail,
    kind: kindName,
    // Not the theme's (which is what the editor takes `folder` for): the default one has none, and the row is out of line.
    icon: icon({ of: 'codicon', name: 'folder-opened' }),
  };
}

/** The last segment, which may be empty for a folder's own object: then the folder is the name. */
function parted(key: string): { readonly folder: string; readonly name: string } {
  const at = key.lastIndexOf('/', key.length - 2);
  return { folder: key.slice(0, at + 1), name: key.slice(at + 1) };
}
