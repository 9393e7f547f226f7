import type { Connection } from '../connection.ts';
import { type Examined, examine } from './examine.ts';
import { type Ampersand, findSignedUrls } from './findUrls.ts';
import { parameterOf } from './url.ts';

/** A signed URL in a document, by its place in the text. */
export interface DocumentLink {
  readonly start: number;
  readonly end: number;
  readonly ampersand: Ampersand;
  readonly examined: Examined;
}

/** Ends within a day; works for longer; works no more. */
export type LinkState = 'endsSoon' | 'live' | 'ended';

const DAY = 86_400_000;
/** A list that long was made by a program, and is read by one. */
const MOST_LINKS = 1000;

/** The signed URLs of a document, at most the first thousand. */
export function linksIn(text: string, connections: readonly Connection[]): readonly DocumentLink[] {
  return findSignedUrls(text)
    .slice(0, MOST_LINKS)
    .flatMap(({ start, end, url, ampersand }) => {
      const examined = examine({ url, headers: [], from: 'url', flaws: [] }, { connections });
      return examined === undefined ? [] : [{ start, end, ampersand, examined }];
    });
}

/** `undefined` for one that does not say when it ends. `now` by the server's clock, milliseconds. */
export function stateOf({ examined: { signed } }: DocumentLink, now: number): LinkState | undefined {
  if (signed.ends === undefined) return undefined;
  if (signed.ends <= now) return 'ended';
  return signed.ends - now <= DAY ? 'endsSoon' : 'live';
}

/** Milliseconds until one of them is in another state; `undefined` where none will be. */
export function untilNextState(links: readonly DocumentLink[], now: number): number | undefined {
  const moments = links.flatMap(({ examined: { signed } }) =>
    signed.ends === undefined ? [] : [signed.ends - DAY, signed.ends],
  );
  const next = Math.min(...moments.filter((moment) => moment > now));
  return Number.isFinite(next) ? next - now : undefined;
}

/** A text to stand in the place of a link, as the language of the document writes `&`. */
export function asWritten(url: string, { ampersand }: DocumentLink): string {
  return url.replaceAll('&', () => ampersand);
}

/** The object's own address: who has no right to it gets nothing there. */
export function withoutSignature(link: DocumentLink): string {
  const { request, parts } = link.examined;
  const [address = ''] = request.url.split(/[?#]/);
  const version = parameterOf(parts.parameters, 'versionId');
  return version === undefined ? address : `${address}?versionId=${encodeURIComponent(version)}`;
}

/** `s3://space/key`; `undefined` where the Space is not known for sure. */
export function s3UriOf({ examined: { place } }: DocumentLink): string | undefined {
  if (place.isGuess || place.space === undefined || !place.key) return undefined;
  return `s3://${place.space}/${place.key}`;
}
