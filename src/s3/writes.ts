import { t } from '@vscode/l10n';
import { type SigningTarget, signingTarget } from '../core/connection.ts';
import { usableCredentials } from '../core/credentials.ts';
import { SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import type { ObjectTarget, SpaceTarget } from '../core/target.ts';
import type { ObjectWriter } from '../core/writes.ts';
import { readSpace, type StoreDeps } from './client.ts';
import { encodeKey, encodeValue } from './encode.ts';
import { rootOf } from './listing.ts';
import { codeOf, mayWrite, unlessNoAnswer } from './mayWrite.ts';
import { headObject } from './objects.ts';
import { createSend, type Send } from './request.ts';
import { textOf } from './xml.ts';

/** One CopyObject carries no more (S3's and Ceph's limit). */
const LARGEST_COPY = 5 * 1024 ** 3;

/** Changes objects of saved connections, where their Spaces are. */
export function createWriter(deps: StoreDeps): ObjectWriter {
  const send = createSend(deps);
  const visit = async <T>(
    { connection, space }: SpaceTarget,
    signal: AbortSignal,
    work: (target: SigningTarget) => Promise<T>,
  ): Promise<T> => {
    const credentials = usableCredentials(await deps.connections.credentials(connection), connection);
    return readSpace(deps, { connection, space, credentials, signal, send }, work).catch((error: unknown) => {
      throw error instanceof SpacesError ? asWrite(error, space).about(connection.id) : error;
    });
  };
  return {
    copy: (source, key, signal) =>
      visit(source, signal, (target) => copy(send, { target, source, key, signal })),
    remove: ({ key, ...at }, signal) =>
      visit(at, signal, async (target) => {
        await send({ method: 'DELETE', target, space: at.space, key, signal });
      }),
    keepsVersions: (at, signal) => keepsVersions(send, deps, at, signal),
    mayWrite: (at, signal) => mayWrite(send, deps, at, signal),
  };
}

interface Copy {
  readonly target: SigningTarget;
  readonly source: ObjectTarget;
  readonly key: string;
  readonly signal: AbortSignal;
}

/** The copy is complete, or it is taken back: CopyObject leaves the access rights out. */
async function copy(send: Send, { target, source, key, signal }: Copy): Promise<void> {
  const { space } = source;
  const at = { target, space, signal };
  const { size, etag, storageClass } = await headObject(send, target, { space, key: source.key, signal });
  if (size > LARGEST_COPY) {
    throw new SpacesError(
      'badArguments',
      t("The object is larger than 5 GB, which one request can't copy: {0}", plain(source.key)),
    );
  }
  const rights = await send({ method: 'GET', ...at, key: source.key, query: [['acl', '']] });
  const headers = [
    ['x-amz-copy-source', `/${encodeValue(space)}/${encodeKey(source.key)}`],
    ['x-amz-copy-source-if-match', etag],
    ['if-none-match', '*'],
    ...(storageClass === undefined ? [] : [['x-amz-storage-class', storageClass] as const]),
  ] as const;
  await assertFree(send, at, key);
  const answer = await send({ method: 'PUT', ...at, key, headers });
  rootOf(answer, 'CopyObjectResult', target);
  try {
    await send({ method: 'PUT', ...at, key, query: [['acl', '']], body: rights.body });
  } catch (error) {
    // Also where it was cancelled: then the signal would end this request, too.
    await send({ method: 'DELETE', ...at, key, signal: new AbortController().signal });
    throw error;
  }
}

/** Not every server heeds `If-None-Match` on a copy. */
async function assertFree(
  send: Send,
  at: Omit<Copy, 'source' | 'key'> & { space: string },
  key: string,
): Promise<void> {
  try {
    await headObject(send, at.target, { space: at.space, key, signal: at.signal });
  } catch (error) {
    if (error instanceof SpacesError && error.code === 'noSuchObject') return;
    throw error;
  }
  throw taken(key);
}

function taken(key: string): SpacesError {
  return new SpacesError('badArguments', t('There is an object with this key already: {0}', plain(key)));
}

async function keepsVersions(
  send: Send,
  deps: StoreDeps,
  { connection, space }: SpaceTarget,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  try {
    const target = await targetAt(deps, { connection, space });
    const answer = await send({ method: 'GET', target, space, query: [['versioning', '']], signal });
    // Suspended: what was there before stays, too.
    return textOf(rootOf(answer, 'VersioningConfiguration', target), 'Status') !== undefined;
  } catch (error) {
    return unlessNoAnswer(error);
  }
}

async function targetAt(deps: StoreDeps, { connection, space }: SpaceTarget): Promise<SigningTarget> {
  const credentials = usableCredentials(await deps.connections.credentials(connection), connection);
  return signingTarget(deps.locations.of(connection, space), credentials);
}

/** The one error table speaks of reading. */
function asWrite(error: SpacesError, space: string): SpacesError {
  if (codeOf(error) === 'PreconditionFailed')
    return new SpacesError(
      'server',
      t('The object has changed meanwhile, or there is one with the new key. Nothing was changed.'),
      { cause: error },
    );
  if (error.code !== 'accessDenied') return error;
  return new SpacesError(
    'accessDenied',
    t('This access key may not change objects in the Space: {0}', plain(space)),
    { cause: error },
  );
}
