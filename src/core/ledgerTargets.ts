import { t } from '@vscode/l10n';
import type { Connection } from './connection.ts';
import { SpacesError } from './errors.ts';
import type { Share } from './ledger.ts';
import { plain } from './plain.ts';
import type { ObjectTarget, PrefixTarget } from './target.ts';

/**
 * What was shared, in the connection it was shared from: one object, those objects of which the keys were kept, or a
 * prefix. Throws `unknownConnection` where that connection is gone.
 */
export function targetsOf(
  { connection: id, connectionName, space, what }: Share,
  connections: { get(id: string): Connection | undefined },
): readonly (ObjectTarget | PrefixTarget)[] {
  const connection = connections.get(id);
  if (connection === undefined) {
    throw new SpacesError(
      'unknownConnection',
      t('The connection of this share is not there any more: {0}', plain(connectionName)),
    );
  }
  if ('prefix' in what) return [{ connection, space, prefix: what.prefix }];
  const keys = 'key' in what ? [what.key] : what.keys;
  return keys.map((key) => ({ connection, space, key }));
}
