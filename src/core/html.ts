/** Markup that is safe as it stands. Made by `html` alone. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Html | readonly Html[];

/**
 * Markup with texts in it: whatever is not `Html` itself is escaped, for text and for values in quotes. Nothing of a
 * stranger's goes into a script, a style, or an address with a scheme of its own.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((string, index) => string + textOf(parts[index] ?? '')).join(''));
}

function textOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(({ text }) => text).join('');
  return escapeHtml(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text as it stands in HTML, between tags and in a quoted attribute. Line breaks become references: a parser would
 * change a carriage return, and a form must send what was signed. NUL, which HTML can't hold, becomes U+FFFD.
 */
export function escapeHtml(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
    .replace(/[\r\n]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll('\0', '\ufffd');
}
