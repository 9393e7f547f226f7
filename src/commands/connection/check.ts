import { t } from '@vscode/l10n';
import { hostOf } from '../../core/endpoint.ts';
import { type ErrorCode, isCancelled, SpacesError } from '../../core/errors.ts';
import { type HelpTopic, helpFor } from '../../core/help.ts';
import { plain } from '../../core/plain.ts';
import { inSentences } from '../../core/sentences.ts';
import type { ConnectionDeps } from './deps.ts';
import { type Draft, type Field, fingerprint, placesOf, type Trial } from './draft.ts';
import type { Check, Next } from './interview.ts';
import { type Failure, needsNames, tryDraft } from './trial.ts';

/**
 * Tries the draft between two questions. What fails is said, with the ways to go on: change the field at fault (also
 * what Escape does: the answers are kept), try again, save anyway, read about it. A trial that was cancelled leads back to `last`.
 */
export function trialStep(deps: ConnectionDeps, last: Field, askable: readonly Field[]): Check {
  return {
    check: async (draft) => {
      while (draft.trial?.of !== fingerprint(draft)) {
        const result = await runTrial(deps, draft);
        if (result === 'cancelled') return { go: 'to', field: last, draft };
        if (!('error' in result)) return after({ ...draft, trial: result }, last);
        const field = faultOf(result.error, draft, { last, askable });
        const way = await askHowToGoOn(deps, result.error, field);
        if (way === 'change') return { go: 'to', field, draft };
        if (way === 'save')
          return { go: 'on', draft: { ...draft, trial: { of: fingerprint(draft), outcome: 'accepted' } } };
      }
      return { go: 'on', draft };
    },
  };
}

/** Names of Spaces were taken away, but the key may not list them: ask for names again. */
function after(draft: Draft, last: Field): Next {
  if (draft.trial?.outcome === 'needsSpaces' && last === 'spaces')
    return { go: 'to', field: 'spaces', draft };
  return { go: 'on', draft };
}

async function runTrial(deps: ConnectionDeps, draft: Draft): Promise<Trial | Failure | 'cancelled'> {
  const untried = needsNames(deps, draft);
  if (untried) return untried;
  const host = placesOf(draft).map((place) => plain(hostOf(place.endpoint)))[0] ?? '';
  try {
    return await deps.progress.run(t('Testing the connection to {0}', host), (signal) =>
      tryDraft(deps, draft, signal),
    );
  } catch (error) {
    if (isCancelled(error)) return 'cancelled';
    throw error;
  }
}

/** The field to change for a failure: the one that is asked last, where no other is at fault. */
function faultOf(
  error: Error,
  draft: Draft,
  { last, askable }: { readonly last: Field; readonly askable: readonly Field[] },
): Field {
  const field = error instanceof SpacesError ? fieldFor(error, draft) : undefined;
  return field !== undefined && askable.includes(field) ? field : last;
}

function fieldFor({ code }: SpacesError, { provider, spaces }: Draft): Field | undefined {
  switch (code) {
    case 'wrongSecret':
      return 'secretAccessKey';
    case 'wrongKey':
    case 'expiredToken':
      return 'accessKeyId';
    case 'unknownHost':
    case 'refused':
    case 'tls':
    case 'timeout':
    case 'network':
    case 'notS3':
    case 'insecureInBrowser':
    case 'badArguments':
      return provider === 'digitalocean' ? 'region' : 'endpoint';
    case 'wrongRegion':
      return spaces.length > 0 ? 'spaces' : 'region';
    case 'noSuchSpace':
    case 'accessDenied':
      return spaces.length > 0 ? 'spaces' : 'accessKeyId';
    default:
      return undefined;
  }
}

interface Way {
  readonly title: string;
  readonly value: 'change' | 'again' | 'save' | HelpTopic;
}

async function askHowToGoOn(
  { notices, openHelp }: ConnectionDeps,
  error: Error,
  field: Field,
): Promise<'change' | 'again' | 'save'> {
  try {
    const way = await notices.choose(t('Connection test failed: {0}', error.message), waysOn(error, field));
    if (way === 'change' || way === 'again' || way === 'save') return way;
    // To be read beside the question for the field.
    await openHelp(way);
    return 'change';
  } catch (dismissed) {
    if (isCancelled(dismissed)) return 'change';
    throw dismissed;
  }
}

function waysOn(error: Error, field: Field): { detail: string; choices: readonly Way[] } {
  const save: Way = { title: t('Save Anyway'), value: 'save' };
  const mend: readonly Way[] = [
    { title: changeTitle(field), value: 'change' },
    { title: t('Try Again'), value: 'again' },
  ];
  const topic = error instanceof SpacesError ? helpFor(error.code) : undefined;
  const learn: readonly Way[] = topic === undefined ? [] : [{ title: t('Learn More'), value: topic }];
  const detail = t('Nothing is saved yet. Your answers are kept.');
  return onlyBrowserForbids(error)
    ? {
        detail: inSentences(
          detail,
          t('Signed URLs and upload commands need no request: they work all the same.'),
        ),
        choices: [save, ...mend, ...learn],
      }
    : { detail, choices: [...mend, save, ...learn] };
}

/** The browser may not read an answer: nothing that was entered needs to be wrong. */
export function onlyBrowserForbids(error: Error | undefined): boolean {
  return error instanceof SpacesError && BROWSER_FORBIDS.has(error.code);
}

const BROWSER_FORBIDS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['cors', 'insecureInBrowser']);

function changeTitle(field: Field): string {
  switch (field) {
    case 'provider':
      return t('Change Provider');
    case 'endpoint':
      return t('Change Endpoint');
    case 'region':
      return t('Change Region');
    case 'addressing':
      return t('Change Addressing');
    case 'accessKeyId':
      return t('Change Access Key ID');
    case 'secretAccessKey':
      return t('Change Secret');
    case 'spaces':
      return t('Change Spaces');
    case 'name':
      return t('Change Name');
  }
}
