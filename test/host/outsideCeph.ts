// A real Ceph for host tests: started with the first call, one for all versions and hosts.
import { randomUUID } from 'node:crypto';
import { stopSharedCeph, useCeph } from '../support/cephForTests.ts';
import { type Door, openDoor } from '../support/door.ts';
import type { Functions } from '../support/editor/control.ts';
import { signedFetch } from '../support/signedFetch.ts';
import type { CephPlace, CorsRequest, SpaceRequest } from './support/ceph.ts';

/** Puts at once that many objects. */
const AT_ONCE = 32;

/** What host tests may ask of Ceph (see `support/ceph.ts`), and its end. */
export function cephFunctions(): { functions: Functions; stop(): Promise<void> } {
  let opened: Promise<Door> | undefined;
  const door = () => {
    opened ??= useCeph().then(({ endpoint }) => openDoor(endpoint));
    return opened;
  };
  const made = new Map<string, Promise<void>>();
  return {
    functions: {
      cephPlace: async (): Promise<CephPlace> => {
        const { region, admin } = await useCeph();
        return { endpoint: (await door()).endpoint, region, credentials: admin };
      },
      cephSpace: async ({ space, keys = [] }: SpaceRequest) => {
        const making = made.get(space) ?? makeSpace(space, keys);
        made.set(space, making);
        await making;
      },
      cephCors: ({ space, xml }: CorsRequest) =>
        xml === undefined ? ask('DELETE', `${space}?cors`) : ask('PUT', `${space}?cors`, xml),
      cephObject: ({ space, key }: { space: string; key: string }) => ask('GET', pathOf(space, key)),
      cephUser: async () => (await useCeph()).createUser({ uid: `user-${randomUUID()}` }),
      cephRequests: async () => (await door()).requests(),
      cephShut: async () => (await door()).shut(),
      cephOpen: async () => (await door()).open(),
    },
    stop: async () => {
      await (await opened)?.shut();
      await stopSharedCeph();
    },
  };
}

async function makeSpace(space: string, keys: readonly string[]): Promise<void> {
  await ask('PUT', space);
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    const puts = keys.slice(start, start + AT_ONCE);
    await Promise.all(puts.map((key) => ask('PUT', pathOf(space, key), `the content of ${key}`)));
  }
}

/** Straight to the gateway, signed by the tests' own signer. @returns the answer's body */
async function ask(method: string, path: string, body = ''): Promise<string> {
  const { endpoint, region, admin } = await useCeph();
  const answer = await signedFetch(`${endpoint}/${path}`, admin, { method, region, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} /${path}: ${answer.status} ${text}`);
  return text;
}

/** As S3 signs it: `encodeURIComponent` leaves a few characters that a signature must have encoded. */
function pathOf(space: string, key: string): string {
  const encode = (part: string) =>
    encodeURIComponent(part).replace(
      /[!'()*]/g,
      (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return `${space}/${key.split('/').map(encode).join('/')}`;
}
