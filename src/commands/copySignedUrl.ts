import type { LinkOptions } from '../core/linkOptions.ts';
import type { ObjectTarget } from '../core/target.ts';
import { rememberExpiry } from './askExpiry.ts';
import { confirmAll, gatherObjects, isPrefix, type LinkObject, type LinkTarget } from './links/gather.ts';
import { handOut } from './links/handOut.ts';
import { rememberOptions } from './links/remembered.ts';
import { commonSpace, type LinkRequest, settleLinks } from './links/settle.ts';
import { keyPairsOf, signLinks } from './links/sign.ts';
import { refuseHost, refuseOptions, refuseUnlinkable } from './links/unlinkable.ts';
import { beginWitness, type ShareDeps } from './share.ts';

export interface LinkDeps extends ShareDeps {
  /** Tries out what a link to this gives its receiver; a button beside the message. */
  readonly testLink?: ((target: ObjectTarget, options: LinkOptions) => unknown) | undefined;
}

export interface SharedUntil {
  /** ISO 8601, UTC. */
  readonly expiresAt: string;
  readonly count: number;
}

/**
 * Makes presigned GET URLs, in the order of the targets, and puts them on the clipboard (one a line, or in another
 * form), into a file, or shows one as a picture. Asks what `request` leaves open. Of a prefix all objects below are
 * linked, once the person has seen how many; that alone needs the network. Where one object can't be linked nothing is
 * copied. Throws `SpacesError`, `Cancelled`.
 */
export async function copySignedUrl(
  deps: LinkDeps,
  targets: readonly LinkTarget[],
  request: LinkRequest = {},
): Promise<SharedUntil> {
  const { as, options = {} } = request;
  const hasPrefix = targets.some(isPrefix);
  refuseOptions({ options, as, count: hasPrefix ? Number.POSITIVE_INFINITY : targets.length });
  const gathered = await gatherObjects(deps, targets);
  await refuse(deps, gathered.objects, { as: as ?? 'url', request });
  if (hasPrefix && request.confirmed !== true) await confirmAll(deps, targets, gathered);
  return copyLinks(deps, { objects: gathered.objects, targets }, request);
}

async function copyLinks(
  deps: LinkDeps,
  { objects, targets }: { readonly objects: readonly LinkObject[]; readonly targets: readonly LinkTarget[] },
  request: LinkRequest,
  isAgain = false,
): Promise<SharedUntil> {
  // The witness loads while the question is open.
  const witness = beginWitness(deps);
  const keyPairs = await keyPairsOf(deps, objects);
  const settled = await settleLinks(deps, objects, request);
  const { expiry, as, options } = settled;
  refuseOptions({ options, as, count: objects.length });
  await refuse(deps, objects, { as, request: { ...request, ...settled } });
  refuseHost(deps, objects, options);
  const signed = await signLinks(deps, objects, { expiry, options, keyPairs, witness });
  await handOut(deps, {
    signed,
    settled,
    objects,
    targets,
    named: request.named === true,
    again: isAgain
      ? undefined
      : () => copyLinks(deps, { objects, targets }, { ...request, ...settled, named: true }, true),
  });
  await remember(deps, objects, { request, settled });
  const ends = signed.groups[0]?.time.ends ?? new Date(Number.NaN);
  return { expiresAt: ends.toISOString(), count: signed.links.length };
}

/** What a person chose comes first the next time; a program's choices are its own. */
async function remember(
  { memory }: LinkDeps,
  objects: readonly LinkObject[],
  {
    request,
    settled,
  }: { readonly request: LinkRequest; readonly settled: Awaited<ReturnType<typeof settleLinks>> },
): Promise<void> {
  await rememberExpiry(memory, settled.expiry);
  const space = commonSpace(objects);
  const isAsked = request.expiry === undefined;
  if (space !== undefined && isAsked) await rememberOptions(memory, space, settled.options);
}

function refuse(
  deps: LinkDeps,
  objects: readonly LinkObject[],
  { as, request }: { readonly as: NonNullable<LinkRequest['as']>; readonly request: LinkRequest },
): Promise<void> {
  return refuseUnlinkable(deps, { objects, as }, (others, instead) =>
    copySignedUrl(deps, others, { ...request, as: instead }),
  );
}
