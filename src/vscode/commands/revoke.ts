import { t } from '@vscode/l10n';
import { chooseObject } from '../../commands/chooseTarget.ts';
import { namesTarget, TARGET_ARGUMENTS } from '../../commands/resolveTarget.ts';
import { revoke } from '../../commands/revoke/revoke.ts';
import { REVOKE_WAYS, type RevokeDeps, type Revoked } from '../../commands/revoke/terms.ts';
import { testLink, testLinkAndTell } from '../../commands/testLink.ts';
import { COMMAND } from '../../contributions.ts';
import { type Arguments, flag, oneOf, readArguments, text } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import type { Ledger, Share } from '../../core/ledger.ts';
import { targetsOf } from '../../core/ledgerTargets.ts';
import { DISPOSITIONS, type LinkOptions } from '../../core/linkOptions.ts';
import { plain } from '../../core/plain.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import { targetOf } from '../tree/rows.ts';
import { namedTargets, standingAt } from './gestureTargets.ts';
import type { SharingDeps } from './sharing.ts';

const TEST = {
  ...TARGET_ARGUMENTS,
  versionId: text,
  share: text,
  disposition: oneOf(DISPOSITIONS),
  filename: text,
  contentType: text,
  host: text,
} as const;

const REVOKE = {
  ...TARGET_ARGUMENTS,
  share: text,
  how: oneOf(REVOKE_WAYS),
  newKey: text,
  confirmed: flag,
} as const;

const namesSomething = (args: Record<string, unknown>) => args.share !== undefined || namesTarget(args);

/** A share is a target and has its own options: what is given beside it would be overlooked, which is refused. */
export function readTest(args: Record<string, unknown>): Arguments<typeof TEST> {
  return readArguments(args, args.share === undefined ? TEST : { share: text });
}

/** The same; and whoever deletes, or replaces a key pair, gives no new key. */
export function readRevoke(args: Record<string, unknown>): Arguments<typeof REVOKE> {
  const { newKey, how, confirmed } = REVOKE;
  const target = args.share === undefined ? REVOKE : { share: text, how, newKey, confirmed };
  const { newKey: _, ...others } = target;
  return readArguments(args, args.how === undefined || args.how === 'rename' ? target : others);
}

/** Test Link and Revoke Access…, over the editor's gestures. */
export function revokeCommands(deps: SharingDeps): readonly AnyCommand[] {
  const revoking: RevokeDeps = {
    ...deps,
    enterKey: async (connection) =>
      (await deps.execute(COMMAND.enterKey, { connection, replace: true })) !== undefined,
  };
  return [
    command({
      id: COMMAND.testLink,
      title: t('Test Link'),
      read: readTest,
      namesTarget: namesSomething,
      run: async (gesture) => {
        const { object, options } = await linkOf(deps, gesture);
        return (gesture.named ? testLink : testLinkAndTell)(deps, object, options);
      },
    }),
    command({
      id: COMMAND.revoke,
      title: t('Revoke Access'),
      read: readRevoke,
      namesTarget: namesSomething,
      run: async (gesture) => revoke(revoking, await revokedBy(deps, gesture), gesture.args),
    }),
  ];
}

type Named = Omit<Arguments<typeof TARGET_ARGUMENTS>, 'versionId'> & { readonly share?: string | undefined };

async function linkOf(
  deps: SharingDeps,
  gesture: Gesture<Arguments<typeof TEST>>,
): Promise<{ object: ObjectTarget; options: LinkOptions }> {
  const share = await shareOf(deps.ledger, gesture);
  if (share === undefined) {
    const { disposition, filename, contentType, host, versionId } = gesture.args;
    const [object] = await objectsOf(deps, gesture, t('Test Link'));
    if (object === undefined) throw noObject();
    return { object, options: { disposition, filename, contentType, host, versionId } };
  }
  const [object] = targetsOf(share, deps.store).filter(isObject);
  if (share.kind !== 'link' || object === undefined) throw noObject();
  return { object, options: share.link ?? {} };
}

async function revokedBy(deps: SharingDeps, gesture: Gesture<Named>): Promise<Revoked> {
  const share = await shareOf(deps.ledger, gesture);
  if (share === undefined) {
    const objects = await objectsOf(deps, gesture, t('Revoke Access'));
    const [first] = objects;
    if (first === undefined) throw noObject();
    return { connection: first.connection, space: first.space, objects };
  }
  const targets = targetsOf(share, deps.store);
  const [first] = targets;
  if (first === undefined) throw noObject();
  const isWhole = !('keys' in share.what) || share.what.keys.length === share.what.count;
  const objects = isWhole ? targets.filter(isObject) : [];
  return { connection: first.connection, space: first.space, objects, share };
}

/** The share that the gesture was made on, or that the arguments name. Throws `badArguments` for one that is not listed. */
async function shareOf(ledger: Ledger, { args, shares }: Gesture<Named>): Promise<Share | undefined> {
  const [row] = shares;
  if (args.share === undefined) return row?.share;
  const found = (await ledger.list()).find(({ id }) => id === args.share);
  if (found !== undefined) return found;
  throw new SpacesError('badArguments', t('No share in Active Shares has this id: {0}', plain(args.share)));
}

async function objectsOf(
  deps: SharingDeps,
  { args, named, rows }: Gesture<Named>,
  title: string,
): Promise<readonly ObjectTarget[]> {
  if (named) {
    const objects = namedTargets(deps.store, args).filter(isObject);
    if (objects.length > 0) return objects;
    throw noObject();
  }
  const objects = rows.map(targetOf).filter((target) => target !== undefined && isObject(target));
  return objects.length > 0 ? objects : [await chooseObject(deps, title, standingAt(rows))];
}

function isObject(target: object): target is ObjectTarget {
  return 'key' in target;
}

function noObject(): SpacesError {
  return new SpacesError('badArguments', t('This is for objects: name or select them.'));
}
