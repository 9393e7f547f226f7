// Markdown for a place where the repository's files are not: an extension's page in a market and in the editor.
import { posix } from 'node:path';
import type { PublicAddress } from './address.ts';

/** Code, in which nothing is a link, or one link or picture. Titles of links are not used here. */
const pieces =
  /^```.*?^```|`[^`\n]*`|<img\s[^>]*?src="(?<source>[^"]+)"[^>]*>|(?<mark>!?)\[(?<text>[^[\]]*)\]\((?<target>[^()\s]+)\)/gms;

/**
 * Makes the relative links and pictures of a page absolute. Without an address a link stays as its text alone, and a
 * picture is left out.
 * @param folder the page's folder, from the repository's top
 */
export function absolutePage(page: string, folder: string, address: PublicAddress | undefined): string {
  const replaced = page.replace(pieces, (all, ...rest) => {
    const { source, mark, text, target } = rest.at(-1) as Record<string, string | undefined>;
    const link = source ?? target;
    if (link === undefined || !isRelative(link)) return all;
    const path = posix.join(folder, link);
    if (source !== undefined || mark === '!') return address ? all.replace(link, address.raw(path)) : '';
    return address ? `[${text}](${address.page(path)})` : (text ?? '');
  });
  return replaced.replace(/\n{3,}/g, '\n\n');
}

/** Every target of a link or picture in a page, other than in code. */
export function targetsOf(page: string): string[] {
  return [...page.matchAll(pieces)].flatMap(({ groups }) => groups?.source ?? groups?.target ?? []);
}

/** Whether a target is a file beside the page, not an address of its own or a place in the page. */
export const isRelative = (target: string): boolean => !/^(?:[a-z][a-z0-9+.-]*:|#)/i.test(target);
