import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { byName } from '../../core/connectionRules.ts';
import { parentOfFolder } from '../../core/listingPath.ts';
import { plain } from '../../core/plain.ts';
import type { Choice, ConnectionStore, Prompts } from '../../core/ports.ts';
import { listedUpTo } from '../../core/sentences.ts';
import { chooseConnection } from '../chooseTarget.ts';
import { placeName, type SearchPlace, type SearchRequest, wordsProblem } from './request.ts';

export interface AskSearchDeps {
  readonly prompts: Prompts;
  readonly store: ConnectionStore;
}

/** The button that changes the place. */
const ELSEWHERE = 'elsewhere';

/** Asks for the words, in the places where the person stands; a button asks for other places. Throws `Cancelled`. */
export async function askSearch(
  deps: AskSearchDeps,
  near: readonly SearchPlace[],
  before = '',
): Promise<SearchRequest> {
  if (deps.store.list().length === 0) await chooseConnection(deps, t('Search'));
  let typed = before;
  for (let places = near; ; ) {
    let isElsewhere = false;
    const answer = await deps.prompts.text({
      title: titleOf(places),
      prompt: t('A part of a name, or a pattern: *.pdf, 2026/*/summary.*, a/**/b'),
      value: typed,
      buttons: [{ id: ELSEWHERE, icon: 'list-tree', tooltip: t('Search Somewhere Else…') }],
      buttonAnswer: (id) => {
        isElsewhere = id === ELSEWHERE;
        return isElsewhere ? typed : undefined;
      },
      validate: (text) => {
        typed = text;
        const message = wordsProblem(text);
        return message === undefined ? undefined : { message, severity: 'error' };
      },
    });
    const words = answerOf(answer);
    if (!isElsewhere) return { words, places };
    places = await askPlaces(deps, near);
  }
}

function titleOf(places: readonly SearchPlace[]): string {
  if (places.length === 0) return t('Search All Spaces');
  return t('Search in {0}', listedUpTo(3, places, placeName));
}

async function askPlaces(
  { prompts, store }: AskSearchDeps,
  near: readonly SearchPlace[],
): Promise<readonly SearchPlace[]> {
  const [first, ...others] = near;
  const nearby = first !== undefined && others.length === 0 ? upFrom(first) : [];
  const known = new Set(nearby.map(({ connection }) => connection.id));
  const connections = [...store.list()].sort(byName).filter(({ id }) => !known.has(id));
  return answerOf(
    await prompts.pick<readonly SearchPlace[]>({
      title: t('Search'),
      placeholder: t('Where to search'),
      choices: [
        ...nearby.map(choiceOf),
        { label: t('All Spaces'), icon: 'globe', value: [] },
        ...connections.map((connection) => choiceOf({ connection })),
      ],
    }),
  );
}

/** A folder and all that it is in, up to the connection. */
function upFrom(place: SearchPlace): readonly SearchPlace[] {
  if (!('prefix' in place)) return [place];
  const { connection, space, prefix } = place;
  if (prefix === '') return [place, { connection }];
  return [place, ...upFrom({ connection, space, prefix: parentOfFolder(prefix) })];
}

function choiceOf(place: SearchPlace): Choice<readonly SearchPlace[]> {
  const value = [place];
  if (!('prefix' in place))
    return { label: plain(place.connection.name), description: t('connection'), icon: 'cloud', value };
  const isSpace = place.prefix === '';
  return {
    label: plain(isSpace ? place.space : place.prefix),
    description: isSpace ? t('Space') : plain(place.space),
    icon: isSpace ? 'database' : 'folder',
    value,
  };
}
