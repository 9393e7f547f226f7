import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { createFormats, type Formats } from '../../core/format.ts';
import type { LinkOptions } from '../../core/linkOptions.ts';
import { plain } from '../../core/plain.ts';
import type { Choice, ObjectVersion } from '../../core/ports.ts';
import { listVersions } from '../listVersions.ts';
import type { OptionDeps, OptionSubject } from './askOptions.ts';
import type { LinkObject } from './gather.ts';

/** A value of its own, that is no version's id. */
const LATEST = '';

/**
 * Lists the versions of the object, newest first, and asks which one the link is for. Where they can't be listed the
 * question says why. Throws `Cancelled`.
 */
export async function askVersion(
  deps: OptionDeps,
  { title, object }: OptionSubject & { readonly object: LinkObject },
  options: LinkOptions,
): Promise<LinkOptions> {
  const answer = await deps.prompts.pick<string>({
    title,
    placeholder: t('Which version the link is for'),
    choices: [
      { label: t('The latest'), description: t('whichever it is when the link is used'), value: LATEST },
      ...(await versionChoices(deps, object)),
    ],
    active: options.versionId ?? LATEST,
    canGoBack: true,
  });
  if (answer === 'back') return options;
  return { ...options, versionId: answer.answer === LATEST ? undefined : answer.answer };
}

async function versionChoices(deps: OptionDeps, object: LinkObject): Promise<readonly Choice<string>[]> {
  try {
    const versions = await listVersions(deps, object);
    const formats = createFormats(deps.moments.locale, deps.moments.timeZone);
    return versions.map((version) => versionChoice(version, formats));
  } catch (error) {
    if (!(error instanceof SpacesError)) throw error;
    return [{ label: error.message, icon: 'warning', value: undefined }];
  }
}

/** A deletion is shown, for the order of things, and Enter does nothing on it. */
export function versionChoice(
  { versionId, lastModified, size, isDeleted }: ObjectVersion,
  formats: Formats,
): Choice<string> {
  return {
    label: formats.moment(lastModified),
    icon: isDeleted ? 'trash' : 'history',
    description: isDeleted ? t('deleted') : formats.size(size),
    detail: isDeleted ? undefined : plain(versionId),
    value: isDeleted ? undefined : versionId,
  };
}
