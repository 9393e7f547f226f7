import { t } from '@vscode/l10n';
import { accessKeyProblem, secretProblem } from '../../core/connectionRules.ts';
import type { Prompts, QuestionFrame } from '../../core/ports.ts';
import type { Draft, Field } from './draft.ts';
import type { Frame, Next, Question } from './interview.ts';
import { answered } from './placeQuestions.ts';
import { keptPair, type Terms } from './terms.ts';

/** Where access keys are made. Source: docs.digitalocean.com/products/spaces/how-to/manage-access. */
const KEYS_PAGE = 'https://cloud.digitalocean.com/spaces/access_keys';

/** The questions for the key pair: Access key ID, Secret access key. */
export function keyQuestions(prompts: Prompts, terms: Terms): readonly Question[] {
  const applies = (field: Field) => () => !terms.given.has(field);
  return [
    {
      field: 'accessKeyId',
      fieldName: t('Access key ID'),
      applies: applies('accessKeyId'),
      ask: (draft, frame) => askAccessKey(prompts, draft, frame),
    },
    {
      field: 'secretAccessKey',
      fieldName: t('Secret access key'),
      applies: applies('secretAccessKey'),
      ask: (draft, frame) => askSecret(prompts, { draft, terms }, frame),
    },
  ];
}

async function askAccessKey(prompts: Prompts, draft: Draft, frame: Frame): Promise<Next> {
  const answer = await prompts.text({
    ...frame,
    ...keysButton(prompts, draft),
    prompt: t('The public half of the key pair'),
    value: draft.accessKeyId,
    validate: (text) => problem(accessKeyProblem(text)),
  });
  return answered(draft, answer, (text) => ({ accessKeyId: text.trim() }));
}

async function askSecret(
  prompts: Prompts,
  { draft, terms }: { readonly draft: Draft; readonly terms: Terms },
  frame: Frame,
): Promise<Next> {
  const kept = keptPair(draft, terms);
  // A stored secret that was kept earlier is in no box, least of all where Back led to another endpoint.
  const isStored = draft.secretAccessKey === terms.kept?.credentials.secretAccessKey;
  const answer = await prompts.text({
    ...frame,
    ...keysButton(prompts, draft),
    prompt: t("Kept in the editor's secret storage, on this computer only"),
    placeholder: kept ? t('Leave empty to keep the current one') : undefined,
    password: true,
    value: isStored ? undefined : draft.secretAccessKey,
    validate: (text) => (kept && text === '' ? undefined : problem(secretProblem(text))),
  });
  return answered(draft, answer, (text) => {
    if (kept && text === '') return kept;
    // A session token belongs to its pair: a new secret leaves the stored one behind.
    const isOldToken = draft.sessionToken === terms.kept?.credentials.sessionToken;
    return { secretAccessKey: text.trim(), sessionToken: isOldToken ? undefined : draft.sessionToken };
  });
}

/** Title-bar button to the page where keys are made, where the provider is known to have one. */
function keysButton(prompts: Prompts, draft: Draft): Pick<QuestionFrame, 'buttons' | 'onButton'> {
  if (draft.provider !== 'digitalocean') return {};
  return {
    buttons: [{ id: 'keys', icon: 'link-external', tooltip: t('Open the page where access keys are made') }],
    onButton: async () => {
      await prompts.openExternal(KEYS_PAGE);
      return undefined;
    },
  };
}

function problem(message: string | undefined) {
  return message === undefined ? undefined : { message, severity: 'error' as const };
}
