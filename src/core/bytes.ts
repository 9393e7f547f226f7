import { t } from '@vscode/l10n';
import { SpacesError } from './errors.ts';
import { knownLocale } from './format.ts';

/** A number as people group it (spaces, apostrophes), and what it counts. */
const SIZE = /^(\d[\d\s'’_]*(?:[.,][\d\s'’_.,]*)?)\s*([^\d\s.,]*)$/u;
/** `o` is French for a byte. */
const UNIT = /^([kmg]?)(i?)(?:b|o)?$/i;
const WORDS = /^(?:bytes?|octets?|バイト|字节)$/i;

/**
 * Whole bytes from a size as people write it: `500`, `10 MB`, `1.5 GB`, `64 KiB`. Decimal (1 kB is 1,000 bytes), as
 * sizes are shown, unless there is an `i`. Throws `badArguments` for what is no size, or no whole number of bytes.
 */
export function parseBytes(text: string, locale: string): number {
  const [, digits = '', unit = ''] = SIZE.exec(text.trim()) ?? [];
  const factor = WORDS.test(unit) ? 1 : factorOf(unit);
  const bytes = digits === '' || factor === undefined ? Number.NaN : readNumber(digits, locale) * factor;
  // 1.1 × 1,000,000 is not 1,100,000 to a computer.
  const whole = Math.round(bytes);
  if (Number.isSafeInteger(whole) && Math.abs(bytes - whole) < 1e-3) return whole;
  throw new SpacesError('badArguments', t('Type a size, like 500 kB, 10 MB or 1.5 GB.'));
}

function factorOf(unit: string): number | undefined {
  const match = UNIT.exec(unit);
  if (!match) return undefined;
  const [, prefix = '', binary = ''] = match;
  if (prefix === '') return binary === '' ? 1 : undefined;
  return (binary === '' ? 1000 : 1024) ** ' kmg'.indexOf(prefix.toLowerCase());
}

/** A point or comma parts decimals, or thousands where it is the locale's and three digits follow each. */
function readNumber(text: string, locale: string): number {
  const plain = text.replace(/[\s'’_]/g, '');
  const decimal = new Intl.NumberFormat(knownLocale(locale)).format(1.5)[1] ?? '.';
  const isGrouped = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/.test(plain) && !plain.includes(decimal);
  return Number(isGrouped ? plain.replace(/[.,]/g, '') : plain.replace(',', '.'));
}
