import { hostOf } from '../../core/endpoint.ts';
import { SpacesError } from '../../core/errors.ts';
import type { Written } from '../../core/objects.ts';
import type { ObjectVersion } from '../../core/ports.ts';
import type { payloadOf } from '../bytes/digest.ts';
import { versionQuery, whatIsThere, writtenIn } from '../bytes/facts.ts';
import { asIfSaid, type Place } from '../bytes/place.ts';
import { readsAs } from '../bytes/readsAs.ts';
import { isChanged, saysNothing } from '../bytes/write.ts';
import type { Entry } from '../sign.ts';
import { listVersions } from '../versions.ts';

/** How a PUT says what it may replace. Ceph knows only the bare ETag, AWS the quoted one; some servers know neither. */
type Form = 'bare' | 'quoted' | 'none';

const FORMS: readonly Form[] = ['quoted', 'bare', 'none'];
/** DigitalOcean's Spaces are Ceph. */
const FIRST_BY_HOST = { host: /\.digitaloceanspaces\.com$/i, form: 'bare' } as const;

/** The form that an endpoint has taken, to be tried first; each refusal is looked into all the same. */
export class MatchForms {
  readonly #taken = new Map<string, Form>();

  of(endpoint: string, isVersion: boolean): readonly Form[] {
    const isKnown = FIRST_BY_HOST.host.test(hostOf(endpoint));
    const first = this.#taken.get(`${endpoint} ${isVersion}`) ?? (isKnown ? FIRST_BY_HOST.form : 'quoted');
    return [first, ...FORMS.filter((form) => form !== first)];
  }

  /** Without any, nothing but our own look is between two writers: that is not gone on with, unless versions are kept. */
  take(endpoint: string, isVersion: boolean, form: Form): void {
    if (form !== 'none' || isVersion) this.#taken.set(`${endpoint} ${isVersion}`, form);
  }
}

export interface Conditional {
  /** Without quotes. */
  readonly base: string;
  /** Of the base; absent where the Space keeps no versions. */
  readonly versionId?: string | undefined;
  readonly headers: readonly Entry[];
  readonly payload: Awaited<ReturnType<typeof payloadOf>>;
}

/**
 * Writes in the place of the base alone. Its caller has just looked that it is there; so do we before each further try, since
 * a server may overlook the condition. Throws `changed` where something else is there.
 */
export async function putOver(place: Place, put: Conditional, forms: MatchForms): Promise<Written> {
  const { endpoint } = place.target;
  const isVersion = put.versionId !== undefined;
  for (const form of forms.of(endpoint, isVersion)) {
    const written = await putAs(place, put, form);
    if (written === undefined) continue;
    if (form === 'none' && !(await follows(place, written, isVersionBefore(put.versionId))))
      throw asIfSaid('PreconditionFailed', place.key);
    forms.take(endpoint, isVersion, form);
    return written;
  }
  throw asIfSaid('PreconditionFailed', place.key);
}

function isVersionBefore(before = 'null'): (under: ObjectVersion) => boolean {
  return ({ versionId }) => versionId === before;
}

/**
 * Where versions are kept Ceph heeds no condition. What somebody has written in between is a version then, too: ours, on top
 * of it, is taken away again, and false told.
 * @param mayBeUnder what it was written on, if anything was there
 */
export async function follows(
  place: Place,
  { versionId }: Written,
  mayBeUnder: (under: ObjectVersion) => boolean,
): Promise<boolean> {
  if (versionId === undefined || versionId === 'null') return true;
  const { send, target, ...at } = place;
  // Who may not list them has nothing but our look before.
  const versions = await listVersions(send, target, at).catch(() => []);
  const own = versions.findIndex((each) => each.versionId === versionId);
  const under = own < 0 ? undefined : versions[own + 1];
  if (under === undefined || mayBeUnder(under)) return true;
  await send({ method: 'DELETE', target, ...at, query: versionQuery(versionId) });
  return false;
}

/** `undefined`: it was refused though the base is there, so this server does not understand the form. */
async function putAs(place: Place, put: Conditional, form: Form): Promise<Written | undefined> {
  const { send, ...at } = place;
  const { base, payload } = put;
  const condition: readonly Entry[] =
    form === 'none' ? [] : [['if-match', form === 'quoted' ? `"${base}"` : base]];
  let own: Written | undefined;
  // The one before may have worked, and somebody may have written over it since.
  const onAgain = async () => {
    own = await lookFor(place, put);
    if (own !== undefined) throw asIfSaid('PreconditionFailed', at.key);
  };
  try {
    const headers = [...put.headers, ...condition];
    return writtenIn(await send({ method: 'PUT', ...at, headers, ...payload, onAgain }));
  } catch (error) {
    if (own !== undefined) return own;
    if (isChanged(error) || isNotKnown(error)) return lookFor(place, put);
    if (!saysNothing(error)) throw error;
    // It may have been made all the same, without an answer.
    const made = await readsAs(place, payload.body).catch(() => undefined);
    if (made === undefined) throw error;
    return made;
  }
}

/** What was written, where that is what is there; `undefined` where the base is. Throws `changed` for anything else. */
async function lookFor(place: Place, { base, payload }: Conditional): Promise<Written | undefined> {
  const there = await whatIsThere(place);
  if (there?.etag === base) return undefined;
  const own = there && (await readsAs(place, payload.body));
  if (own === undefined) throw asIfSaid('PreconditionFailed', place.key);
  return own;
}

function isNotKnown(error: unknown): boolean {
  return error instanceof SpacesError && error.code === 'notImplemented';
}
