import { t } from '@vscode/l10n';
import type { Connection } from '../core/connection.ts';
import { SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import type { ConnectionDeps } from './connection/deps.ts';

/** So many names are told in the question. */
const NAMES_SHOWN = 10;

/**
 * Removes connections and their key pairs from this computer; nothing changes at the server. Asks once, naming them,
 * unless `confirmed`. Resolves to the (first) id. Throws `Cancelled`.
 */
export async function removeConnection(
  deps: Pick<ConnectionDeps, 'store' | 'notices'>,
  connections: readonly Connection[],
  options: { readonly confirmed?: boolean | undefined } = {},
): Promise<string> {
  const [first] = connections;
  if (!first) throw new SpacesError('badArguments', t('Select the connection to remove.'));
  if (!options.confirmed) await deps.notices.confirm(...question(connections, first));
  for (const { id } of connections) await deps.store.remove(id);
  return first.id;
}

function question(
  connections: readonly Connection[],
  first: Connection,
): [message: string, options: { detail: string; action: string }] {
  const kept = t(
    'Nothing changes at the server. Signed URLs and upload commands that you gave away keep working.',
  );
  if (connections.length === 1)
    return [t('Remove this connection? {0}', plain(first.name)), { detail: kept, action: t('Remove') }];
  const names = connections.slice(0, NAMES_SHOWN).map(({ name }) => plain(name));
  if (connections.length > NAMES_SHOWN) names.push('…');
  const detail = `${names.join('\n')}\n\n${kept}`;
  return [t('Remove connections? Count: {0}', connections.length), { detail, action: t('Remove') }];
}
