// What the extension's parts of the window say, and in which language.
import type { Page } from 'playwright-core';
import type { Spoken } from './language.ts';
import { plainSpaces } from './wait.ts';

/** Where the extension's texts stand; the rest of the window is the editor's. */
const OURS =
  '.pane-body, .getting-started-step, .quick-input-widget:not([inert]), .notification-toast, .monaco-dialog-box, .monaco-menu, .monaco-hover';

/** What the editor adds to it in English: its own translations come with language packs, which are not here. */
const EDITORS =
  /^\d+ Results?$|\(Press 'Enter' to confirm or 'Escape' to cancel\)|^Source: .*|^(?:OK|Cancel|Back)$|^(?:Del|F2)$|\(?\b(?:Ctrl|Shift|Alt)\+.*$/g;

/**
 * Every line in sight in the extension's parts of the window; what an empty input asks for, and what a screen reader
 * says of a row, too.
 */
export async function shownTexts(page: Page): Promise<string[]> {
  const shown = page.locator(OURS).locator('visible=true');
  const said = await shown
    .locator('input[placeholder], .monaco-list-row[role=treeitem]')
    .evaluateAll((all) =>
      all.map((each) => each.getAttribute('placeholder') ?? each.getAttribute('aria-label') ?? ''),
    );
  return [...(await shown.allInnerTexts()), ...said]
    .flatMap((text) => text.split('\n'))
    .map((line) => plainSpaces(line).replace(EDITORS, '').trim())
    .filter((line) => line !== '');
}

/** Lines that are an English text of ours, where the language has another. */
export function englishIn(shown: readonly string[], { all }: Spoken): string[] {
  const english = all
    .filter(([text, translated]) => text !== translated && /[a-z]{3}/.test(text))
    .flatMap(([text]) => text.split('\n'))
    .map((text) => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d\}/g, '.+'));
  const pattern = new RegExp(`^(?:${english.join('|')})$`);
  return shown.filter((line) => pattern.test(line));
}

/** An address, a setting of S3's, and what `Intl` writes, which has no pseudo language. */
const NO_LANGUAGE =
  /\bhttps?\u200b?:\/\/\S+|\bus-east-1\b|\b(?:days?|hours?|minutes?|seconds?|bytes?|now|ago|UTC|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g;

/**
 * Lines of the pseudo language with words outside of its brackets, which are hard-coded or the editor's.
 * @param data names that may be there
 */
export function unbracketedIn(shown: readonly string[], data: readonly string[]): string[] {
  const known = new RegExp(data.map((name) => name.replaceAll('.', '\\.')).join('|'), 'g');
  return shown.filter((line) =>
    /[a-z]{3}/i.test(withoutBrackets(line).replace(known, '').replace(NO_LANGUAGE, '')),
  );
}

/** From the inside out: a text may stand in another's place. */
function withoutBrackets(line: string): string {
  const inner = line.replace(/⟦[^⟦⟧]*⟧/g, '');
  return inner === line ? line : withoutBrackets(inner);
}
