import { t } from '@vscode/l10n';
import {
  namesTarget,
  resolveConnection,
  resolveSpace,
  TARGET_ARGUMENTS,
} from '../../commands/resolveTarget.ts';
import { askSearch } from '../../commands/search/askSearch.ts';
import { type SearchPlace, type SearchRequest, wordsProblem } from '../../commands/search/request.ts';
import { Searches } from '../../commands/search/searches.ts';
import { COMMAND } from '../../contributions.ts';
import { type Arguments, readArguments, text } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { lazily } from '../../core/once.ts';
import { foundId } from '../../core/search/found.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import { openResultsView } from '../search/view.ts';
import { folderOf, ObjectRow, type Row, targetOf } from '../tree/rows.ts';
import type { FilesDeps } from './files.ts';

const { connection, space, prefix } = TARGET_ARGUMENTS;
const SEARCH_ARGUMENTS = { connection, space, prefix, words: text } as const;

type Args = Arguments<typeof SEARCH_ARGUMENTS>;

interface SearchCommandDeps extends FilesDeps {
  readonly searches: Searches;
  /** Made with the first search. */
  view(): ReturnType<typeof openResultsView>;
}

/** Search…, and what is done with its results. */
export function searchCommands(files: FilesDeps): readonly AnyCommand[] {
  const searches = new Searches({ ...files, store: files.reads });
  files.unfinished.atEnd(async () => searches.dispose());
  const deps = { ...files, searches, view: lazily(() => openResultsView({ ...files, searches })) };
  const read = (args: Record<string, unknown>) => readArguments(args, {});
  return [
    command({
      id: COMMAND.search,
      title: t('Search'),
      read: (args) => readArguments(args, SEARCH_ARGUMENTS),
      namesTarget: (args) => namesTarget(args) || args.words !== undefined,
      run: (gesture) => searchAs(deps, gesture),
    }),
    command({
      id: COMMAND.cancelSearch,
      title: t('Cancel Search'),
      read,
      run: async () => searches.cancel(),
    }),
    command({
      id: COMMAND.searchAgain,
      title: t('Search Again'),
      read,
      run: async () => {
        if (searches.now === undefined) return;
        const { words, places } = searches.now.request;
        return searches.run({ words, places: placesNow(deps, places) });
      },
    }),
    command({
      id: COMMAND.clearSearch,
      title: t('Clear Search Results'),
      read,
      run: async () => searches.clear(),
    }),
    command({
      id: COMMAND.revealFound,
      title: t('Reveal in Spaces'),
      onEditor: 'always',
      read,
      run: async ({ rows: [row] }) => row && reveal(deps, row),
    }),
  ];
}

async function searchAs(deps: SearchCommandDeps, { args, named, rows }: Gesture<Args>): Promise<number> {
  const request = named ? requestOf(deps, args) : await ask(deps, rows);
  const view = deps.view();
  const running = deps.searches.run(request);
  if (!named) void view.focus();
  return running;
}

function requestOf({ connections }: SearchCommandDeps, args: Args): SearchRequest {
  const { words = '' } = args;
  if (words === '') throw new SpacesError('badArguments', t('The words are missing: give "words".'));
  const problem = wordsProblem(words);
  if (problem !== undefined) throw new SpacesError('badArguments', problem);
  if (args.space !== undefined || args.prefix !== undefined) {
    return { words, places: [{ ...resolveSpace(connections, args), prefix: args.prefix ?? '' }] };
  }
  const isEverywhere = args.connection === undefined && connections.list().length > 0;
  return {
    words,
    places: isEverywhere ? [] : [{ connection: resolveConnection(connections, args.connection) }],
  };
}

async function ask(deps: SearchCommandDeps, rows: readonly Row[]): Promise<SearchRequest> {
  const before = deps.searches.now?.request;
  // An object stands in no place of its own: what was searched before is meant, or all of its Space. So is it where nothing is selected.
  const isNowhere = rows.length === 0 || rows.some((row) => row instanceof ObjectRow);
  const near = isNowhere && before ? stillThere(deps, before.places) : rows.map(placeOf);
  return askSearch(deps, near, before?.words);
}

/** With its connections as they are by now. */
function stillThere(
  { connections }: Pick<FilesDeps, 'connections'>,
  places: readonly SearchPlace[],
): readonly SearchPlace[] {
  return places.flatMap((place) => {
    const connection = connections.get(place.connection.id);
    return connection === undefined ? [] : [{ ...place, connection }];
  });
}

/** Throws `unknownConnection` where all of them went: none stands for all that there are. */
function placesNow(deps: SearchCommandDeps, places: readonly SearchPlace[]): readonly SearchPlace[] {
  const [first] = places;
  const there = stillThere(deps, places);
  if (first !== undefined && there.length === 0) resolveConnection(deps.connections, first.connection.id);
  return there;
}

function placeOf(row: Row): SearchPlace {
  const folder = folderOf(row);
  if (folder === undefined) return { connection: row.connection };
  return row instanceof ObjectRow ? { ...folder, prefix: '' } : folder;
}

/** One that is not there any more is no longer a result. */
async function reveal({ reveal: show, searches }: SearchCommandDeps, row: Row): Promise<void> {
  const target = targetOf(row);
  if (target === undefined) return;
  try {
    await show(target);
  } catch (error) {
    if (error instanceof SpacesError && error.code === 'noSuchObject')
      searches.now?.results.update((found) => (foundId(found) === foundId(target) ? undefined : found));
    throw error;
  }
}
