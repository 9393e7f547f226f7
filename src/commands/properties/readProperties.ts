import { t } from '@vscode/l10n';
import { isCancelled, SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import type { Access, ObjectDetails, Tags } from '../../core/objects.ts';
import type { ObjectVersion } from '../../core/ports.ts';
import { accessWords } from '../../core/properties/access.ts';
import { commonOf, type Values } from '../../core/properties/edits.ts';
import { HEADER_FIELDS } from '../../core/properties/headerRules.ts';
import type { ObjectTarget } from '../../core/target.ts';
import type { LinkProbe } from '../../core/writes.ts';
import { type CdnUrlDeps, cdnUrl, publicUrl } from '../copyAs.ts';
import { gatherObjects } from '../links/gather.ts';
import type { PropertyDeps, Target } from './deps.ts';
import { withEach } from './each.ts';

/** Part of what is known of an object, or why it is not; `isGone`: the object is not there. */
export type Part<T> =
  | { readonly value: T }
  | { readonly problem: string; readonly isGone?: boolean | undefined };

export interface ObjectProperties {
  readonly object: ObjectTarget;
  readonly details: Part<ObjectDetails>;
  readonly tags: Part<Tags>;
  readonly access: Part<Access>;
  /** The newest first. */
  readonly versions: Part<readonly ObjectVersion[]>;
  readonly publicUrl: Part<string>;
  /** Whether anybody gets it there; absent: not known. */
  readonly isOpen?: boolean | undefined;
  /** Absent where there is no CDN. */
  readonly cdnUrl?: string | undefined;
}

export type ReadDeps = Pick<PropertyDeps, 'attributes' | 'reads' | 'progress' | 'moments'> &
  CdnUrlDeps & {
    readonly probe: LinkProbe;
    /** False in a browser, where a page is not told what a plain address answers. */
    readonly canListSpaces: boolean;
  };

/** All that can be told of an object, each part by itself: what a key pair may not read hides nothing else. */
export async function readProperties(
  deps: ReadDeps,
  object: ObjectTarget,
  signal: AbortSignal,
): Promise<ObjectProperties> {
  const { attributes, reads } = deps;
  const { connection, space, key } = object;
  const address = partNow(() => publicUrl(deps, object));
  const cdn = partNow(() => cdnUrl(deps, object));
  const [details, tags, access, versions, isOpen] = await Promise.all([
    part(attributes.details(object, signal)),
    part(attributes.tags(object, signal)),
    part(attributes.access(object, signal)),
    part(reads.listVersions(connection, space, key, signal)),
    'value' in address ? isServed(deps, object, address.value, signal) : undefined,
  ]);
  const cdnPart = 'value' in cdn ? { cdnUrl: cdn.value } : {};
  return { object, details, tags, access, versions, publicUrl: address, isOpen, ...cdnPart };
}

async function part<T>(reading: Promise<T>): Promise<Part<T>> {
  try {
    return { value: await reading };
  } catch (error) {
    return problemOf(error);
  }
}

function partNow<T>(read: () => T): Part<T> {
  try {
    return { value: read() };
  } catch (error) {
    return problemOf(error);
  }
}

function problemOf(error: unknown): { readonly problem: string; readonly isGone?: true } {
  if (isCancelled(error) || !(error instanceof SpacesError)) throw error;
  if (error.code === 'noSuchObject') return { problem: error.message, isGone: true };
  const isDenied = error.code === 'accessDenied';
  return { problem: isDenied ? t('This access key may not read this.') : error.message };
}

/** As a stranger would ask. A Space's policy counts too, of which an object's own rights tell nothing. */
async function isServed(
  { probe, canListSpaces }: ReadDeps,
  { connection, space, key }: ObjectTarget,
  url: string,
  signal: AbortSignal,
): Promise<boolean | undefined> {
  if (!canListSpaces) return undefined;
  try {
    const { error } = await probe.ask(url, { connection, space, key }, signal);
    return error === undefined ? true : error.code === 'accessDenied' ? false : undefined;
  } catch (error) {
    if (isCancelled(error)) throw error;
    return undefined;
  }
}

/** What several objects have in common. */
export interface Summary {
  readonly count: number;
  /** Bytes, of those that could be read. */
  readonly bytes: number;
  /** Words, by their labels; `undefined`: various. */
  readonly common: readonly { readonly label: string; readonly value: string | undefined }[];
  /** How many could not be read, and why the first one could not. */
  readonly unread: { readonly count: number; readonly reason: string } | undefined;
}

/** Reads the headers and the access of each object. Throws `SpacesError` where nothing is there, `Cancelled`. */
export async function readSummary(
  deps: Pick<ReadDeps, 'attributes' | 'reads' | 'progress' | 'moments'>,
  targets: readonly Target[],
): Promise<{ readonly objects: readonly ObjectTarget[]; readonly summary: Summary }> {
  const { objects } = await gatherObjects(deps, targets);
  const { count } = createFormats(deps.moments.locale);
  const title = t('Reading the properties of {0} objects', count(objects.length));
  const { results, failures } = await withEach(deps, { title, objects }, async (object, signal) => {
    const [details, access] = await Promise.all([
      deps.attributes.details(object, signal),
      part(deps.attributes.access(object, signal)),
    ]);
    return { size: details.size, values: valuesOf(details, access) };
  });
  const [first] = failures;
  const unread = first && { count: failures.length, reason: first.error.message };
  const bytes = results.reduce((sum, { size }) => sum + size, 0);
  const common = commonOf(results.map(({ values }) => values)).map(({ name, value }) => ({
    label: name,
    value,
  }));
  return { objects, summary: { count: objects.length, bytes, common, unread } };
}

function valuesOf({ headers, metadata, storageClass }: ObjectDetails, access: Part<Access>): Values {
  const fields = Object.entries(HEADER_FIELDS).flatMap(([field, label]) => {
    const value = headers[field as keyof typeof HEADER_FIELDS];
    return value === undefined ? [] : [[label, value] as const];
  });
  return Object.fromEntries([
    [t('Access'), 'value' in access ? accessWords(access.value) : access.problem],
    [t('Storage class'), storageClass ?? 'STANDARD'],
    ...fields,
    ...Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value] as const),
  ]);
}
