import { t } from '@vscode/l10n';
import { hostOf } from '../../core/endpoint.ts';
import type { Found, Tool } from '../../core/import/found.ts';
import { plain } from '../../core/plain.ts';
import type { Choice } from '../../core/ports.ts';
import { listed } from '../../core/sentences.ts';
import { type Candidate, draftFrom, nameOf } from './candidates.ts';

export function titleWords(): string {
  return t('Import Connections');
}

/** Names come from files that others may have written; nothing of a secret is in it. */
export function candidateChoice({ found, here, isAgain }: Candidate): Omit<Choice<never>, 'value'> {
  const { problem, place } = found;
  const source = sourceWords(found);
  if (problem !== undefined)
    return {
      label: plain(nameIn(found)),
      description: source,
      detail: problem,
      icon: 'circle-slash',
    };
  const notes = [
    place === undefined ? t('the endpoint will be asked') : `${hostOf(place.endpoint)} (${place.region})`,
    ...(here === undefined ? [] : [t('already here: {0}', plain(here))]),
    ...(isAgain ? [t('the same as above')] : []),
  ];
  return {
    label: plain(nameIn(found)),
    description: plain(listed(notes), 260),
    detail: source,
  };
}

function nameIn(found: Found): string {
  const name = nameOf(draftFrom(found));
  return name === '' ? toolWords(found.tool) : name;
}

/** `AWS, ~/.aws/credentials, [work]` */
function sourceWords({ tool, path, part }: Found): string {
  const parts = [toolWords(tool), path, part].filter((each) => each !== undefined && each !== '');
  return listed(parts.map((each = '') => plain(each, 120)));
}

function toolWords(tool: Tool): string {
  switch (tool) {
    case 'aws':
      return 'AWS';
    case 'mc':
      return 'MinIO';
    case 'dotenv':
      return '.env';
    case 'environment':
      return t('Environment variables');
    default:
      return tool;
  }
}
