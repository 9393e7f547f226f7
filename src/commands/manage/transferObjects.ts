import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import {
  isBelow,
  isFolder,
  isSameSpace,
  nameOf,
  outermost,
  type Place,
  parentOf,
} from '../../core/manage/job.ts';
import { plain } from '../../core/plain.ts';
import type { PrefixTarget } from '../../core/target.ts';
import { keepBoth } from '../../core/transfers/keepBoth.ts';
import { refuseReadOnly } from '../share.ts';
import type { Conflict, ManageDeps, Outcome } from './deps.ts';
import { NOTHING, runErrands } from './errands.ts';
import { type Errand, errand } from './route.ts';

export type Mode = 'move' | 'copy';

export interface TransferRequest {
  readonly sources: readonly Place[];
  /** The folder or Space that they go into, under their own names. */
  readonly to: PrefixTarget;
  readonly mode: Mode;
  /** Default: asks once, for all. */
  readonly onConflict?: Conflict | undefined;
  /** Else a folder, and for a move several objects, are asked for with the count. */
  readonly confirmed?: boolean | undefined;
  /** Says nothing of how it went: a caller reads the outcome. */
  readonly isQuiet?: boolean | undefined;
}

/**
 * Moves or copies objects and folders, within a Space or across. What is moved to where it is stays, and is no failure; what
 * is copied there gets another name. Throws `SpacesError`, `Cancelled`; what fails for some alone is in the outcome.
 */
export async function transferObjects(deps: ManageDeps, request: TransferRequest): Promise<Outcome> {
  const { to, mode } = request;
  const sources = outermost(request.sources);
  refuseReadOnly(to.connection);
  if (mode === 'move') for (const { connection } of sources) refuseReadOnly(connection);
  for (const source of sources) assertOutside(source, to);
  const errands: Errand[] = [];
  for (const source of sources) {
    const path = to.prefix + nameOf(source);
    if (!isAt(source, to)) errands.push(errand(source, to, path));
    else if (mode === 'copy') errands.push(errand(source, to, await freeBeside(deps, source)));
  }
  if (errands.length === 0) return NOTHING;
  return runErrands(deps, { errands, ...request });
}

/** A folder can't go into itself: there would be no end, or none of it left. */
function assertOutside(source: Place, to: PrefixTarget): void {
  if (!isFolder(source) || !isBelow(to, source)) return;
  throw new SpacesError(
    'badArguments',
    t("A folder can't be moved or copied into itself: {0}", plain(source.prefix || source.space)),
  );
}

function isAt(source: Place, { space, connection, prefix }: PrefixTarget): boolean {
  const parent = parentOf(source);
  return isSameSpace(parent, { space, connection }) && parent.prefix === prefix && nameOf(source) !== '';
}

/** A name for a copy in the same folder: `a (2).txt`. */
async function freeBeside({ spaces, progress }: ManageDeps, source: Place): Promise<string> {
  const path = isFolder(source) ? source.prefix.slice(0, -1) : source.key;
  const free = keepBoth([path], '/');
  const { connection, space } = source;
  return progress.run(t('Looking for a free name'), async (signal) => {
    for (;;) {
      const candidate = isFolder(source) ? `${free(path)}/` : free(path);
      const { objects, prefixes } = await spaces.listPage(
        connection,
        space,
        { prefix: candidate, delimiter: '/', maxKeys: 1 },
        signal,
      );
      const isTaken = isFolder(source)
        ? objects.length + prefixes.length > 0
        : objects.some(({ key }) => key === candidate);
      if (!isTaken) return candidate;
    }
  });
}
