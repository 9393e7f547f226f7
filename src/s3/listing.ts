import { t } from '@vscode/l10n';
import type { SigningTarget } from '../core/connection.ts';
import { hostOf } from '../core/endpoint.ts';
import { SpacesError } from '../core/errors.ts';
import { notS3 } from '../core/errorTable.ts';
import { endless } from '../core/listingPage.ts';
import { OneATurn } from '../core/oneATurn.ts';
import type { ListPage, ListRequest, ObjectEntry } from '../core/ports.ts';
import type { Answer } from './exchange.ts';
import { OBJECT_FACTS, type RawObject, type RawPage, scanListing } from './listingScan.ts';
import type { Send } from './request.ts';
import type { Entry } from './sign.ts';
import { childOf, childrenOf, parseXml, textOf, type XmlElement } from './xml.ts';

const maxPage = 1_000;

/** Pages that are asked for at the same time come together, and to read one takes milliseconds. */
const turns = new OneATurn();

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
  const { prefix, delimiter, token, startAfter, maxKeys = maxPage, signal } = request;
  const query: Entry[] = [
    ['list-type', '2'],
    ['encoding-type', 'url'],
    ['prefix', prefix],
    ['max-keys', String(Math.min(Math.max(Math.trunc(maxKeys), 1), maxPage))],
  ];
  if (delimiter !== undefined) query.push(['delimiter', delimiter]);
  if (startAfter !== undefined) query.push(['start-after', startAfter]);
  if (token !== undefined) query.push(['continuation-token', token]);
  const answer = await send({ method: 'GET', target, space, query, signal });
  await turns.come();
  return readPage(scanned(answer) ?? rawPage(rootOf(answer, 'ListBucketResult', target)), token);
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

/** The page as it was written; `undefined` where it has to be read in another way. */
function scanned({ body, isCut }: Answer): RawPage | undefined {
  try {
    return isCut ? undefined : scanListing(body);
  } catch {
    return undefined;
  }
}

/** The same of a document that was read by the parser for all of them. */
export function rawPage(root: XmlElement): RawPage {
  const facts = new Map<string, string>();
  for (const { name, text } of root.children) if (!facts.has(name)) facts.set(name, text);
  const prefixes = childrenOf(root, 'CommonPrefixes')
    .flatMap((element) => childrenOf(element, 'Prefix'))
    .map(({ text }) => text);
  const contents = childrenOf(root, 'Contents').map((element): RawObject => {
    const object: RawObject = {};
    for (const name of OBJECT_FACTS) {
      const fact = childOf(element, name)?.text;
      if (fact !== undefined) object[name] = fact;
    }
    return object;
  });
  return { facts, prefixes, contents };
}

function readPage({ facts, prefixes: encoded, contents }: RawPage, token: string | undefined): ListPage {
  const decode = decoderFor(facts.get('EncodingType'));
  const prefixes = encoded.map(decode);
  const objects = contents.map((object) => readObject(object, decode));
  if (facts.get('IsTruncated')?.trim() !== 'true') return { prefixes, objects };
  const nextToken = facts.get('NextContinuationToken') || undefined;
  if (nextToken === undefined) {
    throw new SpacesError(
      'server',
      t('The server cut the listing short and did not say how to go on. Try again later.'),
    );
  }
  if (nextToken === token) throw endless();
  return { prefixes, objects, nextToken: alone(nextToken) };
}

/** How the names of a listing are to be read: not every server does what `encoding-type` asks. */
export function decoderOf(root: XmlElement): (text: string) => string {
  return decoderFor(textOf(root, 'EncodingType'));
}

function decoderFor(encoding: string | undefined): (text: string) => string {
  return encoding === 'url' ? decodeUrl : alone;
}

/** The same as a text of its own: what is cut from a page keeps all of the page in memory, as long as it is kept. */
function alone(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}

function readObject(
  { Key, Size, LastModified, ETag, StorageClass }: RawObject,
  decode: (text: string) => string,
): ObjectEntry {
  return {
    key: decode(Key ?? ''),
    size: Number(Size || 0),
    lastModified: Date.parse(LastModified ?? '') || 0,
    etag: unquote(ETag ?? ''),
    ...(StorageClass ? { storageClass: StorageClass === 'STANDARD' ? 'STANDARD' : alone(StorageClass) } : {}),
  };
}

/** An entity tag without the quotes around it. */
export function unquote(etag: string): string {
  const isQuoted = etag.length > 1 && etag.startsWith('"') && etag.endsWith('"');
  return isQuoted ? etag.slice(1, -1) : etag;
}

/**
 * What `encoding-type=url` made of a name: AWS writes a space as `+`, Ceph as `%20`, both a plus as `%2B`. Bytes that
 * are not UTF-8 become U+FFFD.
 */
export function decodeUrl(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  // Also where there is nothing to decode: what this makes stands alone.
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
