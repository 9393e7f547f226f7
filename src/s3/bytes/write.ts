import { type ErrorCode, SpacesError } from '../../core/errors.ts';
import type { ObjectBytes, WriteOptions, Written } from '../../core/objects.ts';
import { payloadOf } from './digest.ts';
import { writtenIn } from './facts.ts';
import { writeEntries } from './headers.ts';
import { type Place, taken, type Visits } from './place.ts';
import { readsAs } from './readsAs.ts';

export function writeOf(visits: Visits): Pick<ObjectBytes, 'write'> {
  return {
    write: (target, content, options, signal) =>
      visits.write(target, signal, async (place) =>
        write(place, options, await payloadOf(content, visits.hashBytes)),
      ),
  };
}

async function write(
  { send, ...at }: Place,
  options: WriteOptions,
  payload: Awaited<ReturnType<typeof payloadOf>>,
): Promise<Written> {
  const { isNew = false } = options;
  const headers = [...writeEntries(options), ...(isNew ? [['if-none-match', '*'] as const] : [])];
  let isSentAgain = false;
  const onAgain = () => {
    isSentAgain = true;
  };
  try {
    return writtenIn(await send({ method: 'PUT', ...at, headers, ...payload, onAgain }));
  } catch (error) {
    if (!isNew || !isChanged(error)) throw error;
    // What is in the way may be what was sent before, and got no answer.
    const own = isSentAgain ? await readsAs({ send, ...at }, payload.body) : undefined;
    if (own) return own;
    throw taken(at.key);
  }
}

/** A condition that does not hold. */
export function isChanged(error: unknown): boolean {
  return error instanceof SpacesError && error.code === 'changed';
}

/** `notS3`: of an answer that broke off. */
const SAYS_NOTHING: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'network',
  'timeout',
  'server',
  'slowDown',
  'notS3',
]);

/** It may have been done all the same, without an answer. */
export function saysNothing(error: unknown): boolean {
  return error instanceof SpacesError && SAYS_NOTHING.has(error.code);
}
