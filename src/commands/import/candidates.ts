import { nameProblem } from '../../core/connectionRules.ts';
import type { Found } from '../../core/import/found.ts';
import type { ConnectionStore } from '../../core/ports.ts';
import { type Draft, defaultName, EMPTY_DRAFT } from '../connection/draft.ts';

/** What was found, beside what is here. */
export interface Candidate {
  readonly found: Found;
  /** The connection that has the same endpoint and key ID already, by name. */
  readonly here?: string | undefined;
  /** Another source, looked at before, says the same. */
  readonly isAgain: boolean;
}

/** Compares with the connections that are here and with each other. */
export async function candidatesOf(
  store: ConnectionStore,
  all: readonly Found[],
): Promise<readonly Candidate[]> {
  const here: (Same & { readonly name: string })[] = [];
  for (const connection of store.list()) {
    const state = await store.credentials(connection);
    if (state.state === 'ok') here.push({ ...connection, accessKeyId: state.credentials.accessKeyId });
  }
  return all.map((found, index) => {
    const own = sameIn(found);
    return {
      found,
      here: here.find((each) => isSame(each, own))?.name,
      isAgain: all.slice(0, index).some((other) => !other.problem && isSame(sameIn(other), own)),
    };
  });
}

/** What makes two connections the same. */
interface Same {
  /** Absent: it will be asked. */
  readonly endpoint?: string | undefined;
  readonly accessKeyId?: string | undefined;
}

function sameIn({ place, credentials }: Found): Same {
  return { endpoint: place?.endpoint, accessKeyId: credentials?.accessKeyId };
}

function isSame(a: Same, b: Same): boolean {
  if (a.accessKeyId === undefined || a.accessKeyId !== b.accessKeyId) return false;
  return a.endpoint === b.endpoint || b.endpoint === undefined;
}

/** As far as the configuration tells; the endpoint may be missing. */
export function draftFrom({ place, credentials, spaces, name = '' }: Found): Draft {
  const where =
    place?.provider === 'digitalocean' ? { slugs: [place.region] } : { ...place, slugs: [] as const };
  return {
    ...EMPTY_DRAFT,
    ...where,
    provider: place?.provider ?? 'custom',
    ...credentials,
    spaces,
    beside: true,
    name: nameProblem(name, () => false) === undefined ? name.trim() : undefined,
  };
}

/** As it will be called where that is free. */
export function nameOf(draft: Draft): string {
  return draft.name ?? defaultName(draft, () => false);
}
