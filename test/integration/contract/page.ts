import type { Answer } from './client.ts';

/** The keys of a listing asked for with `encoding-type=url`. */
export function keysOf(page: Answer): string[] {
  return [...page.text.matchAll(/<Contents><Key>(.*?)<\/Key>/gs)].map(([, key]) => decodeName(key));
}

/** The common prefixes of a listing asked for with `encoding-type=url`. */
export function prefixesOf(page: Answer): string[] {
  const found = page.text.matchAll(/<CommonPrefixes><Prefix>(.*?)<\/Prefix>/gs);
  return [...found].map(([, prefix]) => decodeName(prefix));
}

/** The raw content of the first element of that name. */
export function one(page: Answer, element: string): string | undefined {
  return new RegExp(`<${element}>(.*?)</${element}>`, 's').exec(page.text)?.[1];
}

/** Ceph's tokens are keys, and keys may hold what XML escapes. */
export function tokenOf(page: Answer): string | undefined {
  const token = one(page, 'NextContinuationToken');
  return token === undefined ? undefined : decodeXml(token);
}

function decodeName(text = ''): string {
  return decodeURIComponent(decodeXml(text));
}

function decodeXml(text: string): string {
  return text.replaceAll(/&(#x?\w+|\w+);/g, (_, name: string) => {
    if (name.startsWith('#x')) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    return { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }[name] ?? '';
  });
}
