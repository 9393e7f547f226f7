import { t } from '@vscode/l10n';
import { SpacesError } from './errors.ts';

const MOMENT = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[Zz]|[+-]\d\d:?\d\d)$/;

/** A moment in milliseconds, of ISO 8601 with `Z` or an offset. Throws `badExpiry`. */
export function parseMoment(text: string): number {
  const at = MOMENT.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  if (Number.isNaN(at) || !isRealDay(text)) {
    throw new SpacesError(
      'badExpiry',
      t(
        'expiresAt must be a date and time with a time zone, like 2026-12-01T09:00:00Z or 2026-12-01T09:00:00+02:00.',
      ),
    );
  }
  return at;
}

/** `Date.parse` turns 31 February into a day of March. */
function isRealDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}
