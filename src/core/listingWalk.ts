import { t } from '@vscode/l10n';
import { SpacesError } from './errors.ts';
import type { ListPage, ListRequest, ObjectEntry, Store } from './ports.ts';
import type { PrefixTarget } from './target.ts';

/** Keys a page; servers give no more, whatever is asked. */
const PAGE_SIZE = 1000;

/**
 * One page of a listing. Throws `server` where the server gives the token it was given: such a listing would never
 * end.
 */
export async function listPage(
  store: Store,
  target: PrefixTarget,
  request: Pick<ListRequest, 'delimiter' | 'token'>,
  signal: AbortSignal,
): Promise<ListPage> {
  const page = await store.listPage(
    target.connection,
    target.space,
    { prefix: target.prefix, maxKeys: PAGE_SIZE, ...request },
    signal,
  );
  if (page.nextToken !== undefined && page.nextToken === request.token) {
    throw new SpacesError(
      'server',
      t('The server repeats the same page of the listing, so it was stopped. Try again later.'),
    );
  }
  return page;
}

/**
 * Every object whose key begins with the prefix, a page at a time, in the server's order. Holds one page: what the
 * caller does not keep is free before the next page is asked for. Throws what the store throws, and `Cancelled` at
 * the abort of `signal`.
 */
export async function* walk(
  store: Store,
  target: PrefixTarget,
  signal: AbortSignal,
): AsyncGenerator<readonly ObjectEntry[], void, void> {
  let token: string | undefined;
  do {
    const page: ListPage = await listPage(store, target, token === undefined ? {} : { token }, signal);
    token = page.nextToken;
    if (page.objects.length > 0) yield page.objects;
  } while (token !== undefined);
}
