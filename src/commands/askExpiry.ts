import { t } from '@vscode/l10n';
import { answerOf } from '../core/answer.ts';
import { SpacesError } from '../core/errors.ts';
import {
  DEFAULT_EXPIRY_SECONDS,
  EXPIRY_PRESETS,
  type Expiry,
  MAX_EXPIRY_SECONDS,
  parseDuration,
} from '../core/expiry.ts';
import { formatDuration, formatMoment, type MomentStyle } from '../core/moments.ts';
import type { Choice, Memory, Now, PickQuestion, Prompts, Settings } from '../core/ports.ts';

export interface AskExpiryDeps {
  readonly prompts: Prompts;
  readonly memory: Memory;
  readonly settings: Settings;
  readonly now: Now;
  readonly moments: MomentStyle;
}

const LAST = 'share.lastExpirySeconds';

/** The presets' ends move on while the question stays open. */
const REFRESH_MS = 10_000;

/** The last duration used, in seconds; at first one hour. What is stored is checked: it may come from another version. */
export function lastExpirySeconds(memory: Memory): number {
  const last = memory.get<unknown>(LAST);
  const usable =
    typeof last === 'number' && Number.isInteger(last) && last >= 1 && last <= MAX_EXPIRY_SECONDS;
  return usable ? last : DEFAULT_EXPIRY_SECONDS;
}

export async function rememberExpiry(memory: Memory, expiry: Expiry): Promise<void> {
  if ('seconds' in expiry) await memory.set(LAST, expiry.seconds);
}

/**
 * What a flow asks with. Its title bar may hold ways out of the question (`buttonAnswer`: options, other formats), which
 * then are the answer.
 */
export type ExpiryQuestion<B> = Pick<PickQuestion<B>, 'title' | 'buttons' | 'onButton' | 'buttonAnswer'> & {
  readonly placeholder: string;
};

/**
 * The one question of sharing: how long. Presets with their ends in local time, the last one used first; what is
 * typed is read live, and what can't be used says why. Throws `Cancelled`.
 */
export async function askExpiry<B extends object | string = never>(
  deps: AskExpiryDeps,
  question: ExpiryQuestion<B>,
): Promise<Expiry | NoInfer<B>> {
  const last = lastExpirySeconds(deps.memory);
  const lengths = [last, ...EXPIRY_PRESETS.filter((preset) => preset !== last)];
  const presets = lengths.map((seconds): Expiry & { seconds: number } => ({ seconds }));
  const choices = () => presets.map((each) => choiceOf(deps, each));
  const answer = await deps.prompts.pick<Expiry | B>({
    ...question,
    choices: choices(),
    active: presets[0],
    typed: (text) => [typedChoice(deps, text)],
    refresh: { everyMs: REFRESH_MS, choices },
  });
  return answerOf(answer);
}

function choiceOf(deps: AskExpiryDeps, expiry: { readonly seconds: number }): Choice<Expiry> {
  return {
    label: formatDuration(expiry.seconds, deps.moments.locale),
    description: endsAt(deps, expiry.seconds),
    value: expiry,
  };
}

function typedChoice(deps: AskExpiryDeps, text: string): Choice<Expiry> {
  try {
    return choiceOf(deps, { seconds: parseDuration(text, deps.moments.locale) });
  } catch (error) {
    if (!(error instanceof SpacesError)) throw error;
    return { label: error.message, icon: 'warning', value: undefined };
  }
}

function endsAt(deps: AskExpiryDeps, seconds: number): string {
  const end = new Date(deps.now() + seconds * 1000);
  return t('until {0}', formatMoment(end, deps.moments, { seconds: seconds < 900 }));
}
