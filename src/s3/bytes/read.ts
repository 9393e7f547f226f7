import { hostOf } from '../../core/endpoint.ts';
import { Cancelled } from '../../core/errors.ts';
import { notS3, translate } from '../../core/errorTable.ts';
import type { ByteRange, ObjectBytes, ObjectFacts, ObjectRead } from '../../core/objects.ts';
import type { Answer, Pieces } from '../exchange.ts';
import { unquote } from '../listing.ts';
import { assertOfObject, assertRequestable } from '../objects.ts';
import type { Entry } from '../sign.ts';
import { type Known, rememberEncodings } from './encodings.ts';
import { factsIn, numberIn, readFacts, versionQuery } from './facts.ts';
import type { Place, Visits } from './place.ts';

interface Wish {
  readonly versionId?: string | undefined;
  readonly range?: ByteRange | undefined;
  readonly ifMatch?: string | undefined;
}

export function readsOf(visits: Visits): Pick<ObjectBytes, 'facts' | 'read'> {
  const encodings = rememberEncodings();
  return {
    facts: (object, signal) => visits.head(object, signal, (place) => readFacts(place, object.versionId)),
    read: (object, { range, ifMatch }, signal) =>
      visits.read(object, signal, async (place) => {
        assertRequestable(object.key);
        const wish = { versionId: object.versionId, range, ifMatch };
        if (visits.hidesHeaders) return readAsStored(place, wish);
        return readKnowing(place, wish, encodings.of(object));
      }),
  };
}

/**
 * `fetch` decodes what has a `Content-Encoding`, and nothing stops it but an answer without: what turns out to have one
 * is asked for again, with another in its place. What was learnt holds for that content alone.
 */
async function readKnowing(place: Place, wish: Wish, known: Known): Promise<ObjectRead> {
  const before = known.get();
  if (before !== undefined && before.etag === wish.ifMatch) {
    return withEncoding(await readAsStored(place, wish), before.encoding);
  }
  const answer = await ask(place, wish);
  const encoding = answer.headers.get('content-encoding');
  if (encoding === null) return readAnswer(place, wish, answer);
  answer.bytes?.end();
  const etag = unquote(answer.headers.get('etag') ?? '');
  known.set({ encoding, etag });
  return withEncoding(await readAsStored(place, { ...wish, ifMatch: etag }), encoding);
}

function withEncoding({ facts, body }: ObjectRead, contentEncoding: string): ObjectRead {
  return { facts: { ...facts, headers: { ...facts.headers, contentEncoding } }, body };
}

export async function readAsStored(place: Place, wish: Wish): Promise<ObjectRead> {
  const answer = await ask(place, wish, [['response-content-encoding', 'identity']]);
  const { facts, body } = await readAnswer(place, wish, answer);
  const { contentEncoding: _ours, ...headers } = facts.headers;
  return { facts: { ...facts, headers }, body };
}

function ask(
  { send, ...at }: Place,
  { versionId, range, ifMatch }: Wish,
  overrides: readonly Entry[] = [],
): Promise<Answer> {
  const headers: readonly Entry[] = [
    ...(range === undefined ? [] : [['range', `bytes=${range.start}-${range.end - 1}`] as const]),
    ...(ifMatch === undefined ? [] : [['if-match', `"${ifMatch}"`] as const]),
  ];
  const query = [...versionQuery(versionId), ...overrides];
  return send({ method: 'GET', ...at, query, headers, wantsBytes: true });
}

async function readAnswer(place: Place, wish: Wish, answer: Answer): Promise<ObjectRead> {
  try {
    const facts = await factsOf(place, wish, answer);
    const { start, end } = clip(wish.range, facts.size);
    return { facts, body: exactly(end - start, answer.bytes, place) };
  } catch (error) {
    answer.bytes?.end();
    throw error;
  }
}

/** Throws `notS3` where the answer is another part than was asked for. */
async function factsOf(
  place: Place,
  { versionId, range }: Wish,
  { status, headers }: Answer,
): Promise<ObjectFacts> {
  assertOfObject(headers, place.target);
  const length = numberIn(headers, 'content-length');
  const named = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '');
  const size = range === undefined ? length : named?.[3];
  // A browser may hide it, a proxy leave it out.
  const facts = size === undefined ? await readFacts(place, versionId) : factsIn(headers, Number(size));
  const { start, end } = clip(range, facts.size);
  const isThat = named === null || (Number(named[1]) === start && Number(named[2]) === end - 1);
  const isAll = length === undefined || length === end - start;
  if (status === (range === undefined ? 200 : 206) && isThat && isAll) return facts;
  throw notS3({ host: hostOf(place.target.endpoint) });
}

function clip(range: ByteRange | undefined, size: number): ByteRange {
  return range === undefined
    ? { start: 0, end: size }
    : { start: range.start, end: Math.min(range.end, size) };
}

/** So many bytes, no fewer and no more, or an error. */
async function* exactly(
  length: number,
  pieces: Pieces | undefined,
  { target, space, key, signal }: Place,
): AsyncGenerator<Uint8Array> {
  const attempt = () => ({ host: hostOf(target.endpoint), space, key });
  let arrived = 0;
  try {
    for await (const piece of pieces ?? []) {
      arrived += piece.length;
      if (arrived > length) break;
      yield piece;
    }
  } catch (error) {
    if (signal.aborted || error instanceof Cancelled) throw new Cancelled();
    throw translate(error, attempt());
  }
  if (arrived < length) throw translate(new Error('premature close'), attempt());
  if (arrived > length) throw notS3(attempt());
}
