import { t } from '@vscode/l10n';
import { type SigningTarget, signingTarget } from '../core/connection.ts';
import { type ErrorCode, SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import type { SpaceAcl, SpaceControl } from '../core/spaces.ts';
import type { SpaceTarget } from '../core/target.ts';
import { checksummed } from './checksum.ts';
import { credentialsOf, type StoreDeps } from './client.ts';
import { codeOf } from './failure.ts';
import { listPage } from './listing.ts';
import { awsRegion } from './locations.ts';
import { createSend, type Send } from './request.ts';
import { type Marker, objectsPage, type Paged, uploadsPage, versionsPage } from './spacePages.ts';
import { assertFit, visitSpace } from './spaceVisits.ts';
import { readVersioning } from './versioning.ts';

/** Makes, removes and sets Spaces of saved connections. `pageSize`: 1..1000, for tests. */
export function createSpaceControl(deps: StoreDeps, pageSize?: number): SpaceControl {
  const send = createSend(deps);
  const visit = <T>(at: SpaceTarget, signal: AbortSignal, work: (target: SigningTarget) => Promise<T>) =>
    visitSpace({ ...deps, send }, at, { signal, inWords: (error) => inWords(error, at.space) }, work);
  async function* paged<P>(
    at: SpaceTarget,
    signal: AbortSignal,
    page: (paged: Paged, after: Marker | undefined) => Promise<{ items: P; next: Marker | undefined }>,
  ): AsyncGenerator<P, void, void> {
    let after: Marker | undefined;
    do {
      const marker = after;
      const { items, next } = await visit(at, signal, (target) =>
        page({ target, space: at.space, signal, pageSize }, marker),
      );
      after = next;
      yield items;
    } while (after !== undefined);
  }
  return {
    create: async (connection, space, acl, signal) => {
      const credentials = await credentialsOf(deps, connection);
      try {
        assertFit(space);
        await create(send, signingTarget(connection, credentials), { space, acl, signal });
      } catch (error) {
        const denied = t('This access key may not create Spaces.');
        throw error instanceof SpacesError ? inWords(error, space, denied).about(connection.id) : error;
      }
    },
    remove: (at, signal) =>
      visit(at, signal, async (target) => {
        await send({ method: 'DELETE', target, space: at.space, signal });
      }),
    versioning: (at, signal) =>
      visit(at, signal, (target) => readVersioning(send, target, { space: at.space, signal })),
    setVersioning: (at, isEnabled, signal) =>
      visit(at, signal, async (target) => {
        const content = await checksummed(versioningXml(isEnabled));
        await send({
          method: 'PUT',
          target,
          space: at.space,
          signal,
          query: [['versioning', '']],
          ...content,
        });
      }),
    async *versions({ prefix, ...at }, signal) {
      const page = (asked: Paged, after: Marker | undefined) =>
        versionsPage(send, { ...asked, prefix }, after);
      yield* orElse(paged(at, signal, page), () =>
        paged(at, signal, (asked, after) => objectsPage(send, { ...asked, prefix }, after)),
      );
    },
    unfinishedUploads: (at, signal) => paged(at, signal, (asked, after) => uploadsPage(send, asked, after)),
  };
}

/** What a store does not offer, or a key may not ask for, is done the other way. Nothing comes twice. */
async function* orElse<P>(
  pages: AsyncGenerator<P, void, void>,
  other: () => AsyncGenerator<P, void, void>,
): AsyncGenerator<P, void, void> {
  let isBegun = false;
  try {
    for await (const page of pages) {
      isBegun = true;
      yield page;
    }
  } catch (error) {
    const isOther =
      error instanceof SpacesError && (error.code === 'notImplemented' || error.code === 'accessDenied');
    if (isBegun || !isOther) throw error;
    yield* other();
  }
}

interface NewSpace {
  readonly space: string;
  readonly acl: SpaceAcl | undefined;
  readonly signal: AbortSignal;
}

/**
 * Looks first: Ceph, and AWS's oldest region, answer the owner of a Space that is there already as if it was made now.
 * What is in the way by the time it is made was made by our own request, which is sent again when a connection breaks.
 */
async function create(send: Send, target: SigningTarget, { space, acl, signal }: NewSpace): Promise<void> {
  await assertFree(send, target, { space, acl, signal });
  const headers = acl === undefined ? [] : [['x-amz-acl', acl] as const];
  const place = placeXml(target);
  try {
    const content = place === undefined ? { headers } : await checksummed(place);
    await send({
      ...{ method: 'PUT', target, space, signal, ...content },
      headers: [...content.headers, ...(place === undefined ? [] : headers)],
    });
  } catch (error) {
    if (codeOf(error) !== 'BucketAlreadyOwnedByYou') throw error;
  }
}

async function assertFree(send: Send, target: SigningTarget, { space, signal }: NewSpace): Promise<void> {
  try {
    await listPage(send, target, space, { prefix: '', maxKeys: 1, signal });
  } catch (error) {
    if (error instanceof SpacesError && error.code === 'noSuchSpace') return;
    if (error instanceof SpacesError && ['accessDenied', 'wrongRegion'].includes(error.code))
      throw new SpacesError('exists', t('Somebody else has a Space with this name: {0}', plain(space)), {
        cause: error,
      });
    throw error;
  }
  throw new SpacesError('exists', t('You have a Space with this name already: {0}', plain(space)));
}

/**
 * Where the Space is to be. AWS wants it in the body for every region but its first (AWS, "CreateBucket"). DigitalOcean
 * goes by the endpoint and refuses most names there; Ceph and the others have a default.
 */
function placeXml({ endpoint }: SigningTarget): string | undefined {
  const region = awsRegion(endpoint);
  if (region === undefined || region === 'us-east-1') return undefined;
  return `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
}

function versioningXml(isEnabled: boolean): string {
  const status = isEnabled ? 'Enabled' : 'Suspended';
  return `<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Status>${status}</Status></VersioningConfiguration>`;
}

/** The one error table speaks of listing and reading. */
function inWords(error: SpacesError, space: string, denied = mayNot(space)): SpacesError {
  const [code, message] = wordsFor(error, plain(space), denied) ?? [];
  return code === undefined || message === undefined
    ? error
    : new SpacesError(code, message, { cause: error.cause });
}

function wordsFor(
  error: SpacesError,
  space: string,
  denied: string,
): readonly [ErrorCode, string] | undefined {
  switch (codeOf(error)) {
    case 'BucketAlreadyExists':
      return ['exists', t('Somebody else has a Space with this name: {0}', space)];
    case 'BucketNotEmpty':
      return ['exists', t('The Space is not empty: {0}', space)];
    case 'TooManyBuckets':
      return ['accessDenied', t('The account has as many Spaces as it may have.')];
    default:
      return error.code === 'accessDenied' ? ['accessDenied', denied] : undefined;
  }
}

const mayNot = (space: string) =>
  t('This access key has no right to do this with the Space: {0}', plain(space));
