import { t } from '@vscode/l10n';
import { TRANSFER_COMMANDS } from '../../contributions.ts';
import { notYet } from '../../core/arguments.ts';
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
        throw notYet(id);
      },
    }),
  );
}
