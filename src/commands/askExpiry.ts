import { t } from '@vscode/l10n';
import { answerOf } from '../core/answer.ts';
import { SpacesError } from '../core/errors.ts';
import { DEFAULT_EXPIRY_SECONDS, EXPIRY_PRESETS, type Expiry, MAX_EXPIRY_SECONDS } from '../core/expiry.ts';
import { formatDuration, formatLength, formatMoment, type MomentStyle } from '../core/moments.ts';
import type { ReadPhrase } from '../core/phrases.ts';
import type { Choice, Memory, Now, PickQuestion, Prompts, Settings } from '../core/ports.ts';
import { defaultExpiry } from './defaultExpiry.ts';
import { createTypedExpiry } from './typedExpiry.ts';

export interface AskExpiryDeps {
  readonly prompts: Prompts;
  readonly memory: Memory;
  readonly settings: Settings;
  readonly now: Now;
  readonly moments: MomentStyle;
  /** Loads the parser of phrases that our own grammar does not know. */
  phrases(): Promise<ReadPhrase>;
}

const LAST = 'share.lastExpirySeconds';

/** The presets' ends, and the length up to a typed end, move on while the question stays open. */
const REFRESH_MS = 10_000;

/** The last length used, in seconds; before there is one the default of the settings, else one hour. */
export function lastExpirySeconds(deps: Pick<AskExpiryDeps, 'memory' | 'settings' | 'moments'>): number {
  return lastUsed(deps.memory) ?? defaultExpiry(deps).seconds ?? DEFAULT_EXPIRY_SECONDS;
}

/** What is stored is checked: it may come from another version. */
function lastUsed(memory: Memory): number | undefined {
  const last = memory.get<unknown>(LAST);
  const isUsable =
    typeof last === 'number' && Number.isInteger(last) && last >= 1 && last <= MAX_EXPIRY_SECONDS;
  return isUsable ? last : undefined;
}

/** A length of time; an end would be past the next time. */
export async function rememberExpiry(memory: Memory, expiry: Expiry): Promise<void> {
  if ('seconds' in expiry) await memory.set(LAST, expiry.seconds);
}

/**
 * What a flow asks with. Its title bar may hold ways out of the question (`buttonAnswer`: options, other formats), which
 * then are the answer.
 */
export type ExpiryQuestion<B> = Pick<PickQuestion<B>, 'title' | 'buttons' | 'onButton' | 'buttonAnswer'> & {
  readonly placeholder: string;
  /** Seconds: comes before the usual length. */
  readonly first?: number | undefined;
};

/**
 * The one question of sharing: how long, or until when. Presets with their ends in local time, first the default of
 * the person's settings and the last one used; what is typed is read live, and what can't be used says why. A length
 * counts from the moment of acceptance. Throws `Cancelled`.
 */
export async function askExpiry<B extends object | string = never>(
  deps: AskExpiryDeps,
  { first, ...question }: ExpiryQuestion<B>,
): Promise<Expiry | NoInfer<B>> {
  const standard = defaultExpiry(deps);
  const last = lastExpirySeconds(deps);
  const usual = standard.seconds ?? last;
  const lengths = new Set([first ?? usual, usual, last, ...EXPIRY_PRESETS]);
  const presets = [...lengths].map((seconds) => ({ seconds }));
  const choices = (): readonly Choice<Expiry>[] => [
    ...presets.map((each) => choiceOf(deps, each)),
    ...(standard.problem === undefined ? [] : [explaining(standard.problem)]),
  ];
  const typed = createTypedExpiry(deps);
  const answer = await deps.prompts.pick<Expiry | B>({
    ...question,
    choices: choices(),
    active: presets[0],
    typed: (text, again) => [typedChoice(deps, () => typed(text, again))],
    refresh: { everyMs: REFRESH_MS, choices },
  });
  return answerOf(answer);
}

function typedChoice(deps: AskExpiryDeps, read: () => Expiry | 'pending'): Choice<Expiry> {
  try {
    const expiry = read();
    return expiry === 'pending' ? { label: '…', value: undefined, isPending: true } : choiceOf(deps, expiry);
  } catch (error) {
    if (!(error instanceof SpacesError)) throw error;
    return explaining(error.message);
  }
}

/** A length with its end beside it; an end with the length up to it. */
function choiceOf(deps: AskExpiryDeps, expiry: Expiry): Choice<Expiry> {
  const now = deps.now();
  const end = 'at' in expiry ? expiry.at : now + expiry.seconds * 1000;
  // Seconds are shown where they matter: near, or named.
  const seconds = end - now < 900_000 || ('at' in expiry && end % 60_000 >= 1000);
  const until = t('until {0}', formatMoment(new Date(end), deps.moments, { seconds }));
  return 'at' in expiry
    ? { label: until, description: formatLength((end - now) / 1000, deps.moments.locale), value: expiry }
    : { label: formatDuration(expiry.seconds, deps.moments.locale), description: until, value: expiry };
}

function explaining(message: string): Choice<Expiry> {
  return { label: message, icon: 'warning', value: undefined };
}
