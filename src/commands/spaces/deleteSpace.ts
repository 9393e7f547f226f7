import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { plain } from '../../core/plain.ts';
import { inSentences } from '../../core/sentences.ts';
import type { SpaceTarget } from '../../core/target.ts';
import { removeSpaces } from '../removeSpace.ts';
import { refuseReadOnly } from '../share.ts';
import { type Content, contentWords, countContent, isNothing } from './content.ts';
import type { SpaceDeps } from './deps.ts';
import { emptySpace } from './emptySpace.ts';

export interface DeleteSpaceOptions {
  /** Nothing is asked. */
  readonly confirmed?: boolean | undefined;
  /** Everything in it may go, too; without, `confirmed` is for an empty one. */
  readonly withContent?: boolean | undefined;
}

/**
 * Deletes a Space: an empty one after one question, any other after its name was typed, with every object, version and
 * unfinished upload. Resolves to its name. Throws `readOnly`, `exists` for one that is not empty, what the server says,
 * and `Cancelled`: what was deleted by then is gone.
 */
export async function deleteSpace(
  deps: SpaceDeps,
  space: SpaceTarget,
  options: DeleteSpaceOptions = {},
): Promise<string> {
  refuseReadOnly(space.connection);
  const name = plain(space.space);
  const content = await deps.progress.run(t('Looking what is in the Space {0}', name), (signal, report) =>
    countContent(deps, space, { signal, report }),
  );
  await settle(deps, space, content, options);
  await deps.progress.run(t('Deleting the Space {0}', name), async (signal, report) => {
    const isQuiet = options.confirmed === true;
    if (!isNothing(content)) await emptySpace(deps, space, { content, isQuiet, signal, report });
    await deps.control.remove(space, signal);
  });
  await forget(deps, space);
  if (options.confirmed !== true) deps.notices.info(t('The Space is deleted: {0}', name));
  return space.space;
}

/** Throws unless it is wanted that all of this goes. */
async function settle(
  deps: SpaceDeps,
  space: SpaceTarget,
  content: Content,
  { confirmed, withContent }: DeleteSpaceOptions,
): Promise<void> {
  const name = plain(space.space);
  if (isNothing(content)) {
    if (confirmed) return;
    await deps.notices.confirm(t('Delete the Space {0}?', name), {
      detail: inSentences(t('It is empty.'), lastWords(space)),
      action: t('Delete'),
    });
    return;
  }
  const words = contentWords(deps.formats, content);
  if (confirmed && withContent) return;
  if (confirmed) {
    const message = t('The Space is not empty ({0}): {1}', words, name);
    throw new SpacesError('exists', inSentences(message, t('Give "withContent" to delete all of it.')));
  }
  const all = t('All of this is deleted for good: {0}.', words);
  await deps.prompts.text({
    title: t('Delete Space: {0}', name),
    prompt: inSentences(inSentences(all, lastWords(space)), t('Type the name of the Space to delete it')),
    validate: (text) =>
      text === space.space
        ? undefined
        : { message: t('This is not the name of the Space: {0}', name), severity: 'error' },
  });
}

function lastWords({ connection }: SpaceTarget): string {
  return connection.provider === 'digitalocean'
    ? t("This can't be undone, and DigitalOcean keeps the name for weeks before anybody can use it again.")
    : t("This can't be undone, and somebody else may take the name.");
}

async function forget({ store, listing }: SpaceDeps, space: SpaceTarget): Promise<void> {
  const current = store.get(space.connection.id);
  const { spaces = [], moreSpaces = [] } = current ?? {};
  if (current && [...spaces, ...moreSpaces].includes(space.space))
    await removeSpaces({ store }, [{ ...space, connection: current }]);
  listing.dropSpace(space);
}
