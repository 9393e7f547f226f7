import { t } from '@vscode/l10n';
import { SpacesError } from './errors.ts';
import type { ListPage, ListRequest, Store } from './ports.ts';
import type { PrefixTarget } from './target.ts';

/** Keys a page; servers give no more, whatever is asked. */
const PAGE_SIZE = 1000;

/**
 * One page of a listing. Throws `server` where the server gives the token it was given: such a listing would never
 * end.
 */
export async function listPage(
  store: Pick<Store, 'listPage'>,
  target: PrefixTarget,
  request: Partial<ListRequest>,
  signal: AbortSignal,
): Promise<ListPage> {
  const page = await store.listPage(
    target.connection,
    target.space,
    { prefix: target.prefix, maxKeys: PAGE_SIZE, ...request },
    signal,
  );
  if (page.nextToken !== undefined && page.nextToken === request.token) throw endless();
  return page;
}

/** A server that gives what it gave, over and over. */
export function endless(): SpacesError {
  return new SpacesError(
    'server',
    t('The server repeats the same page of the listing, so it was stopped. Try again later.'),
  );
}
