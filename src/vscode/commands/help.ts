import { t } from '@vscode/l10n';
import { COMMAND } from '../../contributions.ts';
import { notYet, oneOf, readArguments } from '../../core/arguments.ts';
import { HELP_TOPICS } from '../../core/help.ts';
import { type AnyCommand, command } from '../register.ts';

/** Learn More and Show Log. */
export function helpCommands({ showLog }: { showLog(): void }): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.showLog,
      title: t('Show Log'),
      read: (args) => readArguments(args, {}),
      run: async () => showLog(),
    }),
    command({
      id: COMMAND.learnMore,
      title: t('Learn More'),
      read: (args) => readArguments(args, { topic: oneOf(HELP_TOPICS) }),
      run: async () => {
        throw notYet('learnMore');
      },
    }),
  ];
}
