import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { isFolder, type Place, parentOf } from '../../core/manage/job.ts';
import type { ObjectTarget, PrefixTarget } from '../../core/target.ts';
import { chooseFolder } from '../chooseFolder.ts';
import type { ChooseTargetDeps } from '../chooseTarget.ts';
import { refuseReadOnly } from '../share.ts';
import type { ManageDeps, Outcome } from './deps.ts';
import { runErrands } from './errands.ts';
import { errand } from './route.ts';
import { type TransferRequest, transferObjects } from './transferObjects.ts';

/** A folder or Space to go into; or the very key, for one object. */
export type Destination = ObjectTarget | PrefixTarget;

/** Asks for the folder, beginning where the first of them is. Throws `Cancelled`. */
export async function askTo(
  deps: ChooseTargetDeps,
  { title, sources }: { readonly title: string; readonly sources: readonly Place[] },
): Promise<PrefixTarget> {
  const [first] = sources;
  return chooseFolder(deps, title, first && parentOf(first));
}

/** `transferObjects`, or one object to another key. */
export async function transferTo(
  deps: ManageDeps,
  { to, ...request }: Omit<TransferRequest, 'to'> & { readonly to: Destination },
): Promise<Outcome> {
  if (isFolder(to)) return transferObjects(deps, { to, ...request });
  const [source, ...others] = request.sources;
  if (source === undefined || others.length > 0 || isFolder(source))
    throw new SpacesError('badArguments', t('A key is for one object. Give a prefix.'));
  refuseReadOnly(to.connection);
  if (request.mode === 'move') refuseReadOnly(source.connection);
  const { connection, space } = to;
  const errands = [errand(source, { connection, space, prefix: '' }, to.key)];
  return runErrands(deps, { ...request, errands });
}
