import { t } from '@vscode/l10n';
import type { Addressing, Provider } from '../../core/connection.ts';
import { regionProblem } from '../../core/connectionRules.ts';
import { readEndpoint } from '../../core/endpoint.ts';
import { Cancelled, SpacesError } from '../../core/errors.ts';
import { plain } from '../../core/plain.ts';
import type { Answer, Choice, Prompts, TextQuestion } from '../../core/ports.ts';
import { readSpacesHost, spacesRegions } from '../../core/regions.ts';
import { listed } from '../../core/sentences.ts';
import { DEFAULT_REGION, type Draft, type Field } from './draft.ts';
import type { Frame, Next, Question } from './interview.ts';
import type { Terms } from './terms.ts';

/** The questions that decide where a connection leads: Provider, Endpoint, Region, Addressing. */
export function placeQuestions(prompts: Prompts, terms: Terms): readonly Question[] {
  const open = (field: Field) => !terms.given.has(field);
  const isOther = (draft: Draft) => draft.provider !== 'digitalocean';
  return [
    {
      field: 'provider',
      fieldName: t('Provider'),
      applies: () => open('provider'),
      ask: (draft, frame) => askProvider(prompts, { draft, terms }, frame),
    },
    { ...endpointQuestion(prompts), applies: (draft) => open('endpoint') && isOther(draft) },
    {
      field: 'region',
      fieldName: t('Region'),
      applies: () => open('region'),
      ask: (draft, frame) => {
        if (isOther(draft)) return askSignatureRegion(prompts, draft, frame);
        return terms.severalRegions ? askRegions(prompts, draft, frame) : askRegion(prompts, draft, frame);
      },
    },
    {
      field: 'addressing',
      fieldName: t('Addressing'),
      applies: (draft) => open('addressing') && isOther(draft),
      ask: (draft, frame) => askAddressing(prompts, draft, frame),
    },
  ];
}

/** Also asked by an import, where a configuration does not tell. */
export function endpointQuestion(prompts: Prompts): Question {
  return {
    field: 'endpoint',
    fieldName: t('Endpoint'),
    applies: () => true,
    ask: (draft, frame) => askEndpoint(prompts, draft, frame),
  };
}

/** An answer, or Back, as a change of the draft. */
export function answered<T>(draft: Draft, answer: Answer<T>, change: (value: T) => Partial<Draft>): Next {
  if (answer === 'back') return { go: 'back', draft };
  return { go: 'on', draft: { ...draft, ...change(answer.answer) } };
}

async function askProvider(
  prompts: Prompts,
  { draft, terms: { importInstead } }: { readonly draft: Draft; readonly terms: Terms },
  frame: Frame,
): Promise<Next> {
  const choices: Choice<Provider | 'import'>[] = [
    { label: t('DigitalOcean'), description: t('Spaces Object Storage'), value: 'digitalocean' },
    { label: t('Other S3-compatible'), description: t('Ceph, MinIO, AWS and others'), value: 'custom' },
  ];
  if (importInstead)
    choices.push({
      label: t('Import from Other Tools…'),
      description: listed(['AWS', 's3cmd', 'rclone', 'MinIO', '.env']),
      value: 'import',
    });
  const answer = await prompts.pick<Provider | 'import'>({
    ...frame,
    placeholder: t('Where the objects are'),
    choices,
    active: draft.provider,
  });
  if (answer === 'back') return { go: 'back', draft };
  if (answer.answer !== 'import') return { go: 'on', draft: { ...draft, provider: answer.answer } };
  // Another question takes the place of this one, which ends as a dismissed one does.
  void importInstead?.();
  throw new Cancelled();
}

async function askEndpoint(prompts: Prompts, draft: Draft, frame: Frame): Promise<Next> {
  const answer = await prompts.text({
    ...frame,
    prompt: t("The server's address, without a path and without a bucket"),
    placeholder: 'https://s3.example.com',
    value: draft.endpoint,
    validate: endpointVerdict,
  });
  return answered(draft, answer, (text) => {
    const { endpoint, region, space } = readEndpoint(text, 'optional');
    const spaces =
      space === undefined || draft.spaces.includes(space) ? draft.spaces : [...draft.spaces, space];
    return {
      endpoint,
      spaces,
      region: endpoint === draft.endpoint ? draft.region : (region ?? draft.region),
    };
  });
}

const endpointVerdict: NonNullable<TextQuestion['validate']> = (text) => {
  try {
    const { insecure, space } = readEndpoint(text, 'optional');
    if (insecure)
      return {
        message: t(
          'With http: others on the network can read names, contents and signed URLs. Use https: if you can.',
        ),
        severity: 'warning',
      };
    if (space === undefined) return undefined;
    return { message: t('The endpoint is what follows the bucket: {0}', plain(space)), severity: 'warning' };
  } catch (error) {
    if (error instanceof SpacesError) return { message: error.message, severity: 'error' };
    throw error;
  }
};

function regionChoices(draft: Draft): readonly Choice<string>[] {
  const known = spacesRegions();
  const others = draft.slugs.filter((slug) => !known.some((region) => region.slug === slug));
  return [...known, ...others.map((slug) => ({ slug, city: '' }))].map(({ slug, city }) => ({
    label: city === '' ? slug.toUpperCase() : `${city} (${slug.toUpperCase()})`,
    picked: draft.slugs.includes(slug),
    value: slug,
  }));
}

async function askRegions(prompts: Prompts, draft: Draft, frame: Frame): Promise<Next> {
  let placeholder = t('One or more: each becomes a connection of its own');
  for (;;) {
    const answer = await prompts.pickMany<string>({ ...frame, placeholder, choices: regionChoices(draft) });
    if (answer === 'back' || answer.answer.length > 0) return answered(draft, answer, (slugs) => ({ slugs }));
    placeholder = t('Select at least one region');
  }
}

async function askRegion(prompts: Prompts, draft: Draft, frame: Frame): Promise<Next> {
  const [active] = draft.slugs;
  const answer = await prompts.pick<string>({ ...frame, choices: regionChoices(draft), active });
  return answered(draft, answer, (slug) => ({ slugs: [slug] }));
}

async function askSignatureRegion(prompts: Prompts, draft: Draft, frame: Frame): Promise<Next> {
  const answer = await prompts.text({
    ...frame,
    prompt: t('The region that requests are signed for. Servers without regions take us-east-1.'),
    value: draft.region ?? DEFAULT_REGION,
    validate: (text) => {
      const message = regionProblem(text);
      return message === undefined ? undefined : { message, severity: 'error' };
    },
  });
  return answered(draft, answer, (text) => ({ region: text.trim() }));
}

async function askAddressing(prompts: Prompts, draft: Draft, frame: Frame): Promise<Next> {
  const host = draft.endpoint === undefined ? '' : new URL(draft.endpoint).hostname;
  const usual: Addressing = readSpacesHost(host) || host.endsWith('.amazonaws.com') ? 'virtual' : 'path';
  const answer = await prompts.pick<Addressing>({
    ...frame,
    placeholder: t('Where the bucket stands in an address'),
    choices: [
      { label: t('Virtual-hosted (bucket.host)'), value: 'virtual' },
      { label: t('Path (host/bucket)'), value: 'path' },
    ],
    active: draft.addressing ?? usual,
  });
  return answered(draft, answer, (addressing) => ({ addressing }));
}
