import { t } from '@vscode/l10n';
import type { Connection } from '../../core/connection.ts';
import { Cancelled } from '../../core/errors.ts';
import type { Found } from '../../core/import/found.ts';
import { placeAt } from '../../core/import/place.ts';
import { readSources } from '../../core/import/sources.ts';
import { readVariables } from '../../core/import/variables.ts';
import { plain } from '../../core/plain.ts';
import type { Draft } from '../connection/draft.ts';
import { endpointQuestion } from '../connection/placeQuestions.ts';
import { announce, listNames, saveNew } from '../connection/save.ts';
import { draftFrom, nameOf } from './candidates.ts';
import { chooseFound } from './choose.ts';
import type { ImportDeps } from './terms.ts';
import { tryAll } from './tryAll.ts';
import { titleWords } from './words.ts';

/**
 * Makes connections of what other tools on this machine are configured with: those that a person picks, tested before
 * they are saved. Reads only; key pairs go to secret storage and nowhere else. Resolves to their count. Throws
 * `Cancelled`, with nothing saved.
 */
export async function importConnections(deps: ImportDeps): Promise<number> {
  const environment = deps.sources.environment();
  const atFirst = [
    ...readSources(await deps.sources.usual(), environment),
    ...readVariables(environment, { tool: 'environment' }),
  ];
  const { found, test } = await chooseFound(deps, atFirst);
  if (found.length === 0) throw new Cancelled();
  const drafts: Draft[] = [];
  for (const each of found) drafts.push(await completed(deps, each));
  const fit = test ? await tryAll(deps, drafts) : drafts;
  const saved = await saveAll(deps, fit);
  const words = listNames(saved);
  const message = saved.length === 1 ? t('Connection added: {0}', words) : t('Connections added: {0}', words);
  announce(
    deps,
    message,
    fit.map(({ trial }) => trial?.clockSkewMs).find((skew) => skew !== undefined),
  );
  return saved.length;
}

/** What the configuration leaves open is asked: where the key pair is for. */
async function completed(deps: ImportDeps, found: Found): Promise<Draft> {
  const draft = draftFrom(found);
  if (found.place !== undefined) return draft;
  const { draft: asked } = await endpointQuestion(deps.prompts).ask(draft, {
    title: `${titleWords()}: ${plain(nameOf(draft) || found.part)}`,
    canGoBack: false,
  });
  const { endpoint = '', region } = asked;
  const place = placeAt({ endpoint, region }, found.hints ?? {});
  return draftFrom({ ...found, place, spaces: asked.spaces });
}

/** All of them or none. */
async function saveAll(deps: ImportDeps, drafts: readonly Draft[]): Promise<readonly Connection[]> {
  const saved: Connection[] = [];
  try {
    for (const draft of drafts) saved.push(...(await saveNew(deps, draft)));
  } catch (error) {
    await Promise.allSettled(saved.map(({ id }) => deps.store.remove(id)));
    throw error;
  }
  return saved;
}
