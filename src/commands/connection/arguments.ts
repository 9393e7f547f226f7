import { t } from '@vscode/l10n';
import { type Arguments, flag, oneOf, type Reader, text, texts } from '../../core/arguments.ts';
import type { Addressing, Provider } from '../../core/connection.ts';
import {
  accessKeyProblem,
  isConnectionId,
  nameProblem,
  regionProblem,
  secretProblem,
  spaceNameProblem,
} from '../../core/connectionRules.ts';
import { readEndpoint } from '../../core/endpoint.ts';
import { SpacesError } from '../../core/errors.ts';
import { endpointOf, isRegionSlug } from '../../core/regions.ts';

/** What a caller says of a connection; each part may be left out. */
export interface ConnectionArguments {
  readonly name?: string | undefined;
  readonly provider?: Provider | undefined;
  readonly region?: string | undefined;
  /** As `readEndpoint` gives it. */
  readonly endpoint?: string | undefined;
  readonly addressing?: Addressing | undefined;
  readonly spaces?: readonly string[] | undefined;
  readonly readOnly?: boolean | undefined;
  readonly accessKeyId?: string | undefined;
  readonly secretAccessKey?: string | undefined;
  readonly sessionToken?: string | undefined;
  /** Try it before it is saved; a failure throws and saves nothing. */
  readonly test?: boolean | undefined;
}

/** Trimmed text that a rule has no objection to. */
function ruled(problemOf: (text: string) => string | undefined): Reader<string> {
  return (value, name) => {
    const trimmed = text(value, name).trim();
    const problem = problemOf(trimmed);
    if (problem !== undefined) throw bad(`${name}: ${problem}`);
    return trimmed;
  };
}

/** The id that a connection is to get: of one that a workspace knows already. */
export const newId: Reader<string> = (value, name) => {
  const id = text(value, name);
  if (isConnectionId(id)) return id;
  throw bad(t('id: ten lower-case letters and digits, as a spaceport: address begins with.'));
};

/** A connection's fields as arguments of a command; `connection` (what is meant) and `confirmed` stand beside them. */
export const CONNECTION_ARGUMENTS = {
  name: ruled((name) => nameProblem(name, () => false)),
  provider: oneOf<Provider>(['digitalocean', 'custom']),
  region: ruled(regionProblem),
  endpoint: text,
  addressing: oneOf<Addressing>(['virtual', 'path']),
  // An empty list takes the names away: the server is asked.
  spaces: (value: unknown, name: string): readonly string[] =>
    Array.isArray(value) && value.length === 0 ? [] : texts(value, name),
  readOnly: flag,
  accessKeyId: ruled(accessKeyProblem),
  secretAccessKey: ruled(secretProblem),
  sessionToken: ruled(secretProblem),
  test: flag,
} as const;

/**
 * Fields that were read one by one, seen together: DigitalOcean's endpoint follows from the region, a token needs its
 * pair. `undefined` where none is given: then everything is asked. Throws `badArguments`.
 */
export function connectionArguments(
  args: Arguments<typeof CONNECTION_ARGUMENTS>,
): ConnectionArguments | undefined {
  return Object.keys(args).length === 0 ? undefined : consistent(args);
}

function consistent(args: ConnectionArguments): ConnectionArguments {
  if (args.accessKeyId === undefined && args.secretAccessKey === undefined && args.sessionToken !== undefined)
    throw bad(t('sessionToken: give its accessKeyId and secretAccessKey too.'));
  const placed = args.provider === 'digitalocean' ? atDigitalOcean(args) : args;
  return placed.endpoint === undefined ? placed : withEndpoint(placed, placed.endpoint);
}

function atDigitalOcean(args: ConnectionArguments): ConnectionArguments {
  const { region, endpoint, addressing, ...rest } = args;
  if (region === undefined && endpoint !== undefined)
    throw bad(t("endpoint: DigitalOcean's follows from the region. Give region, or provider 'custom'."));
  if (addressing === 'path') throw bad(t("addressing: DigitalOcean's is 'virtual'."));
  if (region === undefined) return rest;
  const slug = region.toLowerCase();
  if (!isRegionSlug(slug)) throw bad(t("region: DigitalOcean's look like 'nyc3'."));
  if (endpoint !== undefined && readEndpoint(endpoint, 'required').endpoint !== endpointOf(slug))
    throw bad(
      t("endpoint: DigitalOcean's follows from the region. Leave it out, or give provider 'custom'."),
    );
  return { ...rest, region: slug };
}

/** The endpoint as it is kept; a Space in its host counts as named. */
function withEndpoint(args: ConnectionArguments, endpoint: string): ConnectionArguments {
  const read = readEndpoint(endpoint, 'required');
  const spaces = args.spaces ?? (read.space === undefined ? undefined : [read.space]);
  return { ...args, endpoint: read.endpoint, ...(spaces === undefined ? {} : { spaces }) };
}

/** Refuses names that can't stand in this addressing. */
export function checkSpaces(spaces: readonly string[], addressing: Addressing): void {
  for (const space of spaces) {
    const problem = spaceNameProblem(space, addressing);
    if (problem !== undefined) throw bad(`spaces: ${problem}`);
  }
}

function bad(message: string): SpacesError {
  return new SpacesError('badArguments', message);
}
