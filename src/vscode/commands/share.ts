import { t } from '@vscode/l10n';
import { lastExpirySeconds } from '../../commands/askExpiry.ts';
import { type ChooseTargetDeps, chooseObject } from '../../commands/chooseTarget.ts';
import { copySignedUrl, type LinkDeps, type SharedUntil } from '../../commands/copySignedUrl.ts';
import { isPrefix, type LinkTarget } from '../../commands/links/gather.ts';
import type { LinkRequest } from '../../commands/links/settle.ts';
import { TARGET_ARGUMENTS } from '../../commands/resolveTarget.ts';
import type { ShareDeps } from '../../commands/share.ts';
import { COMMAND, CONTEXT_HAS_COPIED_LINK } from '../../contributions.ts';
import { type Arguments, duration, flag, oneOf, readArguments, text } from '../../core/arguments.ts';
import { readHost } from '../../core/domains.ts';
import { SpacesError } from '../../core/errors.ts';
import { readExpiry } from '../../core/expiry.ts';
import { LINK_FORMATS } from '../../core/formats/links.ts';
import { DISPOSITIONS, type LinkOptions } from '../../core/linkOptions.ts';
import type { Execute } from '../offers.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import { targetsOf } from './gestureTargets.ts';

export type ShareCommandDeps = ShareDeps &
  ChooseTargetDeps & {
    /** Makes a context key true. */
    setContext(key: string): void;
  };

const SIGNED_URL = {
  ...TARGET_ARGUMENTS,
  versionId: text,
  expiresIn: duration,
  expiresAt: text,
  disposition: oneOf(DISPOSITIONS),
  filename: text,
  contentType: text,
  host: text,
  as: oneOf(LINK_FORMATS),
  confirmed: flag,
} as const;

/** What the commands of links need beside the flows' ports. */
export type LinkCommandDeps = ShareCommandDeps & { readonly execute: Execute };

/** Copy Signed URL… and its other forms, over the editor's gestures. */
export function shareCommands(deps: LinkCommandDeps): readonly AnyCommand[] {
  const links: LinkDeps = {
    ...deps,
    testLink: ({ connection, space, key }, options) =>
      deps.execute(COMMAND.testLink, { connection: connection.id, space, key, ...options }),
  };
  const copy = (gesture: LinkGesture, how: Pick<LinkRequest, 'asksFormat' | 'expiry'> = {}) =>
    copyLinks(deps, { links, gesture }, how);
  return [
    command({
      id: COMMAND.copySignedUrl,
      title: t('Copy Signed URL'),
      onEditor: 'unlessSelected',
      read: (args) => readArguments(args, SIGNED_URL),
      run: async (gesture) => copy(gesture),
    }),
    command({
      id: COMMAND.copySignedUrlAs,
      title: t('Copy Signed URL'),
      onEditor: 'unlessSelected',
      read: (args) => readArguments(args, SIGNED_URL),
      run: async (gesture) => copy(gesture, { asksFormat: true }),
    }),
    command({
      id: COMMAND.copySignedUrlQuick,
      title: t('Copy Signed URL'),
      onEditor: 'unlessSelected',
      read: (args) => readArguments(args, TARGET_ARGUMENTS),
      run: async (gesture) => copy(gesture, { expiry: { seconds: lastExpirySeconds(deps) } }),
    }),
  ];
}

type LinkGesture = Gesture<Arguments<typeof SIGNED_URL>>;

async function copyLinks(
  deps: LinkCommandDeps,
  { links, gesture }: { readonly links: LinkDeps; readonly gesture: LinkGesture },
  how: Pick<LinkRequest, 'asksFormat' | 'expiry'>,
): Promise<SharedUntil> {
  const { args, named } = gesture;
  const request: LinkRequest = {
    ...how,
    expiry: readExpiry(args, deps.now(), deps.moments.timeZone) ?? how.expiry,
    as: args.as,
    options: optionsOf(args),
    confirmed: args.confirmed,
    named,
  };
  const targets = await targetsOf(deps, gesture, t('Copy Signed URL'));
  const copied = await copyBelow(deps, { links, targets, named }, request);
  // Only what was really copied: the walkthrough would take a dismissed question for it, too.
  deps.setContext(CONTEXT_HAS_COPIED_LINK);
  return copied;
}

/** A person whose key pair may not list what they clicked can still name an object in it. */
async function copyBelow(
  deps: LinkCommandDeps,
  { links, targets, named }: { links: LinkDeps; targets: readonly LinkTarget[]; named: boolean },
  request: LinkRequest,
): Promise<SharedUntil> {
  try {
    return await copySignedUrl(links, targets, request);
  } catch (error) {
    const [place] = targets;
    const mayNotList = error instanceof SpacesError && error.code === 'accessDenied';
    if (named || !mayNotList || targets.length !== 1 || place === undefined || !isPrefix(place)) throw error;
    return copySignedUrl(links, [await chooseObject(deps, t('Copy Signed URL'), place)], request);
  }
}

/** `undefined` where none is given. */
function optionsOf(args: Arguments<typeof SIGNED_URL>): LinkOptions | undefined {
  const { disposition, filename, contentType, versionId } = args;
  const host = args.host === undefined ? undefined : readHost(args.host);
  const options = Object.entries({ disposition, filename, contentType, versionId, host });
  const given = options.filter(([, value]) => value !== undefined);
  return given.length === 0 ? undefined : Object.fromEntries(given);
}
