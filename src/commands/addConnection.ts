import { t } from '@vscode/l10n';
import { SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import { type ConnectionArguments, checkSpaces } from './connection/arguments.ts';
import { trialStep } from './connection/check.ts';
import { type ConnectionDeps, nameTaken } from './connection/deps.ts';
import { type Draft, EMPTY_DRAFT, type Field, placesOf } from './connection/draft.ts';
import { interview, type Step } from './connection/interview.ts';
import { keyQuestions } from './connection/keyQuestions.ts';
import { nameQuestion, spacesQuestion } from './connection/lastQuestions.ts';
import { placeQuestions } from './connection/placeQuestions.ts';
import { announce, listNames, saveNew } from './connection/save.ts';
import type { Terms } from './connection/terms.ts';
import { settled, tryDraft } from './connection/trial.ts';

/**
 * Adds a connection, or one for each picked region, and resolves to its id (the first one's). Asks only for what
 * `args` leave open, and tests what was asked before it is saved. With everything given it asks nothing and needs no
 * network, unless `test` is true: then a failure throws and nothing is saved. Throws `Cancelled` or `SpacesError`.
 * @param id what it is to be called by; of one that is not there
 */
export async function addConnection(
  deps: ConnectionDeps,
  args?: ConnectionArguments,
  id?: string,
): Promise<string> {
  if (id !== undefined && deps.store.get(id) !== undefined)
    throw new SpacesError('badArguments', t('id: there is a connection with this id: {0}', id));
  const start = args ? draftFrom(args) : EMPTY_DRAFT;
  const given = args ? givenFields(args) : new Set<Field>();
  if (args) refuseUnusable(deps, args, start);
  if (isComplete(given)) return addGiven(deps, { ...start, id }, args?.test === true);

  // What is imported would get another id.
  const importInstead = id === undefined ? deps.importInstead : undefined;
  const taken = nameTaken(deps.store);
  const terms: Terms = { given, severalRegions: id === undefined, importInstead, taken };
  const draft = await interview(t('Add Connection'), stepsOf(deps, terms, args?.test !== false), {
    draft: { ...start, id },
  });
  const saved = await saveNew(deps, draft);
  const message =
    saved.length === 1
      ? t('Connection added: {0}', listNames(saved))
      : t('Connections added: {0}', listNames(saved));
  announce(deps, message, draft.trial?.clockSkewMs);
  return saved[0]?.id ?? '';
}

const PAIR: readonly Field[] = ['accessKeyId', 'secretAccessKey'];

/** All questions about a connection, in order, tested after the secret and after the Spaces. */
export function stepsOf(deps: ConnectionDeps, terms: Terms, test = true): readonly Step[] {
  const place = placeQuestions(deps.prompts, terms);
  const askable: Field[] = [...place.map(({ field }) => field), ...PAIR, 'spaces', 'name'];
  const tried = (last: Field): readonly Step[] => (test ? [trialStep(deps, last, askable)] : []);
  return [
    ...place,
    ...keyQuestions(deps.prompts, terms),
    ...tried('secretAccessKey'),
    // Untested, nothing says that the names are needed.
    ...(test ? [spacesQuestion(deps, terms)] : []),
    ...tried('spaces'),
    nameQuestion(deps.prompts, terms),
  ];
}

async function addGiven(deps: ConnectionDeps, draft: Draft, test: boolean): Promise<string> {
  if (!test) return firstId(await saveNew(deps, draft));
  const [place] = placesOf(draft);
  const trial = await deps.progress.run(
    t('Testing the connection to {0}', plain(place?.endpoint ?? '')),
    (signal) => tryDraft(deps, draft, signal),
  );
  return firstId(await saveNew(deps, { ...draft, trial: settled(deps, trial) }));
}

function firstId(saved: readonly { readonly id: string }[]): string {
  return saved[0]?.id ?? '';
}

function draftFrom(args: ConnectionArguments): Draft {
  const { provider, region, endpoint, addressing, accessKeyId, secretAccessKey, sessionToken, name } = args;
  const place =
    provider === 'digitalocean'
      ? { slugs: region ? [region] : [] }
      : { slugs: [], endpoint, region, addressing };
  const keys = { accessKeyId, secretAccessKey, sessionToken };
  return { provider, ...place, ...keys, spaces: args.spaces ?? [], readOnly: args.readOnly ?? false, name };
}

/** The fields that are not asked. Region and addressing of another provider have defaults. */
function givenFields(args: ConnectionArguments): Set<Field> {
  const fields: readonly Field[] = ['provider', 'endpoint', 'region', 'addressing', ...PAIR, 'name'];
  const given = new Set(
    fields.filter((field) => field in args && args[field as keyof ConnectionArguments] !== undefined),
  );
  if (args.spaces && args.spaces.length > 0) given.add('spaces');
  if (args.provider === 'digitalocean')
    for (const field of ['endpoint', 'addressing'] as const) given.add(field);
  if (args.provider === 'custom' && args.endpoint !== undefined)
    for (const field of ['region', 'addressing'] as const) given.add(field);
  return given;
}

function isComplete(given: ReadonlySet<Field>): boolean {
  const needed: readonly Field[] = ['provider', 'endpoint', 'region', 'addressing', ...PAIR, 'name'];
  return needed.every((field) => given.has(field));
}

function refuseUnusable(deps: ConnectionDeps, args: ConnectionArguments, draft: Draft): void {
  const bad = (message: string) => new SpacesError('badArguments', message);
  // Who gives the key pair describes a whole connection: where it leads can't be left open.
  if (args.accessKeyId !== undefined && args.secretAccessKey !== undefined && placesOf(draft).length === 0) {
    if (args.provider === undefined) throw bad(t("provider is missing: give 'digitalocean' or 'custom'."));
    throw args.provider === 'custom'
      ? bad(t('endpoint is missing: give one such as https://s3.example.com'))
      : bad(t("region is missing: give one such as 'nyc3'"));
  }
  if (args.name !== undefined && nameTaken(deps.store)(args.name))
    throw bad(t('name: another connection has this name: {0}', plain(args.name)));
  const [place] = placesOf(draft);
  if (place) checkSpaces(draft.spaces, place.addressing);
}
