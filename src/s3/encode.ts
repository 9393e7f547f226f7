import { t } from '@vscode/l10n';
import { SpacesError } from '../core/errors.ts';

const plainKey = /^[A-Za-z0-9\-_.~/]*$/;
const plainValue = /^[A-Za-z0-9\-_.~]*$/;

/**
 * An object's key as it stands in a URL's path: all but `A-Za-z0-9-_.~` and `/` percent-encoded, nothing normalised
 * (RFC 3986 section 2.3; AWS, "Create a canonical request", UriEncode with `/` kept).
 * Throws `badKey` for a key that is not well-formed Unicode: it has no UTF-8 form.
 */
export function encodeKey(key: string): string {
  if (plainKey.test(key)) return key;
  assertWellFormed(key);
  // Twice as fast as encoding the slashes too and putting them back.
  return encodeURI(key).replace(/[!'()*;,?:@&=+$#]/g, encodeCharacter);
}

/** A query name or value, `/` encoded too. Throws `badKey` as `encodeKey` does. */
export function encodeValue(text: string): string {
  if (plainValue.test(text)) return text;
  assertWellFormed(text);
  return encodeURIComponent(text).replace(/[!'()*]/g, encodeCharacter);
}

/** Throws `badKey` for text with half of a surrogate pair, which no server can have. */
export function assertWellFormed(text: string): void {
  if (/\p{Surrogate}/u.test(text)) {
    throw new SpacesError('badKey', t("The key holds half a character, which can't be written as UTF-8."));
  }
}

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
