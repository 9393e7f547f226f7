import { t } from '@vscode/l10n';
import type { TransferRequest } from '../../commands/manage/transferObjects.ts';
import { placeFrom } from '../../commands/placeWords.ts';
import { refuseReadOnly } from '../../commands/share.ts';
import { isFolder, nameOf, outermost, type Place, parentOf } from '../../core/manage/job.ts';
import { plain } from '../../core/plain.ts';
import type { Notices } from '../../core/ports.ts';
import { type PrefixTarget, spaceId } from '../../core/target.ts';
import { folderOf, type Row, targetOf } from '../tree/rows.ts';

export interface DropRowsDeps {
  readonly notices: Pick<Notices, 'choose'>;
  transfer(request: TransferRequest): Promise<unknown>;
}

/**
 * Rows of the tree that were dropped onto another one. The editor does not tell which keys were held down, so whether to
 * move or to copy is asked; that answer is the confirmation. Throws what the flow throws, and `Cancelled`.
 */
export async function dropRows(deps: DropRowsDeps, rows: readonly Row[], onto: Row): Promise<void> {
  const to = folderOf(onto);
  const sources = outermost(rows.map(targetOf).filter((target) => target !== undefined));
  const [first, ...others] = sources;
  // Back to where they are: nothing was meant.
  if (to === undefined || first === undefined || sources.every((source) => isIn(to, source))) return;
  refuseReadOnly(to.connection);
  const place = placeFrom(first, to);
  const name = plain(nameOf(first));
  const mode = await deps.notices.choose<'move' | 'copy'>(
    others.length === 0
      ? t('Move or copy {0} to {1}?', name, place)
      : t('Move or copy {0} and {1} more to {2}?', name, others.length, place),
    {
      choices: [
        ...(first.connection.readOnly ? [] : [{ title: t('Move'), value: 'move' as const }]),
        { title: t('Copy'), value: 'copy' as const },
      ],
    },
  );
  await deps.transfer({ sources, to, mode, confirmed: true });
}

function isIn(to: PrefixTarget, source: Place): boolean {
  const own = isFolder(source) ? source.prefix : source.key;
  return spaceId(source) === spaceId(to) && [own, parentOf(source).prefix].includes(to.prefix);
}
