import { t } from '@vscode/l10n';
import {
  type Connection,
  type Credentials,
  namedSpaces,
  type SigningTarget,
  signingTarget,
} from '../core/connection.ts';
import { usableCredentials } from '../core/credentials.ts';
import { Cancelled, SpacesError } from '../core/errors.ts';
import type { ConnectionStore, Store } from '../core/ports.ts';
import { listPage, listSpaces } from './listing.ts';
import { otherPlaces, type SpaceLocations } from './locations.ts';
import { headObject } from './objects.ts';
import { createSend, type RequestDeps, type Send } from './request.ts';
import { listVersions } from './versions.ts';

export interface StoreDeps extends RequestDeps {
  readonly connections: Pick<ConnectionStore, 'credentials'>;
  /** Shared with what signs links: a Space found elsewhere is linked to there. */
  readonly locations: SpaceLocations;
  /** False in a browser: the answer to ListBuckets never carries CORS headers, so it is not asked for. */
  readonly canListSpaces: boolean;
}

/** Reads a store with saved connections. A connection without a usable key pair throws before any request. */
export function createStore(deps: StoreDeps): Store {
  const send = createSend(deps);
  return {
    async listSpaces(connection, signal) {
      const credentials = await credentialsOf(deps, connection);
      // Named ones are all that is shown: the key pair may not be allowed to ask for more.
      if (connection.spaces?.length) return connection.spaces;
      if (!deps.canListSpaces) return unlisted(connection);
      return listSpaces(send, signingTarget(connection, credentials), signal);
    },
    async listPage(connection, space, request, signal) {
      const credentials = await credentialsOf(deps, connection);
      const list: Read<Awaited<ReturnType<typeof listPage>>> = (target) =>
        listPage(send, target, space, { ...request, signal });
      return readSpace(deps, { connection, space, credentials, signal, send }, list);
    },
    async listVersions(connection, space, key, signal) {
      const credentials = await credentialsOf(deps, connection);
      const list: Read<Awaited<ReturnType<typeof listVersions>>> = (target) =>
        listVersions(send, target, { space, key, signal });
      return readSpace(deps, { connection, space, credentials, signal, send }, list);
    },
    async headObject(connection, space, key, signal) {
      const credentials = await credentialsOf(deps, connection);
      const head: Read<Awaited<ReturnType<typeof headObject>>> = (target) =>
        headObject(send, target, { space, key, signal });
      return readHead(deps, { connection, space, credentials, signal, send }, key, head);
    },
  };
}

/** Where no server can be asked: no more than the connection names itself, which has to be something. */
export function unlisted(connection: Connection): readonly string[] {
  if (namedSpaces(connection).length > 0) return [];
  const reason = t("A browser can't read the list of Spaces. Use Add a Space… to name those to show.");
  throw new SpacesError('listInBrowser', reason);
}

/** What a request to a Space needs to know, wherever the Space is. */
export interface Visit {
  readonly connection: Connection;
  readonly space: string;
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
  readonly send: Send;
}

type Read<T> = (target: SigningTarget) => Promise<T>;

/**
 * Reads a Space where it is: where it was found last, else where its connection says, else where the refusal or the
 * provider's regions point. The place is remembered once it has answered.
 */
export async function readSpace<T>(
  { locations }: Pick<StoreDeps, 'locations'>,
  visit: Visit,
  read: Read<T>,
): Promise<T> {
  const { connection, space, credentials } = visit;
  const start = locations.of(connection, space);
  try {
    return await read(signingTarget(start, credentials));
  } catch (error) {
    const places = otherPlaces(start, error);
    if (places.length === 0) throw error;
    const place = places.length === 1 ? places[0] : await findAmong(places, visit);
    if (!place) throw error;
    const result = await read(signingTarget(place, credentials));
    locations.remember(connection, space, place);
    return result;
  }
}

/** `readSpace` for a HEAD, whose refusals name no reason: it is asked for. */
export async function readHead<T>(
  deps: Pick<StoreDeps, 'locations'>,
  visit: Visit,
  key: string,
  head: Read<T>,
): Promise<T> {
  const { connection, space, credentials } = visit;
  const tried = deps.locations.of(connection, space);
  try {
    return await head(signingTarget(tried, credentials));
  } catch (error) {
    if (!saysNoReason(error)) throw error;
    await askWhy(deps, visit, key);
    const place = deps.locations.of(connection, space);
    if (place.endpoint === tried.endpoint && place.region === tried.region) throw error;
    return head(signingTarget(place, credentials));
  }
}

/** The one of these places that lets us list the Space; another's Space may have its name elsewhere. */
async function findAmong(
  places: readonly Connection[],
  { space, credentials, signal, send }: Visit,
): Promise<Connection | undefined> {
  const tries = places.map(async (place) => {
    await listPage(send, signingTarget(place, credentials), space, { prefix: '', maxKeys: 1, signal });
    return place;
  });
  try {
    return await Promise.any(tries);
  } catch {
    if (signal.aborted) throw new Cancelled();
    return undefined;
  }
}

/** HEAD's refusals have no body: by status alone they read as "not there", "not allowed" or "elsewhere". */
function saysNoReason(error: unknown): boolean {
  return (
    error instanceof SpacesError &&
    ['noSuchObject', 'accessDenied', 'wrongRegion', 'server'].includes(error.code)
  );
}

/** Asks for a listing of one key, whose refusal has a reason; a key pair that may not list learns nothing new. */
async function askWhy(deps: Pick<StoreDeps, 'locations'>, visit: Visit, prefix: string): Promise<void> {
  const { send, space, signal } = visit;
  try {
    await readSpace(deps, visit, (target) => listPage(send, target, space, { prefix, maxKeys: 1, signal }));
  } catch (error) {
    if (!(error instanceof SpacesError && error.code === 'accessDenied')) throw error;
  }
}

/** The key pair to sign with. Throws what `usableCredentials` does. */
export async function credentialsOf(
  { connections }: Pick<StoreDeps, 'connections'>,
  connection: Connection,
): Promise<Credentials> {
  return usableCredentials(await connections.credentials(connection), connection);
}
