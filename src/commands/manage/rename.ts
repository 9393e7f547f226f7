import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { isFolder, nameOf, type Place, parentOf } from '../../core/manage/job.ts';
import { plain } from '../../core/plain.ts';
import { refuseReadOnly } from '../share.ts';
import type { ManageDeps } from './deps.ts';
import { runErrands } from './errands.ts';
import { askName, assertNoFolder, nameProblem } from './names.ts';
import { errand } from './route.ts';

export interface RenameOptions {
  /** In the place of its last segment. */
  readonly newName?: string | undefined;
  /** For a folder. */
  readonly confirmed?: boolean | undefined;
}

/**
 * Gives an object, or a folder with all that is in it, another name in the same folder; asks for it where none is given.
 * Gives the new key or prefix. Throws `exists` where something has it, `SpacesError`, `Cancelled`.
 */
export async function rename(deps: ManageDeps, place: Place, options: RenameOptions): Promise<string> {
  refuseReadOnly(place.connection);
  const old = nameOf(place).replace(/\/$/, '');
  const isMarker = !isFolder(place) && place.key.endsWith('/');
  if (isMarker || nameOf(place) === '')
    throw new SpacesError('badArguments', t('This has no name of its own. Rename its folder instead.'));
  const parent = parentOf(place);
  const problem = (name: string) =>
    name === old
      ? t('The object has this key already. Give it another one: {0}', plain(old))
      : nameProblem(name, parent, false);
  const name = options.newName ?? (await askNewName(deps, { place, old, problem }));
  const message = problem(name);
  if (message !== undefined) throw new SpacesError('badArguments', message);
  const path = `${parent.prefix}${name}${isFolder(place) ? '/' : ''}`;
  if (isFolder(place)) {
    await deps.progress.run(t('Counting what is below {0}', plain(place.prefix)), (signal) =>
      assertNoFolder(deps, { ...parent, prefix: path }, signal),
    );
  }
  const { failed } = await runErrands(deps, {
    errands: [errand(place, parent, path)],
    mode: 'move',
    onConflict: 'refuse',
    confirmed: !isFolder(place) || options.confirmed,
    // Else what failed of a folder is told with a way to go on.
    isStrict: !isFolder(place) || options.newName !== undefined,
  });
  if (options.newName === undefined && failed === 0)
    await deps.reveal(isFolder(place) ? { ...parent, prefix: path } : { ...place, key: path });
  return path;
}

/** The name without its ending is selected, as in the file explorer. */
async function askNewName(
  deps: ManageDeps,
  { place, old, problem }: { place: Place; old: string; problem(name: string): string | undefined },
): Promise<string> {
  const ending = isFolder(place) ? -1 : old.lastIndexOf('.');
  const question = {
    title: t('Rename: {0}', plain(old)),
    value: old,
    valueSelection: [0, ending > 0 ? ending : old.length] as const,
  };
  return askName(deps, question, problem);
}
