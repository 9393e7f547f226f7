import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { chooseSpace } from '../../commands/chooseTarget.ts';
import { resolveSpace, resolveTarget, TARGET_ARGUMENTS } from '../../commands/resolveTarget.ts';
import { type CheckAccessDeps, checkAccess, checkAccessAndTell } from '../../commands/spaces/checkAccess.ts';
import { createSpace } from '../../commands/spaces/createSpace.ts';
import { deleteSpace } from '../../commands/spaces/deleteSpace.ts';
import type { SpaceDeps } from '../../commands/spaces/deps.ts';
import { setVersioning } from '../../commands/spaces/setVersioning.ts';
import { totals, totalsAndTell } from '../../commands/spaces/totals.ts';
import { abortUnfinished, countUnfinished, pickUnfinished } from '../../commands/spaces/unfinishedUploads.ts';
import { COMMAND } from '../../contributions.ts';
import { type Arguments, flag, oneOf, readArguments, text } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import type { PrefixTarget, SpaceTarget } from '../../core/target.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import { ConnectionRow, folderOf } from '../tree/rows.ts';
import { connectionFrom } from './gestureTargets.ts';
import type { ObjectsDeps } from './objects.ts';
import { ownUploads } from './ownUploads.ts';

const SPACE = { connection: text, space: text } as const;

const CREATE = { ...SPACE, acl: oneOf(['private', 'public-read']) } as const;
const DELETE = { ...SPACE, confirmed: flag, withContent: flag } as const;
const VERSIONING = { ...SPACE, enabled: flag } as const;
const UNFINISHED = { ...SPACE, abort: oneOf(['all']), confirmed: flag } as const;

const NO_SIGNAL = new AbortController().signal;

/** Create Space…, Delete Space…, Versioning…, Unfinished Uploads…, Calculate Size and what a key may do, over the editor's gestures. */
export function spaceCommands(deps: ObjectsDeps): readonly AnyCommand[] {
  const flows: SpaceDeps & CheckAccessDeps = {
    ...deps,
    formats: createFormats(deps.moments.locale),
    ownUploads: () => ownUploads(vscode.workspace.fs, deps.transfersView?.folder),
  };
  return [...changing(deps, flows), ...looking(deps, flows)];
}

function changing(deps: ObjectsDeps, flows: SpaceDeps): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.createSpace,
      title: t('Create Space'),
      read: (args) => readArguments(args, CREATE),
      run: async (gesture) => {
        const connection = await connectionFrom(deps, gesture, t('Create Space'));
        if (gesture.named) resolveSpace(deps.store, gesture.args);
        return createSpace(flows, connection, gesture.args);
      },
    }),
    command({
      id: COMMAND.deleteSpace,
      title: t('Delete Space'),
      read: (args) => readArguments(args, DELETE),
      run: async (gesture) =>
        deleteSpace(flows, await oneSpace(deps, gesture, t('Delete Space')), gesture.args),
    }),
    command({
      id: COMMAND.setVersioning,
      title: t('Versioning'),
      read: (args) => readArguments(args, VERSIONING),
      run: async (gesture) =>
        setVersioning(flows, await oneSpace(deps, gesture, t('Versioning')), gesture.args.enabled),
    }),
  ];
}

function looking(deps: ObjectsDeps, flows: SpaceDeps & CheckAccessDeps): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.unfinishedUploads,
      title: t('Unfinished Uploads'),
      read: (args) => readArguments(args, UNFINISHED),
      run: async (gesture) => {
        const space = await oneSpace(deps, gesture, t('Unfinished Uploads'));
        const { abort, confirmed } = gesture.args;
        if (abort === 'all') return abortUnfinished(flows, space, confirmed);
        return gesture.named ? countUnfinished(flows, space) : pickUnfinished(flows, space);
      },
    }),
    command({
      id: COMMAND.totals,
      title: t('Calculate Size'),
      read: (args) => readArguments(args, TARGET_ARGUMENTS),
      run: async (gesture) => {
        if (gesture.named) return totals(flows, [prefixOf(deps, gesture.args)], NO_SIGNAL);
        const targets = gesture.rows.map(folderOf).filter((target) => target !== undefined);
        if (targets.length > 0) return totalsAndTell(flows, targets);
        const [row] = gesture.rows;
        const title = t('Calculate Size');
        return totalsAndTell(flows, [{ ...(await chooseSpace(deps, title, row?.connection)), prefix: '' }]);
      },
    }),
    command({
      id: COMMAND.checkAccess,
      title: t('Check What the Key May Do'),
      read: (args) => readArguments(args, SPACE),
      run: async (gesture) => {
        const connection = await connectionFrom(deps, gesture, t('Check What the Key May Do'));
        const { space } = gesture.args;
        if (gesture.named) return checkAccess(flows, connection, space, NO_SIGNAL);
        const [row] = gesture.rows;
        return checkAccessAndTell(flows, connection, row && folderOf(row)?.space);
      },
    }),
  ];
}

type Named = { readonly connection?: string | undefined; readonly space?: string | undefined };

async function oneSpace(deps: ObjectsDeps, gesture: Gesture<Named>, title: string): Promise<SpaceTarget> {
  if (gesture.named) return resolveSpace(deps.store, gesture.args);
  const [row, ...others] = gesture.rows;
  if (row instanceof ConnectionRow || row === undefined)
    return chooseSpace(deps, title, row && (await connectionFrom(deps, gesture, title)));
  const at = folderOf(row);
  if (others.length > 0) throw new SpacesError('badArguments', t('Select one Space.'));
  const connection = await connectionFrom(deps, gesture, title);
  return at ? { connection, space: at.space } : chooseSpace(deps, title, connection);
}

/** A prefix, or the whole Space where only that is named. */
function prefixOf({ store }: ObjectsDeps, args: Arguments<typeof TARGET_ARGUMENTS>): PrefixTarget {
  const { key, keys, prefix } = args;
  if ((key ?? keys ?? prefix) === undefined) return { ...resolveSpace(store, args), prefix: '' };
  const target = resolveTarget(store, args);
  if ('folder' in target) return target.folder;
  throw new SpacesError('badArguments', t('Give "prefix", or a Space alone.'));
}
