import { escapeHtml } from '../html.ts';
import { visible } from '../plain.ts';
import type { FormattedLink } from './links.ts';
import { eachOf, type Pieces } from './pieces.ts';

/**
 * Links named after their objects; several as a list. Links for images too, not pictures: those would end in the
 * document with the signature. By CommonMark a backslash takes its meaning from any punctuation.
 */
export function markdownOf(links: readonly FormattedLink[]): Pieces {
  const bullet = links.length > 1 ? '- ' : '';
  return eachOf(links, ({ key, url }) => `${bullet}[${label(key)}](${inParentheses(url)})`);
}

/** The same as HTML: `download` counts where the page and the link have one origin, and does no harm elsewhere. */
export function* htmlOf(links: readonly FormattedLink[]): Generator<string> {
  if (links.length < 2) {
    yield* eachOf(links, anchorOf);
    return;
  }
  yield '<ul>\n';
  yield* eachOf(links, (link) => `  <li>${anchorOf(link)}</li>`);
  yield '\n</ul>';
}

function anchorOf({ key, url, filename }: FormattedLink): string {
  return `<a href="${escapeHtml(url)}" download="${escapeHtml(visible(filename))}">${escapeHtml(visible(key))}</a>`;
}

/** Escaped where it would mean something: an underline inside a word does not. */
function label(key: string): string {
  return visible(key)
    .replace(/[\\`*[\]<>|~$]|&(?=#|\p{L})|_(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])_|!(?=\[)/gu, '\\$&')
    .replace(/^ | $/g, '&nbsp;');
}

/** Our signer leaves none of these; another's URL means the same with them encoded. */
function inParentheses(url: string): string {
  return url.replace(/[()<>\s\\]/g, (character) =>
    encodeURIComponent(character).replace('(', '%28').replace(')', '%29'),
  );
}
