import { t } from '@vscode/l10n';
import { cdnHostOf, hostNote, readHost } from '../../core/domains.ts';
import { SpacesError } from '../../core/errors.ts';
import { defaultFileName } from '../../core/keyRules.ts';
import {
  contentTypeProblem,
  DISPOSITIONS,
  filenameProblem,
  type LinkOptions,
} from '../../core/linkOptions.ts';
import { plain } from '../../core/plain.ts';
import type { Choice } from '../../core/ports.ts';
import type { SpaceTarget } from '../../core/target.ts';
import type { OptionDeps, OptionSubject } from './askOptions.ts';
import type { LinkObject } from './gather.ts';
import { dispositionWords } from './words.ts';

/** What a pick gives for "none of these": a choice's value can't be `undefined`. */
const NONE = '';

const USUAL_TYPES: readonly string[] = [
  'application/octet-stream',
  'application/pdf',
  'application/zip',
  'application/json',
  'text/plain;charset=utf-8',
  'text/html;charset=utf-8',
  'text/csv;charset=utf-8',
  'image/jpeg',
  'image/png',
  'image/svg+xml',
  'audio/mpeg',
  'video/mp4',
];

export async function askDisposition(
  { prompts }: OptionDeps,
  { title }: OptionSubject,
  options: LinkOptions,
): Promise<LinkOptions> {
  const answer = await prompts.pick<string>({
    title,
    placeholder: t('What a browser does with the link'),
    choices: [NONE, ...DISPOSITIONS].map((value) => ({
      label: dispositionWords(DISPOSITIONS.find((each) => each === value)),
      value,
    })),
    active: options.disposition ?? NONE,
    canGoBack: true,
  });
  if (answer === 'back') return options;
  return { ...options, disposition: DISPOSITIONS.find((each) => each === answer.answer) };
}

export async function askFilename(
  { prompts }: OptionDeps,
  { title, object }: OptionSubject & { readonly object: LinkObject },
  options: LinkOptions,
): Promise<LinkOptions> {
  const answer = await prompts.text({
    title,
    prompt: t('The name under which the receiver saves it. Leave it empty for what the object says.'),
    value: options.filename ?? defaultFileName(object.key),
    validate: (name) => {
      const message = name === '' ? undefined : filenameProblem(name);
      return message === undefined ? undefined : { message, severity: 'error' };
    },
    canGoBack: true,
  });
  if (answer === 'back') return options;
  return { ...options, filename: answer.answer === '' ? undefined : answer.answer };
}

export async function askContentType(
  { prompts }: OptionDeps,
  { title }: OptionSubject,
  options: LinkOptions,
): Promise<LinkOptions> {
  const usual = [NONE, ...USUAL_TYPES].map(typeChoice);
  const answer = await prompts.pick<string>({
    title,
    placeholder: t('Pick a content type or type one'),
    choices: usual,
    active: options.contentType ?? NONE,
    typed: (text) => typedTypes(text.trim()),
    canGoBack: true,
  });
  if (answer === 'back') return options;
  return { ...options, contentType: answer.answer === NONE ? undefined : answer.answer };
}

function typeChoice(type: string): Choice<string> {
  return { label: type === NONE ? t('As the object says') : plain(type, 260), value: type };
}

/** The usual ones that hold the text; what is a type as it stands comes first. */
function typedTypes(text: string): readonly Choice<string>[] {
  const found = USUAL_TYPES.filter((type) => type.includes(text.toLowerCase()) && type !== text);
  const problem = contentTypeProblem(text);
  if (problem === undefined) return [text, ...found].map(typeChoice);
  return found.length > 0 ? found.map(typeChoice) : [{ label: problem, icon: 'warning', value: undefined }];
}

export async function askHost(
  { prompts, places }: OptionDeps,
  { title, space }: OptionSubject & { readonly space: SpaceTarget },
  options: LinkOptions,
): Promise<LinkOptions> {
  const cdn = cdnHostOf(places.of(space.connection, space.space), space.space);
  const hosts = [...new Set([options.host, cdn])].filter((host) => host !== undefined);
  const answer = await prompts.pick<string>({
    title,
    placeholder: t('Pick a host or type that of a custom domain'),
    choices: [{ label: t("The Space's own address"), value: NONE }, ...hosts.map(hostChoice)],
    active: options.host ?? NONE,
    typed: (text) => [typedHost(text)],
    canGoBack: true,
  });
  if (answer === 'back') return options;
  return { ...options, host: answer.answer === NONE ? undefined : answer.answer };
}

function hostChoice(host: string): Choice<string> {
  return { label: plain(host, 260), detail: hostNote(), value: host };
}

function typedHost(text: string): Choice<string> {
  try {
    return hostChoice(readHost(text));
  } catch (error) {
    if (!(error instanceof SpacesError)) throw error;
    return { label: error.message, icon: 'warning', value: undefined };
  }
}
