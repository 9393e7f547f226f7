import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import type { Connection } from '../../core/connection.ts';
import { SpacesError } from '../../core/errors.ts';
import { newSpaceNameProblem } from '../../core/newSpaceName.ts';
import { plain } from '../../core/plain.ts';
import type { SpaceAcl } from '../../core/spaces.ts';
import { refuseReadOnly } from '../share.ts';
import type { SpaceDeps } from './deps.ts';

export interface CreateSpaceOptions {
  readonly space?: string | undefined;
  readonly acl?: SpaceAcl | undefined;
}

/**
 * Makes a Space. Asks its name, judged as it is typed, and who may list it. A connection that names its Spaces, or may
 * not list them, names the new one too. Resolves to its name. Throws `exists`, `readOnly`, `badArguments`, `Cancelled`.
 */
export async function createSpace(
  deps: SpaceDeps,
  connection: Connection,
  options: CreateSpaceOptions = {},
): Promise<string> {
  refuseReadOnly(connection);
  if (options.space !== undefined) assertName(options.space);
  const space = options.space ?? (await askName(deps, connection));
  const acl = options.acl ?? (options.space === undefined ? await askAcl(deps, space) : undefined);
  await deps.progress.run(t('Creating the Space {0}', space), (signal) =>
    deps.control.create(connection, space, acl, signal),
  );
  await show(deps, connection, space);
  return space;
}

function assertName(space: string): void {
  const problem = newSpaceNameProblem(space);
  if (problem?.severity === 'error') throw new SpacesError('badArguments', `space: ${problem.message}`);
}

async function askName({ prompts, listing }: SpaceDeps, connection: Connection): Promise<string> {
  const known = listing.knownSpaces(connection);
  const answer = await prompts.text({
    title: t('Create Space: {0}', plain(connection.name)),
    prompt: t('Its name, which nobody else has at this provider'),
    validate: (text) =>
      known.includes(text.trim())
        ? { message: t('This Space is in the list already.'), severity: 'error' }
        : newSpaceNameProblem(text.trim()),
  });
  return answerOf(answer).trim();
}

async function askAcl({ prompts }: SpaceDeps, space: string): Promise<SpaceAcl> {
  return answerOf(
    await prompts.pick<SpaceAcl>({
      title: t('Create Space: {0}', plain(space)),
      placeholder: t('Who may list what is in it? Its objects are private either way.'),
      choices: [
        { label: t('Only key pairs with the right to'), icon: 'lock', value: 'private' },
        { label: t('Everybody'), icon: 'globe', value: 'public-read' },
      ],
    }),
  );
}

/** In the tree, and by name where the server's list does not have it. */
async function show(
  { store, reads, listing }: SpaceDeps,
  connection: Connection,
  space: string,
): Promise<void> {
  const current = store.get(connection.id) ?? connection;
  const { spaces, moreSpaces = [] } = current;
  const { signal } = new AbortController();
  const listed = spaces ?? (await reads.listSpaces(current, signal).catch(() => []));
  if (listed.includes(space)) await listing.include({ connection: current, space, prefix: '' });
  else if (spaces) await store.save({ ...current, spaces: [...spaces, space] });
  else await store.save({ ...current, moreSpaces: [...moreSpaces.filter((each) => each !== space), space] });
}
