import { hostProblem, readHost } from '../../core/domains.ts';
import { LINK_FORMATS, type LinkFormat } from '../../core/formats/links.ts';
import { DISPOSITIONS, type LinkOptions } from '../../core/linkOptions.ts';
import type { Memory } from '../../core/ports.ts';
import type { SpaceTarget } from '../../core/target.ts';

const OPTIONS = 'share.linkOptions';
const FORMAT = 'share.lastFormat';

/** So many Spaces are remembered, the last used ones. */
const MOST = 100;

type Kept = Readonly<Record<string, { readonly disposition?: unknown; readonly host?: unknown }>>;

/**
 * What is used again for the next link to this Space: how it opens and the host it goes through. A name, a type and a
 * version are one object's. What is stored is checked: it may come from another version, or the Space be reached
 * otherwise by now.
 */
export function rememberedOptions(memory: Memory, { connection, space }: SpaceTarget): LinkOptions {
  const kept = memory.get<Kept>(OPTIONS)?.[`${connection.id}/${space}`];
  const disposition = DISPOSITIONS.find((each) => each === kept?.disposition);
  const host = hostProblem(connection, space) === undefined ? readKeptHost(kept?.host) : undefined;
  return {
    ...(disposition === undefined ? {} : { disposition }),
    ...(host === undefined ? {} : { host }),
  };
}

function readKeptHost(host: unknown): string | undefined {
  try {
    return typeof host === 'string' ? readHost(host) : undefined;
  } catch {
    return undefined;
  }
}

export async function rememberOptions(
  memory: Memory,
  { connection, space }: SpaceTarget,
  { disposition, host }: LinkOptions,
): Promise<void> {
  const id = `${connection.id}/${space}`;
  const { [id]: before, ...others } = memory.get<Kept>(OPTIONS) ?? {};
  const isPlain = disposition === undefined && host === undefined;
  if (isPlain && before === undefined) return;
  const latest = Object.entries(others).slice(isPlain ? -MOST : 1 - MOST);
  const own = isPlain ? [] : [[id, { disposition, host }] as const];
  await memory.set(OPTIONS, Object.fromEntries([...latest, ...own]));
}

/** The format picked last; at first plain URLs. */
export function lastFormat(memory: Memory): LinkFormat {
  const last = memory.get<unknown>(FORMAT);
  return LINK_FORMATS.find((each) => each === last) ?? 'url';
}

export async function rememberFormat(memory: Memory, as: LinkFormat): Promise<void> {
  await memory.set(FORMAT, as);
}
