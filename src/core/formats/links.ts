import { t } from '@vscode/l10n';
import type { FileSuggestion } from '../ports.ts';
import type { ShellId } from '../settings.ts';
import { csvOf, jsonOf } from './data.ts';
import { curlLines, powershellLines, wgetLines } from './downloadLines.ts';
import { htmlOf, markdownOf } from './markup.ts';
import { eachOf, type Pieces } from './pieces.ts';

/** A signed URL with what the formats tell of its object. */
export interface FormattedLink {
  readonly url: string;
  readonly key: string;
  readonly space: string;
  /** Bytes, where a listing told. */
  readonly size?: number | undefined;
  /** Milliseconds since the epoch, where a listing told. */
  readonly lastModified?: number | undefined;
  /** Under which a receiver saves it, as wished; each format makes it legal where it is used, and distinct in a batch. */
  readonly filename: string;
  /** By the server's clock: `X-Amz-Date` + `X-Amz-Expires`. */
  readonly expiresAt: Date;
}

/** `qr` is a picture: it is shown (`Pictures`), and is no text. */
export const LINK_FORMATS = [
  'url',
  'markdown',
  'html',
  'curl',
  'wget',
  'powershell',
  'csv',
  'json',
  'qr',
] as const;

export type LinkFormat = (typeof LINK_FORMATS)[number];
export type TextFormat = Exclude<LinkFormat, 'qr'>;

/** The two differ where a person named the end and this machine's clock is off. */
export interface PictureEnds {
  /** As this machine's clock will show it. */
  readonly endsLocally: Date;
  /** As the person is told. */
  readonly saidEnd: Date;
}

/** Shows a link as a QR code, in a tab of the editor that says what it is and when it ends, and holds no URL as text. */
export interface Pictures {
  /** Throws `badArguments` for a link that no QR code can hold. */
  showQr(link: FormattedLink, ends: PictureEnds): Promise<void>;
}

export interface FormatContext {
  /** The receiver's shell, for `curl`; the other lines name theirs. */
  readonly shell: ShellId;
}

type Write = (links: readonly FormattedLink[], context: FormatContext) => Pieces;

const WRITERS: Readonly<Record<TextFormat, Write>> = {
  url: (links) => eachOf(links, ({ url }) => url),
  markdown: markdownOf,
  html: htmlOf,
  curl: curlLines,
  wget: wgetLines,
  powershell: powershellLines,
  csv: csvOf,
  json: jsonOf,
};

/**
 * The links as text, in their order. Throws `badKey` for an object whose link can't work in that form, naming it, and
 * what the shell's quoting throws.
 */
export function formatLinks(as: TextFormat, links: readonly FormattedLink[], context: FormatContext): string {
  return [...formatPieces(as, links, context)].join('');
}

/** The same text in pieces, each made when it is asked for: others can have their turn in between. */
export function formatPieces(
  as: TextFormat,
  links: readonly FormattedLink[],
  context: FormatContext,
): Pieces {
  return WRITERS[as](links, context);
}

/** What a person picks from. */
export interface FormatChoice {
  readonly as: LinkFormat;
  readonly label: string;
  readonly description: string;
}

/** Every format in words, in the order of `LINK_FORMATS`. */
export function formatChoices(): readonly FormatChoice[] {
  return [
    { as: 'url', label: t('URL'), description: t('one per line') },
    { as: 'markdown', label: t('Markdown'), description: t('links named after the objects') },
    { as: 'html', label: t('HTML'), description: t('links named after the objects') },
    { as: 'curl', label: t('curl'), description: t("download commands for the receiver's shell") },
    { as: 'wget', label: t('wget'), description: t('download commands for bash, dash, zsh, fish') },
    { as: 'powershell', label: t('PowerShell'), description: t('download commands for Windows') },
    { as: 'csv', label: t('CSV'), description: t('a table: Space, key, size, end, URL') },
    { as: 'json', label: t('JSON'), description: t('for a program') },
    { as: 'qr', label: t('QR code'), description: t('a picture to scan, in a tab') },
  ];
}

/** How a file with such a text is called; a curl line is a script of its shell. */
export function fileOf(as: TextFormat, { shell }: FormatContext): FileSuggestion {
  switch (as) {
    case 'markdown':
      return { name: 'links.md', kind: t('Markdown'), extension: 'md' };
    case 'html':
      return { name: 'links.html', kind: t('HTML'), extension: 'html' };
    case 'csv':
      return { name: 'links.csv', kind: t('CSV'), extension: 'csv' };
    case 'json':
      return { name: 'links.json', kind: t('JSON'), extension: 'json' };
    case 'powershell':
      return SCRIPTS.powershell();
    case 'curl':
      return SCRIPTS[shell]();
    case 'wget':
      return SCRIPTS.unix();
    case 'url':
      return textFile('links.txt');
  }
}

const SCRIPTS: Readonly<Record<ShellId, () => FileSuggestion>> = {
  unix: () => ({ name: 'download.sh', kind: t('Shell script'), extension: 'sh' }),
  powershell: () => ({ name: 'download.ps1', kind: t('PowerShell'), extension: 'ps1' }),
  bat: () => ({ name: 'download.bat', kind: t('Batch file'), extension: 'bat' }),
  // For the prompt: as a file it would mean something else.
  cmd: () => textFile('download.txt'),
};

function textFile(name: string): FileSuggestion {
  return { name, kind: t('Text'), extension: 'txt' };
}
