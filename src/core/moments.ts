import { t } from '@vscode/l10n';
import { knownLocale } from './format.ts';

/** Seconds in words, in the largest units that say it exactly: `30 seconds`, `1 hour 30 minutes`, `7 days`. */
export function formatDuration(seconds: number): string {
  const parts: string[] = [];
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  const rest = seconds % 60;
  if (days > 0) parts.push(days === 1 ? t('1 day') : t('{0} days', days));
  if (hours > 0) parts.push(hours === 1 ? t('1 hour') : t('{0} hours', hours));
  if (minutes > 0) parts.push(minutes === 1 ? t('1 minute') : t('{0} minutes', minutes));
  if (rest > 0) parts.push(rest === 1 ? t('1 second') : t('{0} seconds', rest));
  return parts.join(' ');
}

/** How moments are written: the person's language, the extension host's zone, both handed in. */
export interface MomentStyle {
  readonly locale: string;
  /** IANA name; absent: the host's own. */
  readonly timeZone?: string | undefined;
}

/**
 * A moment in local time with its zone named: `Tue, 24 Nov, 18:05:30 GMT+1`. Seconds are shown where they matter,
 * which is when the end is near.
 */
export function formatMoment(at: Date, style: MomentStyle, options: { seconds: boolean }): string {
  const zone = style.timeZone === undefined ? {} : { timeZone: style.timeZone };
  return new Intl.DateTimeFormat(knownLocale(style.locale), {
    ...zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    ...(options.seconds ? { second: '2-digit' as const } : {}),
    timeZoneName: 'short',
  }).format(at);
}
