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
import type { Choice, Memory, Now, Prompts } from '../core/ports.ts';

export interface AskExpiryDeps {
  readonly prompts: Prompts;
  readonly memory: Memory;
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
 * The one question of sharing: how long. Presets with their ends in local time, the last one used first; what is
 * typed is read live, and what can't be used says why. Throws `Cancelled`.
 */
export async function askExpiry(
  deps: AskExpiryDeps,
  question: { readonly title: string; readonly placeholder: string },
): Promise<Expiry> {
  const last = lastExpirySeconds(deps.memory);
  const seconds = [last, ...EXPIRY_PRESETS.filter((preset) => preset !== last)];
  const choices = () => seconds.map((each) => choiceOf(deps, each));
  const answer = await deps.prompts.pick<number>({
    title: question.title,
    placeholder: question.placeholder,
    choices: choices(),
    active: last,
    typed: (text) => [typedChoice(deps, text)],
    refresh: { everyMs: REFRESH_MS, choices },
  });
  return { seconds: answerOf(answer) };
}

function choiceOf(deps: AskExpiryDeps, seconds: number): Choice<number> {
  return {
    label: formatDuration(seconds, deps.moments.locale),
    description: endsAt(deps, seconds),
    value: seconds,
  };
}

function typedChoice(deps: AskExpiryDeps, text: string): Choice<number> {
  try {
    return choiceOf(deps, parseDuration(text, deps.moments.locale));
  } catch (error) {
    if (!(error instanceof SpacesError)) throw error;
    return { label: error.message, icon: 'warning', value: undefined };
  }
}

function endsAt(deps: AskExpiryDeps, seconds: number): string {
  const end = new Date(deps.now() + seconds * 1000);
  return t('until {0}', formatMoment(end, deps.moments, { seconds: seconds < 900 }));
}
