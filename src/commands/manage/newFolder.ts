import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { plain } from '../../core/plain.ts';
import type { PrefixTarget } from '../../core/target.ts';
import { refuseReadOnly } from '../share.ts';
import type { ManageDeps } from './deps.ts';
import { askName, assertNoFolder, nameProblem } from './names.ts';

/** What other tools take for a folder, too. */
const FOLDER_TYPE = 'application/x-directory';

/** Asks for a name, and makes the folder there. Gives its prefix. Throws `SpacesError`, `Cancelled`. */
export async function askNewFolder(deps: ManageDeps, parent: PrefixTarget): Promise<string> {
  refuseReadOnly(parent.connection);
  const title = t('New Folder in {0}', plain(parent.prefix || parent.space));
  const name = await askName(deps, { title }, (typed) => nameProblem(trimmed(typed), parent, true));
  const folder = { ...parent, prefix: `${parent.prefix}${trimmed(name)}/` };
  await newFolder(deps, folder);
  await deps.reveal(folder);
  return folder.prefix;
}

/** Makes the object that stands for a folder (`a/b/`, empty). Throws `exists` where anything is in it. */
export async function newFolder(
  deps: ManageDeps,
  { connection, space, prefix }: PrefixTarget,
): Promise<void> {
  refuseReadOnly(connection);
  const problem = prefix.endsWith('/')
    ? nameProblem(prefix.slice(0, -1), { prefix: '' }, true)
    : t('The prefix of a folder ends with a slash.');
  if (problem !== undefined) throw new SpacesError('badArguments', problem);
  await deps.progress.run(t('New Folder in {0}', plain(space)), async (signal) => {
    await assertNoFolder(deps, { connection, space, prefix }, signal);
    const options = { headers: { contentType: FOLDER_TYPE }, isNew: true };
    await deps.bytes.write({ connection, space, key: prefix }, new Uint8Array(), options, signal);
  });
  deps.listing.touched({ connection, space }, [prefix]);
}

function trimmed(name: string): string {
  return name.replace(/\/$/, '');
}
