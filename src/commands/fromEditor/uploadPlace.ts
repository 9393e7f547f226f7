import { t } from '@vscode/l10n';
import { uploadProblem } from '../../core/keyRules.ts';
import { plain } from '../../core/plain.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { askKey, type ChooseTargetDeps, chooseSpace, type Standing } from '../chooseTarget.ts';

/**
 * Where a file is to go: asks for the connection (where there are several), the Space, and the key, which begins as the
 * file's name in the folder that the person stands in. Throws `Cancelled`.
 */
export async function chooseUploadPlace(
  deps: ChooseTargetDeps,
  name: string,
  at: Standing | undefined,
): Promise<ObjectTarget> {
  const title = t('Upload {0}', plain(name, 40));
  const { connection, space, prefix } =
    at !== undefined && 'prefix' in at
      ? at
      : { ...(await chooseSpace(deps, title, at?.connection)), prefix: '' };
  const key = await askKey(deps.prompts, {
    title: t('Upload {0} to {1}', plain(name, 40), plain(space)),
    prefix: prefix + name,
    problem: (typed) => uploadProblem(typed)?.message,
  });
  return { connection, space, key };
}
