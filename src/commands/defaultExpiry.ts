import { t } from '@vscode/l10n';
import { SpacesError } from '../core/errors.ts';
import { parseDuration } from '../core/expiry.ts';
import type { MomentStyle } from '../core/moments.ts';
import type { Settings } from '../core/ports.ts';

const SETTING = 'share.defaultExpiry';

/** The length of time that the person's settings say, and why it can't be used. Neither: they say nothing. */
export function defaultExpiry(deps: { readonly settings: Settings; readonly moments: MomentStyle }): {
  readonly seconds?: number;
  readonly problem?: string;
} {
  const text = deps.settings.get(SETTING);
  if (text.trim() === '') return {};
  try {
    return { seconds: parseDuration(text, deps.moments.locale) };
  } catch (error) {
    if (!(error instanceof SpacesError)) throw error;
    return { problem: t('Setting {0}: {1}', `spaceport.${SETTING}`, error.message) };
  }
}
