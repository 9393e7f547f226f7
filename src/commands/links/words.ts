import { t } from '@vscode/l10n';
import { formatChoices, type LinkFormat } from '../../core/formats/links.ts';
import type { Disposition, LinkOptions } from '../../core/linkOptions.ts';
import { plain } from '../../core/plain.ts';
import { listed } from '../../core/sentences.ts';

/** A format as a person picks it. */
export function formatLabel(as: LinkFormat): string {
  return formatChoices().find((choice) => choice.as === as)?.label ?? as;
}

export function dispositionWords(disposition: Disposition | undefined): string {
  if (disposition === 'attachment') return t('Download');
  return disposition === 'inline' ? t('Show in the browser') : t('As the object says');
}

/** A version's id, short enough to stand among other words. */
export function versionWords(versionId: string): string {
  return t('Version {0}', plain(versionId, 12));
}

/** All that is not as usual, for a title or a message; `''` where nothing is. */
function settingsWords(options: LinkOptions, as: LinkFormat): string {
  const { disposition, filename, contentType, versionId, host } = options;
  return listed([
    ...(as === 'url' ? [] : [formatLabel(as)]),
    ...(disposition === undefined ? [] : [dispositionWords(disposition)]),
    ...(filename === undefined ? [] : [plain(filename, 40)]),
    ...(contentType === undefined ? [] : [plain(contentType, 40)]),
    ...(versionId === undefined ? [] : [versionWords(versionId)]),
    ...(host === undefined ? [] : [plain(host, 60)]),
  ]);
}

/** The name with what is set for its link, where something is. */
export function withSettings(name: string, options: LinkOptions, as: LinkFormat): string {
  const words = settingsWords(options, as);
  return words === '' ? name : t('{0} ({1})', name, words);
}
