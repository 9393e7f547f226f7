import { t } from '@vscode/l10n';
import type { SigningTarget } from '../core/connection.ts';
import { hostOf } from '../core/endpoint.ts';
import { SpacesError } from '../core/errors.ts';
import { notS3 } from '../core/errorTable.ts';
import type { ListPage, ListRequest, ObjectEntry } from '../core/ports.ts';
import type { Answer } from './exchange.ts';
import type { Send } from './request.ts';
import type { Entry } from './sign.ts';
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from './xml.ts';

const maxPage = 1_000;

/**
 * One page of a listing (ListObjectsV2). `encoding-type=url` lets keys through that XML can't carry. The prefix is sent
 * also when it is empty: a policy limited to prefixes is checked against it. The token is the server's own and goes
 * back as it came; it is not a key, and never `start-after`.
 */
export async function listPage(
  send: Send,
  target: SigningTarget,
  space: string,
  request: ListRequest & { readonly signal: AbortSignal },
): Promise<ListPage> {
  const { prefix, delimiter, token, maxKeys = maxPage, signal } = request;
  const query: Entry[] = [
    ['list-type', '2'],
    ['encoding-type', 'url'],
    ['prefix', prefix],
    ['max-keys', String(Math.min(Math.max(Math.trunc(maxKeys), 1), maxPage))],
  ];
  if (delimiter !== undefined) query.push(['delimiter', delimiter]);
  if (token !== undefined) query.push(['continuation-token', token]);
  const answer = await send({ method: 'GET', target, space, query, signal });
  return readPage(rootOf(answer, 'ListBucketResult', target), token);
}

/** The names of all Spaces of the key pair's owner (ListBuckets). */
export async function listSpaces(
  send: Send,
  target: SigningTarget,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const names: string[] = [];
  const tokens = new Set<string>();
  for (let token: string | undefined; ; ) {
    const query: Entry[] = token === undefined ? [] : [['continuation-token', token]];
    const answer = await send({ method: 'GET', target, query, signal });
    const root = rootOf(answer, 'ListAllMyBucketsResult', target);
    for (const bucket of childrenOf(childOf(root, 'Buckets'), 'Bucket')) {
      const name = textOf(bucket, 'Name');
      if (name !== undefined) names.push(name);
    }
    token = textOf(root, 'ContinuationToken');
    if (token === undefined) return names;
    if (tokens.has(token)) throw endless();
    tokens.add(token);
  }
}

function readPage(root: XmlElement, token: string | undefined): ListPage {
  const decode = decoderOf(root);
  const prefixes = childrenOf(root, 'CommonPrefixes')
    .flatMap((element) => childrenOf(element, 'Prefix'))
    .map((prefix) => decode(prefix.text));
  const objects = childrenOf(root, 'Contents').map((element) => readObject(element, decode));
  if (textOf(root, 'IsTruncated')?.trim() !== 'true') return { prefixes, objects };
  const nextToken = textOf(root, 'NextContinuationToken');
  if (nextToken === undefined) {
    throw new SpacesError(
      'server',
      t('The server cut the listing short and did not say how to go on. Try again later.'),
    );
  }
  if (nextToken === token) throw endless();
  return { prefixes, objects, nextToken };
}

/** How the names of a listing are to be read: not every server does what `encoding-type` asks. */
export function decoderOf(root: XmlElement): (text: string) => string {
  return textOf(root, 'EncodingType') === 'url' ? decodeUrl : (text) => text;
}

function readObject(element: XmlElement, decode: (text: string) => string): ObjectEntry {
  const storageClass = textOf(element, 'StorageClass');
  return {
    key: decode(textOf(element, 'Key') ?? ''),
    size: Number(textOf(element, 'Size') ?? 0),
    lastModified: Date.parse(textOf(element, 'LastModified') ?? '') || 0,
    etag: unquote(textOf(element, 'ETag') ?? ''),
    ...(storageClass === undefined ? {} : { storageClass }),
  };
}

/** An entity tag without the quotes around it. */
export function unquote(etag: string): string {
  return etag.replace(/^"(.*)"$/, '$1');
}

/**
 * What `encoding-type=url` made of a name: AWS writes a space as `+`, Ceph as `%20`, both a plus as `%2B`. Bytes that
 * are not UTF-8 become U+FFFD.
 */
export function decodeUrl(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced.replace(/(?:%[0-9a-f]{2})+/gi, decodeBytes);
  }
}

function decodeBytes(run: string): string {
  return utf8.decode(Uint8Array.from(run.slice(1).split('%'), (byte) => Number.parseInt(byte, 16)));
}

/** Keeps a byte order mark: it is part of the name. */
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The root of an answer's document. Throws `notS3` where it has another name or is no XML. */
export function rootOf(answer: Answer, name: string, { endpoint }: SigningTarget): XmlElement {
  const host = hostOf(endpoint);
  if (answer.isCut) throw notS3({ host });
  let root: XmlElement;
  try {
    root = parseXml(answer.body);
  } catch (cause) {
    throw notS3({ host }, cause);
  }
  if (root.name !== name) throw notS3({ host });
  return root;
}

/** A server that gives the page that it gave. */
export function endless(): SpacesError {
  return new SpacesError(
    'server',
    t('The server repeats the same page of the listing, so it was stopped. Try again later.'),
  );
}
