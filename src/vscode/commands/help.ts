import { t } from '@vscode/l10n';
import { type LearnMoreDeps, learnMore } from '../../commands/learnMore.ts';
import { COMMAND } from '../../contributions.ts';
import { oneOf, readArguments } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { HELP_TOPICS, type HelpTopic, helpFor } from '../../core/help.ts';
import { type AnyCommand, command } from '../register.ts';
import { ErrorRow, type Row } from '../tree/rows.ts';

/** Learn More and Show Log. */
export function helpCommands(deps: LearnMoreDeps & { showLog(): void }): readonly AnyCommand[] {
  return [
    command({
      id: COMMAND.showLog,
      title: t('Show Log'),
      read: (args) => readArguments(args, {}),
      run: async () => deps.showLog(),
    }),
    command({
      id: COMMAND.learnMore,
      title: t('Learn More'),
      read: (args) => readArguments(args, { topic: oneOf(HELP_TOPICS) }),
      run: ({ args, rows: [row] }) => learnMore(deps, args.topic ?? topicOf(row)),
    }),
  ];
}

/** What the row that says why a listing failed is about. */
function topicOf(row: Row | undefined): HelpTopic | undefined {
  if (!(row instanceof ErrorRow) || !(row.error instanceof SpacesError)) return undefined;
  return helpFor(row.error.code);
}
