import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { InspectDeps } from '../../commands/inspect.ts';
import { COMMAND } from '../../contributions.ts';
import { readArguments, text } from '../../core/arguments.ts';
import { createFormats } from '../../core/format.ts';
import { once } from '../../core/once.ts';
import { type AnyCommand, command } from '../register.ts';
import type { SharingDeps } from './sharing.ts';

/** Inspect Link or Command…, over the editor's gestures. */
export function inspectCommands(deps: SharingDeps): readonly AnyCommand[] {
  // One tab for all that is inspected; loaded with the first.
  const tab = once(async () => {
    const { createInspectPage } = await import('../pages/inspect.ts');
    return createInspectPage(vscode, {
      run: (id, args) => deps.run(t('Inspect Link or Command'), () => deps.execute(id, args)),
    });
  });
  // The first question to `Intl` takes longer than all else here: it waits for the command.
  const inspecting = async (): Promise<InspectDeps> => ({
    ...deps,
    formats: createFormats(deps.moments.locale),
    selectedText,
    show: await tab(),
  });
  return [
    command({
      id: COMMAND.inspect,
      title: t('Inspect Link or Command'),
      read: (args) => readArguments(args, { text }),
      namesTarget: (args) => args.text !== undefined,
      run: async ({ args }) => {
        const { inspect } = await import('../../commands/inspect.ts');
        return inspect(await inspecting(), args.text);
      },
    }),
  ];
}

function selectedText(): string {
  const editor = vscode.window.activeTextEditor;
  return editor === undefined ? '' : editor.document.getText(editor.selection);
}
