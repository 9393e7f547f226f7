import { t } from '@vscode/l10n';
import { plain } from '../../core/plain.ts';
import { listed } from '../../core/sentences.ts';
import type { Draft } from '../connection/draft.ts';
import { spacesQuestion } from '../connection/lastQuestions.ts';
import { tryDraft } from '../connection/trial.ts';
import { nameOf } from './candidates.ts';
import type { ImportDeps } from './terms.ts';
import { titleWords } from './words.ts';

/** A draft after its test. */
interface Tried {
  readonly draft: Draft;
  /** Why it failed. */
  readonly reason?: string | undefined;
}

/**
 * Tries all at once and gives those to save. A key that may not list its Spaces has them asked, as Add Connection does.
 * What failed is named, once for all, with the ways to go on. Throws `Cancelled`; nothing is saved by then.
 */
export async function tryAll(deps: ImportDeps, drafts: readonly Draft[]): Promise<readonly Draft[]> {
  let tried: readonly Tried[] = await run(deps, drafts);
  for (;;) {
    tried = await nameSpaces(deps, tried);
    const failed = tried.filter(({ reason }) => reason !== undefined);
    if (failed.length === 0) return tried.map(({ draft }) => draft);
    const way = await askHowToGoOn(deps, failed, tried.length);
    if (way === 'all') return tried.map(({ draft }) => draft);
    const well = tried.filter(({ reason }) => reason === undefined);
    if (way === 'others') return well.map(({ draft }) => draft);
    const again = await run(
      deps,
      failed.map(({ draft }) => draft),
    );
    tried = [...well, ...again];
  }
}

function run(deps: ImportDeps, drafts: readonly Draft[]): Promise<readonly Tried[]> {
  const names = listed(drafts.map((draft) => plain(nameOf(draft))));
  return deps.progress.run(t('Testing the connections: {0}', names), (signal) =>
    Promise.all(
      drafts.map(async (draft): Promise<Tried> => {
        const trial = await tryDraft(deps, draft, signal);
        return 'error' in trial ? { draft, reason: trial.error.message } : { draft: { ...draft, trial } };
      }),
    ),
  );
}

async function nameSpaces(deps: ImportDeps, tried: readonly Tried[]): Promise<readonly Tried[]> {
  const named: Tried[] = [];
  for (const each of tried) {
    const { draft } = each;
    if (draft.trial?.outcome !== 'needsSpaces') {
      named.push(each);
      continue;
    }
    const next = await spacesQuestion(deps, NOTHING_GIVEN).ask(draft, {
      title: `${titleWords()}: ${plain(nameOf(draft))}`,
      canGoBack: false,
    });
    named.push(...(await run(deps, [{ ...next.draft, trial: undefined }])));
  }
  return named;
}

const NOTHING_GIVEN = { given: new Set<never>(), severalRegions: false, taken: () => false };

type Way = 'all' | 'others' | 'again';

function askHowToGoOn({ notices }: ImportDeps, failed: readonly Tried[], count: number): Promise<Way> {
  const reasons = failed.map(({ draft, reason = '' }) => `${plain(nameOf(draft))}: ${reason}`);
  const others: Choice[] = failed.length < count ? [{ title: t('Save the Others'), value: 'others' }] : [];
  const [only = '', ...more] = reasons;
  const unsaved = t('Nothing is saved yet.');
  const choices: readonly Choice[] = [
    ...others,
    { title: t('Try Again'), value: 'again' },
    { title: t('Save Anyway'), value: 'all' },
  ];
  if (more.length === 0)
    return notices.choose<Way>(t('Connection test failed: {0}', only), { detail: unsaved, choices });
  return notices.choose<Way>(t('Connection tests failed. Count: {0}', failed.length), {
    detail: [...reasons, '', unsaved].join('\n'),
    choices,
  });
}

interface Choice {
  readonly title: string;
  readonly value: Way;
}
