import { knownLocale } from '../format.ts';
import { de } from './texts/de.ts';
import { en } from './texts/en.ts';
import { es } from './texts/es.ts';
import { fr } from './texts/fr.ts';
import { ja } from './texts/ja.ts';
import { ptBr } from './texts/ptBr.ts';
import { zhCn } from './texts/zhCn.ts';

/** What both pages say. `{0}`, `{1}` are filled in by the page: moments, lengths of time, sizes, numbers, names. */
export interface CommonTexts {
  readonly until: string;
  readonly endsIn: string;
  readonly ended: string;
  readonly sharing: string;
  readonly madeWith: string;
}

export interface DownloadTexts extends CommonTexts {
  readonly title: string;
  readonly files: string;
  readonly filesAndSize: string;
  readonly all: string;
  readonly allNote: string;
  readonly stop: string;
  readonly started: string;
  readonly filter: string;
  readonly shown: string;
  readonly tryAnyway: string;
}

/** Texts whose name ends in `One` are for a page that takes a single file. */
export interface UploadTexts extends CommonTexts {
  readonly title: string;
  readonly titleOne: string;
  readonly drop: string;
  readonly dropOne: string;
  readonly choose: string;
  readonly chooseOne: string;
  readonly send: string;
  readonly largest: string;
  readonly smallest: string;
  readonly onlyType: string;
  /** Families of content types, as what a person calls such files. */
  readonly image: string;
  readonly video: string;
  readonly audio: string;
  readonly text: string;
  readonly type: string;
  readonly replaces: string;
  readonly replacesOne: string;
  readonly storedAs: string;
  readonly answerFollows: string;
  readonly waiting: string;
  readonly sending: string;
  readonly arrived: string;
  readonly arrivedOf: string;
  readonly goOn: string;
  readonly again: string;
  readonly notConfirmed: string;
  readonly refused: string;
  readonly unreachable: string;
  readonly tooLarge: string;
  readonly tooSmall: string;
  readonly empty: string;
  readonly wrongType: string;
  readonly badName: string;
  readonly oneOnly: string;
  readonly tooLate: string;
  readonly unreadable: string;
}

/** All that a page says in one language. */
export interface PageTexts {
  readonly common: CommonTexts;
  readonly download: Omit<DownloadTexts, keyof CommonTexts>;
  readonly upload: Omit<UploadTexts, keyof CommonTexts>;
}

/** By language tag, as browsers say it; English is the base. */
export const PAGE_TEXTS = { en, de, es, fr, ja, 'pt-BR': ptBr, 'zh-CN': zhCn } as const satisfies Readonly<
  Record<string, PageTexts>
>;

export type PageLanguage = keyof typeof PAGE_TEXTS;

/** A table that a page carries: the receiver's browser picks from it. */
export type PageTable<T> = Readonly<Record<PageLanguage, T>>;

const LANGUAGES = Object.keys(PAGE_TEXTS) as readonly PageLanguage[];

export function downloadTexts(): PageTable<DownloadTexts> {
  return tableOf(({ common, download }) => ({ ...common, ...download }));
}

export function uploadTexts(): PageTable<UploadTexts> {
  return tableOf(({ common, upload }) => ({ ...common, ...upload }));
}

function tableOf<T>(pick: (texts: PageTexts) => T): PageTable<T> {
  const entries = LANGUAGES.map((language) => [language, pick(PAGE_TEXTS[language])] as const);
  return Object.fromEntries(entries) as PageTable<T>;
}

/** The language of the table for a locale as the editor says it (`pt-br`, `de`); English where there is none. */
export function pageLanguage(locale: string): PageLanguage {
  const { language } = new Intl.Locale(knownLocale(locale));
  return LANGUAGES.find((tag) => new Intl.Locale(tag).language === language) ?? 'en';
}
