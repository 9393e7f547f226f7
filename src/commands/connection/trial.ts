import { t } from '@vscode/l10n';
import type { Connection, Credentials } from '../../core/connection.ts';
import { hostOf } from '../../core/endpoint.ts';
import { type ErrorCode, SpacesError } from '../../core/errors.ts';
import { plain } from '../../core/plain.ts';
import type { ConnectionTest } from '../../core/ports.ts';
import type { ConnectionDeps } from './deps.ts';
import { credentialsOf, type Draft, fingerprint, type Place, placesOf, type Trial } from './draft.ts';

/** The first thing that failed when a draft was tried. */
export interface Failure {
  readonly error: Error;
}

/** A list of Spaces was refused, which a key for some Spaces only lives with. */
const CANNOT_LIST: ReadonlySet<ErrorCode> = new Set(['noListBuckets', 'accessDenied', 'notImplemented']);

/** A Space is not here, or not for this key; among several regions it may be in another. */
const NOT_HERE: ReadonlySet<ErrorCode> = new Set(['noSuchSpace', 'accessDenied', 'wrongRegion']);

/**
 * Tries a draft at each of its places: the list of Spaces, or each Space it names. Where listing is what the key may
 * not do, the outcome is `needsSpaces`. Throws `Cancelled` alone.
 */
export async function tryDraft(
  deps: Pick<ConnectionDeps, 'tester' | 'canListSpaces'>,
  draft: Draft,
  signal: AbortSignal,
): Promise<Trial | Failure> {
  if (draft.spaces.length > 0) return tryNamed(deps, draft, signal);
  const untried = needsNames(deps, draft);
  if (untried) return untried;
  let trial: Trial = { of: fingerprint(draft), outcome: 'ok' };
  for (const place of placesOf(draft)) {
    const { ok, error, clockSkewMs } = await tryPlace(deps, { draft, place, spaces: [] }, signal);
    trial = { ...trial, clockSkewMs: clockSkewMs ?? trial.clockSkewMs };
    if (ok) continue;
    if (!isCode(error, CANNOT_LIST)) return { error: named(draft, place, error) };
    trial = { ...trial, outcome: 'needsSpaces' };
  }
  return trial;
}

/** The outcome where no request could find out anything: in a browser, without the name of a Space. */
export function needsNames(
  { canListSpaces }: Pick<ConnectionDeps, 'canListSpaces'>,
  draft: Draft,
): Trial | undefined {
  if (canListSpaces || draft.spaces.length > 0) return undefined;
  return { of: fingerprint(draft), outcome: 'needsSpaces' };
}

/** A trial for a caller, who is asked nothing: what is not fit to be saved throws. */
export function settled(
  { canListSpaces }: Pick<ConnectionDeps, 'canListSpaces'>,
  trial: Trial | Failure,
): Trial {
  if ('error' in trial) throw trial.error;
  if (trial.outcome !== 'needsSpaces') return trial;
  throw canListSpaces
    ? new SpacesError('noListBuckets', t('This access key may not list Spaces: name them in "spaces".'))
    : new SpacesError('listInBrowser', t('A browser can\'t read the list of Spaces: name them in "spaces".'));
}

async function tryNamed(
  deps: Pick<ConnectionDeps, 'tester'>,
  draft: Draft,
  signal: AbortSignal,
): Promise<Trial | Failure> {
  const found = new Map<string, readonly string[]>();
  const refusals = new Map<string, Error>();
  let clockSkewMs: number | undefined;
  for (const place of placesOf(draft)) {
    const at = await trySpacesAt(deps, { draft, place }, signal);
    if ('error' in at) return at;
    clockSkewMs = at.clockSkewMs ?? clockSkewMs;
    found.set(place.endpoint, at.here);
    for (const [space, error] of at.elsewhere) refusals.set(space, error);
  }
  const all = new Set([...found.values()].flat());
  const missing = draft.spaces.find((space) => !all.has(space));
  if (missing !== undefined) return { error: refusals.get(missing) ?? unknownFailure() };
  return { of: fingerprint(draft), outcome: 'ok', clockSkewMs, found };
}

interface SpacesAt {
  readonly here: readonly string[];
  /** Why the others are not here, where they may be in another of the regions. */
  readonly elsewhere: ReadonlyMap<string, Error>;
  readonly clockSkewMs?: number | undefined;
}

async function trySpacesAt(
  deps: Pick<ConnectionDeps, 'tester'>,
  { draft, place }: { readonly draft: Draft; readonly place: Place },
  signal: AbortSignal,
): Promise<SpacesAt | Failure> {
  const mayBeElsewhere = placesOf(draft).length > 1;
  const here: string[] = [];
  const elsewhere = new Map<string, Error>();
  let skew: number | undefined;
  for (const space of draft.spaces) {
    const { ok, error, clockSkewMs, ...test } = await tryPlace(
      deps,
      { draft, place, spaces: [space] },
      signal,
    );
    skew = clockSkewMs ?? skew;
    const region = mayBeElsewhere ? test.elsewhere?.get(space) : undefined;
    if (region !== undefined) elsewhere.set(space, inRegion(region));
    else if (ok) here.push(space);
    else if (mayBeElsewhere && error && isCode(error, NOT_HERE)) elsewhere.set(space, error);
    else return { error: named(draft, place, error) };
  }
  return { here, elsewhere, clockSkewMs: skew };
}

function tryPlace(
  { tester }: Pick<ConnectionDeps, 'tester'>,
  at: { readonly draft: Draft; readonly place: Place; readonly spaces: readonly string[] },
  signal: AbortSignal,
): Promise<ConnectionTest> {
  const connection: Connection = {
    ...at.place,
    id: '',
    name: hostOf(at.place.endpoint),
    readOnly: at.draft.readOnly,
    ...(at.spaces.length > 0 ? { spaces: at.spaces } : {}),
  };
  return tester.test(connection, requireCredentials(at.draft), signal);
}

/** The key pair of a draft; a missing half is an error of the caller. */
export function requireCredentials(draft: Draft): Credentials {
  const credentials = credentialsOf(draft);
  if (!credentials) throw new SpacesError('noCredentials', t('The key pair is missing.'));
  return credentials;
}

function isCode(error: Error | undefined, codes: ReadonlySet<ErrorCode>): boolean {
  return error instanceof SpacesError && codes.has(error.code);
}

/** Among several regions a failure says where. */
function named(draft: Draft, place: Place, error: Error = unknownFailure()): Error {
  if (placesOf(draft).length < 2) return error;
  const code = error instanceof SpacesError ? error.code : 'server';
  return new SpacesError(code, `${place.region.toUpperCase()}: ${error.message}`, { cause: error });
}

function inRegion(region: string): SpacesError {
  return new SpacesError(
    'wrongRegion',
    t('The Space is in another region. Pick that one too: {0}', plain(region)),
  );
}

function unknownFailure(): SpacesError {
  return new SpacesError('server', t('The server did not say what was wrong.'));
}
