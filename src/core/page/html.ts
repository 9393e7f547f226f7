import { hexToBase64 } from '../hex.ts';
import { escapeHtml } from '../html.ts';

/** Where a page may go: everything else is forbidden to it. */
export interface Allowed {
  /** Addresses that it asks, posts to or shows in a frame. */
  readonly connect?: readonly string[] | undefined;
  readonly form?: readonly string[] | undefined;
  readonly frame?: readonly string[] | undefined;
}

export interface PageParts {
  readonly language: string;
  /** Plain text. */
  readonly title: string;
  readonly style: string;
  readonly script: string;
  /** HTML. */
  readonly body: string;
  /** What the script reads. */
  readonly data: unknown;
  readonly allowed: Allowed;
}

/** SHA-256 of a text's UTF-8, in hexadecimal. */
export type Sha256Hex = (text: string) => string | Promise<string>;

/** A value as JSON that no parser of HTML or JavaScript takes for anything else, in a script element. */
export function escapeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * One file that needs nothing else: what it looks like and does stands in it, and its policy lets it run only that (by
 * its hash) and ask only what it is for.
 */
export async function htmlDocument(parts: PageParts, sha256Hex: Sha256Hex): Promise<string> {
  const hashOf = async (text: string) => `'sha256-${hexToBase64(await sha256Hex(text))}'`;
  const { connect = [], form = [], frame = [] } = parts.allowed;
  const policy = [
    "default-src 'none'",
    "base-uri 'none'",
    `style-src ${await hashOf(parts.style)}`,
    `script-src ${await hashOf(parts.script)}`,
    `connect-src ${sources(connect)}`,
    `form-action ${sources(form)}`,
    `frame-src ${sources(frame)}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${parts.language}" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex, nofollow">
<meta name="generator" content="Spaceport">
<title>${escapeHtml(parts.title)}</title>
<style>${parts.style}</style>
</head>
<body>
${parts.body}
<script type="application/json" id="data">${escapeJson(parts.data)}</script>
<script>${parts.script}</script>
</body>
</html>
`;
}

/** Origins of addresses, as a policy's sources. It has no words for a host that is an IPv6 address. */
function sources(addresses: readonly string[]): string {
  const found = addresses.map((address) => {
    const { origin, protocol, hostname } = new URL(address);
    return hostname.startsWith('[') ? protocol : origin;
  });
  return [...new Set(found)].join(' ') || "'none'";
}
