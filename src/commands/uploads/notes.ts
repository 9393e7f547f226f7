import { t } from '@vscode/l10n';
import { createFormats } from '../../core/format.ts';
import { formatMoment, type MomentStyle } from '../../core/moments.ts';
import { visible } from '../../core/plain.ts';
import type { SigningTime } from '../share.ts';
import type { UploadDraft } from './draft.ts';

/**
 * What the command allows, for those who read it before they run it: lines of a comment. On their machine the end is the
 * true one, whatever the sender's clock shows.
 */
export function notesOf(moments: MomentStyle, { place, terms }: UploadDraft, time: SigningTime): string[] {
  const { size } = createFormats(moments.locale);
  const { minBytes, maxBytes, contentType } = terms;
  const until = formatMoment(time.ends, moments, { seconds: true });
  return [
    'key' in place
      ? t('Uploads a file as {0}, until {1}.', visible(place.key), until)
      : t('Uploads a file under its own name into {0}, until {1}.', visible(place.prefix || '/'), until),
    ...(maxBytes === undefined ? [] : [t('Largest size: {0}', size(maxBytes))]),
    ...(minBytes === undefined ? [] : [t('Smallest size: {0}', size(minBytes))]),
    ...(contentType === undefined ? [] : [t('Content type: {0}', contentType)]),
    ...(terms.acl === 'public-read' ? [t('Everyone can read it then.')] : []),
  ];
}
