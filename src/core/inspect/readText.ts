import { cmdCommands } from './cmdWords.ts';
import { findSignedUrls } from './findUrls.ts';
import { readData } from './literals.ts';
import { decodeEntities, readForms } from './pageForms.ts';
import { powershellCommands } from './powershellWords.ts';
import { readProgram } from './programs.ts';
import type { Command, WrittenRequest } from './request.ts';
import { unixCommands } from './unixWords.ts';

/** More than a person pastes; a page with a thousand links has about so much. Characters. */
const MAX_TEXT = 4_000_000;

/**
 * What a text may stand for, one list a way of reading it, the likeliest first: whoever can judge requests takes the
 * list that has the fewest faults. In each list the requests stand in the text's order.
 */
export function readText(text: string): readonly (readonly WrittenRequest[])[] {
  const trimmed = unwrap(text.slice(0, MAX_TEXT).trim());
  const alone = readUrlAlone(trimmed);
  if (alone !== undefined) return [[alone]];
  const others = [readData(trimmed), /<form\b/i.test(trimmed) ? readForms(trimmed) : []];
  const found = [...others, ...readCommands(trimmed), readLoose(trimmed)];
  return found.filter((requests) => requests.length > 0);
}

/** Quotes, angle brackets and Markdown around a URL that was copied with them. */
function unwrap(text: string): string {
  const link = /^!?\[[^\]]*\]\((https?:\S+)\)$/.exec(text)?.[1];
  return link ?? /^(['"`<])(https?:[^\s'"`<>]+)['"`>]$/.exec(text)?.[2] ?? text;
}

function readUrlAlone(text: string): WrittenRequest | undefined {
  if (!/^https?:\/\/[^\s"'<>]+$/i.test(text)) return undefined;
  const isEscaped = /&amp;/i.test(text);
  const url = isEscaped ? decodeEntities(text) : text;
  return { url, headers: [], from: 'url', flaws: isEscaped ? ['escaped'] : [] };
}

function readCommands(text: string): readonly (readonly WrittenRequest[])[] {
  if (!/https?:\/\//i.test(text)) return [];
  const shells = shellsFor(text);
  return shells.map((read) => read(text).flatMap((command) => readProgram(command) ?? []));
}

/** Several shells read most commands the same; where they don't, the first that makes sense of one is taken. */
function shellsFor(text: string): readonly ((text: string) => readonly Command[])[] {
  const unix = (each: string) => unixCommands(each);
  const fish = (each: string) => unixCommands(each, { fish: true });
  const cmd = (each: string) => cmdCommands(each);
  const batch = (each: string) => cmdCommands(each, { isBatch: true });
  const others = [powershellCommands, batch, cmd];
  const isWindows = /\bcurl\.exe\b|\biwr\b|\birm\b|Invoke-(?:WebRequest|RestMethod)/i.test(text);
  if (/(?:^|[^%])%%[0-9A-F]{2}/i.test(text)) return [batch, cmd, unix, powershellCommands, fish];
  if (/\^\r?\n|\^["&]/.test(text)) return [cmd, batch, unix, powershellCommands, fish];
  return isWindows ? [...others, unix, fish] : [unix, fish, ...others];
}

/** Signed URLs in any other text. */
function readLoose(text: string): readonly WrittenRequest[] {
  return findSignedUrls(text).map(({ url }) => ({ url, headers: [], from: 'url', flaws: [] }));
}
