import { t } from '@vscode/l10n';
import { COMMAND } from '../../contributions.ts';
import { flag, notYet, oneOf, readArguments, text } from '../../core/arguments.ts';
import { type AnyCommand, command } from '../register.ts';

/** Allow This Editor in the Browser… and Copy CORS Rule…, over the editor's gestures. */
export function browserCommands(): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.allowBrowser,
      title: t('Allow This Editor in the Browser'),
      read: (args) => readArguments(args, { connection: text, space: text, origin: text, confirmed: flag }),
      run: async () => {
        throw notYet('allowBrowser');
      },
    }),
    command({
      id: COMMAND.copyCorsRule,
      title: t('Copy CORS Rule'),
      read: (args) => readArguments(args, { as: oneOf(['xml', 'json']), origin: text }),
      run: async () => {
        throw notYet('copyCorsRule');
      },
    }),
  ];
}
