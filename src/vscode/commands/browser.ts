import { t } from '@vscode/l10n';
import type { AllowBrowser } from '../../commands/allowBrowser.ts';
import { type ChooseTargetDeps, chooseSpace } from '../../commands/chooseTarget.ts';
import { type CopyCorsRuleDeps, copyCorsRule } from '../../commands/copyCorsRule.ts';
import { resolveSpace } from '../../commands/resolveTarget.ts';
import { COMMAND } from '../../contributions.ts';
import { type Arguments, flag, oneOf, readArguments, text } from '../../core/arguments.ts';
import { EDITOR_ORIGIN } from '../../core/cors.ts';
import { SpacesError } from '../../core/errors.ts';
import type { SpaceTarget } from '../../core/target.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import { folderOf } from '../tree/rows.ts';

export interface BrowserCommandDeps extends CopyCorsRuleDeps, ChooseTargetDeps {
  /** Loaded on first use; absent in a browser. */
  readonly allowBrowser: (() => Promise<AllowBrowser>) | undefined;
}

const ALLOW = { connection: text, space: text, origin: text, confirmed: flag } as const;

const COPY = { as: oneOf(['xml', 'json']), origin: text } as const;

/** Allow This Editor in the Browser… and Copy CORS Rule…, over the editor's gestures. */
export function browserCommands(deps: BrowserCommandDeps): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.allowBrowser,
      title: t('Allow This Editor in the Browser'),
      read: (args) => readArguments(args, ALLOW),
      run: async (gesture) => {
        const { origin = gesture.named ? EDITOR_ORIGIN : undefined, confirmed } = gesture.args;
        if (deps.allowBrowser === undefined) throw inBrowser();
        const target = await spaceOf(deps, gesture);
        return (await deps.allowBrowser())(deps, target, { origin, confirmed });
      },
    }),
    command({
      id: COMMAND.copyCorsRule,
      title: t('Copy CORS Rule'),
      read: (args) => readArguments(args, COPY),
      // It has no target: any argument is a caller's.
      namesTarget: (args) => Object.values(args).some((value) => value !== undefined),
      run: async ({ args, rows: [row] }) =>
        copyCorsRule(deps, { ...args, space: row && folderOf(row)?.space }),
    }),
  ];
}

async function spaceOf(
  deps: BrowserCommandDeps,
  { args, named, rows: [row] }: Gesture<Arguments<typeof ALLOW>>,
): Promise<SpaceTarget> {
  if (named) return resolveSpace(deps.store, args);
  const at = row && folderOf(row);
  const title = t('Allow This Editor in the Browser');
  const { connection, space } = at ?? (await chooseSpace(deps, title, row?.connection));
  // A row may be older than the last change of its connection.
  return { connection: deps.store.get(connection.id) ?? connection, space };
}

function inBrowser(): SpacesError {
  return new SpacesError(
    'notImplemented',
    t(
      "A browser can't change CORS rules. Run this command in VS Code on a desktop, or give the Space's owner the rule with Copy CORS Rule….",
    ),
  );
}
