import { t } from '@vscode/l10n';
import { TRANSFER_COMMANDS } from '../../contributions.ts';
import { SpacesError } from '../../core/errors.ts';
import { type AnyCommand, command } from '../register.ts';

/** Stand for the commands of transfers in a browser, which has no files of its own: hidden there, refused by their ids. */
export function desktopOnlyCommands(): readonly AnyCommand[] {
  return TRANSFER_COMMANDS.map((id) =>
    command({
      id,
      title: t('Transfers'),
      read: (args) => args,
      namesTarget: (args) => Object.keys(args).length > 0,
      run: async () => {
        throw new SpacesError(
          'notAvailableYet',
          t('A browser lets no extension read or write files. Use VS Code on your computer: {0}', id),
        );
      },
    }),
  );
}
