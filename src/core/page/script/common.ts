/**
 * What both pages do. The functions of this folder run in the receiver's browser: `script.ts` puts their source text
 * into the page. So each may name only globals and functions that stand in the same list there, and no constant
 * outside of it.
 */
import type { CommonTexts } from '../texts.ts';

/** What stands in the page as JSON. */
export interface PageData<T extends CommonTexts> {
  /** By language tag. */
  readonly texts: Readonly<Record<string, T>>;
  /** When the signature ends, milliseconds since the epoch. */
  readonly end: number;
  /** The sender's title; absent: that of the receiver's language. */
  readonly title?: string | undefined;
}

/** In which words to speak to the receiver, and how to write numbers and moments. */
export interface Voice<T extends CommonTexts> {
  readonly texts: T;
  readonly locale: string;
  size(bytes: number): string;
}

export function readData<D>(): D {
  return JSON.parse(byId('data').textContent ?? '') as D;
}

export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  return document.getElementById(id) as E;
}

/** Puts values into `{0}`, `{1}`. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_all, at: string) => String(values[Number(at)]));
}

/** The first of the browser's languages that the table has, else English. */
export function chooseVoice<T extends CommonTexts>(table: Readonly<Record<string, T>>): Voice<T> {
  const tags = Object.keys(table);
  const languageOf = (tag: string) => tag.toLowerCase().split('-')[0];
  for (const locale of [...navigator.languages, 'en']) {
    const tag = tags.find((each) => languageOf(each) === languageOf(locale));
    const texts = tag === undefined ? undefined : table[tag];
    if (tag === undefined || texts === undefined) continue;
    document.documentElement.lang = tag;
    return { texts, locale, size: sizesIn(locale) };
  }
  throw new Error('no language');
}

/** Says in the receiver's language what stands in the sender's, and shows what works only with a script. */
export function translate<T extends CommonTexts>(voice: Voice<T>, { end, title }: PageData<T>): void {
  const { locale } = voice;
  const texts = voice.texts as unknown as Readonly<Record<string, string>>;
  document.documentElement.classList.add('js');
  for (const element of document.querySelectorAll<HTMLElement>('[data-t]')) {
    const { t = '', n, b, y, v } = element.dataset;
    const values = [
      ...(n === undefined ? [] : [countText(Number(n), locale)]),
      ...(b === undefined ? [] : [voice.size(Number(b))]),
      ...(y === undefined ? [] : [typeText(y, texts)]),
      ...(v === undefined ? [] : [v]),
    ];
    element.textContent = fill(texts[t] ?? '', ...values);
  }
  byId('until').textContent = fill(voice.texts.until, momentText(end, locale));
  document.title = title ?? byId('title').textContent ?? '';
}

export function countText(count: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(count);
}

/** `Tue, Nov 24, 2026, 6:05 PM GMT+1`: the receiver's zone, named. */
export function momentText(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

/** Writes `1.2 MB`: decimal, as disks count. A formatter is slow to make, so each is made once. */
export function sizesIn(locale: string): (bytes: number) => string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const formats: Intl.NumberFormat[] = [];
  return (bytes) => {
    let at = 0;
    while (at < units.length - 1 && bytes / 1000 ** at >= 999.95) at++;
    formats[at] ??= new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: units[at] ?? 'byte',
      unitDisplay: at === 0 ? 'long' : 'short',
      maximumFractionDigits: 1,
    });
    return formats[at]?.format(bytes / 1000 ** at) ?? '';
  };
}

/** `images` for `image/*`, `PDF` for `application/pdf`; what has no such name stays as it is. */
export function typeText(type: string, texts: Readonly<Record<string, string>>): string {
  const [family = '', kind = ''] = type.split('/');
  if (kind === '*') return texts[family] ?? type;
  return /^[a-z0-9]{2,4}$/.test(kind) ? kind.toUpperCase() : type;
}

/** `2 hr, 5 min`: the two largest units, rounded down. */
export function lengthText(seconds: number, locale: string): string {
  const units: readonly (readonly [string, number])[] = [
    ['day', 86400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ];
  const first = Math.max(
    0,
    units.findIndex(([, length]) => seconds >= length),
  );
  let rest = seconds;
  const parts = units.slice(first, first + 2).flatMap(([unit, length], at) => {
    const count = Math.floor(rest / length);
    rest %= length;
    if (count === 0 && at > 0) return [];
    return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
  });
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(parts);
}

/** Shows what is left each second; once nothing is, says so and calls `close`. */
export function startClock<T extends CommonTexts>(
  { texts, locale }: Voice<T>,
  end: number,
  close: () => void,
): void {
  const tick = () => {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left > 0) {
      byId('left').textContent = fill(texts.endsIn, lengthText(left, locale));
      return;
    }
    clearInterval(timer);
    document.documentElement.classList.add('ended');
    byId('left').textContent = '';
    byId('ended').textContent = fill(texts.ended, momentText(end, locale));
    close();
  };
  const timer = setInterval(tick, 1000);
  tick();
}
