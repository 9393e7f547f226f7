import { t } from '@vscode/l10n';
import type { Connection, Credentials } from '../../core/connection.ts';
import { SpacesError } from '../../core/errors.ts';
import { plain } from '../../core/plain.ts';
import type { ConnectionStore } from '../../core/ports.ts';
import { endpointOf, isRegionSlug } from '../../core/regions.ts';
import { type ConnectionArguments, checkSpaces } from './arguments.ts';
import { type ConnectionDeps, nameTaken } from './deps.ts';
import { type Draft, draftOf, placesOf, type Trial } from './draft.ts';
import { settled, tryDraft } from './trial.ts';

/** A connection with the fields that a caller changes. Throws `badArguments` where they don't fit together. */
export function changedDraft(
  store: ConnectionStore,
  from: {
    readonly connection: Connection;
    readonly changes: ConnectionArguments;
    /** Whose name is not taken. */
    readonly except?: Connection | undefined;
  },
): Draft {
  const { connection, changes } = from;
  if (changes.name !== undefined && nameTaken(store, from.except)(changes.name))
    throw bad(t('name: another connection has this name: {0}', plain(changes.name)));
  const provider = changes.provider ?? connection.provider;
  const draft: Draft = {
    ...draftOf(connection),
    ...(provider === 'digitalocean' ? spacesPlace(connection, changes) : otherPlace(connection, changes)),
    provider,
    ...(changes.spaces ? { spaces: changes.spaces, beside: false } : {}),
    readOnly: changes.readOnly ?? connection.readOnly,
    name: changes.name ?? connection.name,
  };
  const [place] = placesOf(draft);
  if (place) checkSpaces(draft.spaces, place.addressing);
  return draft;
}

function spacesPlace(connection: Connection, changes: ConnectionArguments): Pick<Draft, 'slugs'> {
  const slug = (changes.region ?? connection.region).toLowerCase();
  if (!isRegionSlug(slug)) throw bad(t("region: DigitalOcean's look like 'nyc3'."));
  if (changes.endpoint !== undefined && changes.endpoint !== endpointOf(slug))
    throw bad(t("endpoint: DigitalOcean's follows from the region. Give region, or provider 'custom'."));
  if (changes.addressing === 'path') throw bad(t("addressing: DigitalOcean's is 'virtual'."));
  return { slugs: [slug] };
}

function otherPlace(
  connection: Connection,
  changes: ConnectionArguments,
): Pick<Draft, 'slugs' | 'endpoint' | 'region' | 'addressing'> {
  return {
    slugs: [],
    endpoint: changes.endpoint ?? connection.endpoint,
    region: changes.region ?? connection.region,
    addressing: changes.addressing ?? connection.addressing,
  };
}

/** The key pair that a caller gives, if any; a new secret alone goes with the stored key ID. */
export function changedCredentials(
  { accessKeyId, secretAccessKey, sessionToken }: ConnectionArguments,
  kept: Credentials | undefined,
): Credentials | undefined {
  if (secretAccessKey === undefined) {
    if (accessKeyId === undefined && sessionToken === undefined) return undefined;
    throw bad(t('secretAccessKey is missing: a key pair changes as a whole.'));
  }
  const id = accessKeyId ?? kept?.accessKeyId;
  if (id === undefined) throw bad(t('accessKeyId is missing.'));
  return { accessKeyId: id, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

/** Tries a change before it is saved; the stored key pair only at the endpoint that it was entered for. */
export async function testChanged(
  deps: ConnectionDeps,
  at: {
    readonly draft: Draft;
    readonly connection: Connection;
    readonly credentials: Credentials | undefined;
    readonly kept: Credentials | undefined;
  },
): Promise<Trial> {
  const staysThere = placesOf(at.draft)[0]?.endpoint === at.connection.endpoint;
  const pair = at.credentials ?? (staysThere ? at.kept : undefined);
  if (!pair)
    throw new SpacesError('noCredentials', t('There is no key pair for this endpoint: give one to test it.'));
  const trial = await deps.progress.run(
    t('Testing the connection: {0}', plain(at.draft.name ?? at.connection.name)),
    (signal) => tryDraft(deps, { ...at.draft, ...pair }, signal),
  );
  return settled(deps, trial);
}

function bad(message: string): SpacesError {
  return new SpacesError('badArguments', message);
}
