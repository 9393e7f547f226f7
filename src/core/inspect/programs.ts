import { headerOf, readCurl } from './curl.ts';
import { readHashTable } from './powershellWords.ts';
import type { Command, Entry, WrittenForm, WrittenRequest } from './request.ts';

/** What a command asks of a server, for each program that is known; `undefined` for any other. */
export function readProgram(command: Command): WrittenRequest | undefined {
  const at = command.words.findIndex((word) => programOf(word) !== undefined);
  const words = command.words.slice(Math.max(at, 0));
  return programOf(words[0] ?? '')?.({ ...command, words });
}

type Read = (command: Command) => WrittenRequest | undefined;

function programOf(word: string): Read | undefined {
  const name = word
    .replace(/^.*[/\\]/, '')
    .replace(/\.exe$/i, '')
    .toLowerCase();
  if (name === 'curl') return readCurl;
  if (name === 'wget' || name === 'wget2') return readWget;
  if (/^(?:invoke-webrequest|invoke-restmethod|iwr|irm)$/.test(name)) return readInvoke;
  return undefined;
}

function readWget({ words, isUnquoted }: Command): WrittenRequest | undefined {
  let method = 'GET';
  const headers: Entry[] = [];
  const urls: string[] = [];
  for (const [index, word] of words.entries()) {
    const [, name = '', value = ''] = /^--([a-z-]+)(?:=([\s\S]*))?$/.exec(word) ?? [];
    const given = value || (words[index + 1] ?? '');
    if (name === 'method') method = given.toUpperCase();
    else if (name === 'header') headers.push(headerOf(given));
    else if (/^post-(?:data|file)$/.test(name)) method = 'POST';
    else if (/^https?:\/\//i.test(word)) urls.push(word);
  }
  return requestTo(urls[0], { method, headers, isUnquoted });
}

function readInvoke({ words, isUnquoted }: Command): WrittenRequest | undefined {
  const after = (name: string) => {
    const at = words.findIndex((word) => word.toLowerCase() === name);
    return at < 0 ? undefined : words[at + 1];
  };
  const type = after('-contenttype');
  const request = requestTo(
    words.find((word) => /^https?:\/\//i.test(word)),
    {
      method: after('-method')?.toUpperCase() ?? 'GET',
      headers: [
        ...readHashTable(after('-headers') ?? ''),
        ...(type === undefined ? [] : [['Content-Type', type] as const]),
      ],
      isUnquoted,
    },
  );
  const form = after('-form');
  return request && form !== undefined ? { ...request, form: formOf(readHashTable(form)) } : request;
}

function formOf(entries: readonly Entry[]): WrittenForm {
  const at = entries.findIndex(([name]) => name.toLowerCase() === 'file');
  if (at < 0) return { fields: entries, behindFile: [], hasFile: false };
  return { fields: entries.slice(0, at), behindFile: entries.slice(at + 1), hasFile: true };
}

function requestTo(
  url: string | undefined,
  { method, headers, isUnquoted }: { method: string; headers: readonly Entry[]; isUnquoted: boolean },
): WrittenRequest | undefined {
  if (url === undefined) return undefined;
  return { method, url, headers, from: 'command', flaws: isUnquoted ? ['unquoted'] : [] };
}
