import type { Addressing, Connection } from './connection.ts';
import { freeName, isConnectionId, nameProblem, regionProblem, spaceNameProblem } from './connectionRules.ts';
import { readEndpoint } from './endpoint.ts';
import { endpointOf } from './regions.ts';

/**
 * A stored connection, read with distrust: it may come from another version through Settings Sync, or be damaged.
 * `undefined` for what can't be used; it never throws, so one bad entry leaves the others alone.
 */
export function readStoredConnection(id: string, value: unknown): Connection | undefined {
  if (!isConnectionId(id) || typeof value !== 'object' || value === null) return undefined;
  const { name, provider, endpoint, region, addressing, readOnly, ...more } = value as Record<
    string,
    unknown
  >;
  if (typeof name !== 'string' || nameProblem(name, () => false)) return undefined;
  if (provider !== 'digitalocean' && provider !== 'custom') return undefined;
  if (addressing !== 'virtual' && addressing !== 'path') return undefined;
  if (typeof region !== 'string' || regionProblem(region)) return undefined;
  if (typeof endpoint !== 'string' || !isEndpoint(endpoint)) return undefined;
  return {
    id,
    name: name.trim(),
    provider: isSpaces({ endpoint, region, addressing }) ? provider : 'custom',
    endpoint,
    region,
    addressing,
    ...readNames('spaces', more.spaces, addressing),
    ...readNames('moreSpaces', more.moreSpaces, addressing),
    // A damaged flag must not give more rights than were meant.
    readOnly: readOnly !== false,
  };
}

/** The names of a list that a Space can have; no list where none is left. */
function readNames(field: 'spaces' | 'moreSpaces', names: unknown, addressing: Addressing) {
  if (!Array.isArray(names)) return {};
  const usable = names.filter((name) => typeof name === 'string' && !spaceNameProblem(name, addressing));
  return usable.length > 0 ? { [field]: usable } : {};
}

/** What is stored for a connection: plain data, without its id, which is its key. */
export function storedForm(connection: Connection): Record<string, unknown> {
  const { id: _id, ...rest } = connection;
  return { ...rest };
}

/** Gives connections that came to the same name (synced from another machine) different ones; the first keeps it. */
export function withUniqueNames(connections: readonly Connection[]): Connection[] {
  const taken = new Set(connections.map(({ name }) => name));
  const kept = new Set<string>();
  return connections.map((connection) => {
    const isFirst = !kept.has(connection.name);
    const name = isFirst ? connection.name : freeName(connection.name, (candidate) => taken.has(candidate));
    taken.add(name);
    kept.add(name);
    return isFirst ? connection : { ...connection, name };
  });
}

/** DigitalOcean's questions show a region alone, from which the rest follows. */
function isSpaces({
  endpoint,
  region,
  addressing,
}: Pick<Connection, 'endpoint' | 'region' | 'addressing'>): boolean {
  return endpoint === endpointOf(region) && addressing === 'virtual';
}

function isEndpoint(text: string): boolean {
  try {
    return readEndpoint(text, 'required').endpoint === text;
  } catch {
    return false;
  }
}
