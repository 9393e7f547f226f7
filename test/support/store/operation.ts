import type { StoreClock } from './clock.ts';
import type { IfMatch } from './conditions.ts';
import { S3Error } from './errors.ts';
import type { StoredObject } from './objects.ts';
import type { Reply } from './reply.ts';
import { parameter, type StoreRequest } from './request.ts';
import type { Space } from './spaces.ts';
import type { User } from './users.ts';
import { versionsIn } from './versions.ts';

/** What the operations work on. */
export interface World {
  readonly spaces: Map<string, Space>;
  readonly users: Map<string, User>;
  readonly clock: StoreClock;
  /** Bytes of a part that another follows. */
  readonly smallestPart: number;
  readonly ifMatch: IfMatch;
}

/** One request on its way, signed or not. */
export interface Call {
  readonly world: World;
  readonly request: StoreRequest;
  /** `undefined`: nobody signed it. */
  readonly user: User | undefined;
}

/** `read` one object, `tell` what stands beside it, `list` a Space, `write` either; `account`: the list of Spaces; `create` one; `form` checks its own rights. */
type Need = 'read' | 'tell' | 'list' | 'write' | 'account' | 'create' | 'form';

export interface Operation {
  readonly need: Need;
  run(call: Call): Reply;
}

/** The Space of a call. Throws `NoSuchBucket`, or the redirection to where it lives. */
export function spaceOf({ world, request }: Call): Space {
  const space = world.spaces.get(request.space ?? '');
  if (!space) throw new S3Error('NoSuchBucket');
  if (!space.elsewhere) return space;
  const { region, endpoint } = space.elsewhere;
  throw new S3Error('PermanentRedirect', {
    headers: { location: `${endpoint}${request.rawPath}`, 'x-amz-bucket-region': region },
    elements: { Endpoint: endpoint.replace(/^https?:\/\//, ''), Region: region },
  });
}

/** The object of a call. Throws `NoSuchKey`. */
export function objectOf(call: Call): StoredObject {
  const { objects } = spaceOf(call);
  const key = call.request.key ?? '';
  const versionId = parameter(call.request, 'versionId');
  const object =
    versionId === undefined
      ? objects.get(key)
      : versionsIn(objects, key).find((version) => version.versionId === versionId)?.object;
  // Ceph says so of a delete marker too.
  if (!object) throw new S3Error('NoSuchKey');
  return object;
}

/** Throws `AccessDenied` unless the caller may do this. */
export function authorize(call: Call, operation: Operation): void {
  if (operation.need === 'form') return;
  const isAllowed = call.user ? mayUser(call.user, call, operation.need) : mayAnyone(call, operation.need);
  if (!isAllowed) throw new S3Error('AccessDenied');
}

/** Whether a signed-in user has the right. */
export function mayUser(user: User, call: Call, need: Need): boolean {
  if (need === 'account') return user.noListBuckets !== true;
  if ((need === 'write' || need === 'create') && user.readOnly) return false;
  if (need === 'create') return true;
  return user.spaces?.includes(call.request.space ?? '') ?? true;
}

function mayAnyone(call: Call, need: Need): boolean {
  // Ceph shows nobody's Spaces, none, to nobody.
  if (need === 'account') return true;
  if (need === 'write' || need === 'tell' || need === 'create') return false;
  const space = spaceOf(call);
  if (need === 'list') return space.acl === 'public-read';
  return space.objects.get(call.request.key ?? '')?.acl === 'public-read';
}
