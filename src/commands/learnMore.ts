import { t } from '@vscode/l10n';
import { answerOf } from '../core/answer.ts';
import { HELP_TOPICS, type HelpTopic } from '../core/help.ts';
import type { Prompts } from '../core/ports.ts';

export interface LearnMoreDeps {
  readonly prompts: Prompts;
  /** Shows a page of `docs/help/`. */
  openHelp(topic: HelpTopic): Promise<void>;
}

/** Shows the page about a topic; asks which where none is given. Throws `Cancelled`. */
export async function learnMore(deps: LearnMoreDeps, topic?: HelpTopic): Promise<void> {
  await deps.openHelp(topic ?? (await askTopic(deps.prompts)));
}

async function askTopic(prompts: Prompts): Promise<HelpTopic> {
  const described = describeTopics();
  const answer = await prompts.pick({
    title: t('Learn More'),
    placeholder: t('What is it about?'),
    choices: HELP_TOPICS.map((value) => {
      const [label, description] = described[value];
      return { label, description, value };
    }),
  });
  return answerOf(answer);
}

function describeTopics(): Readonly<Record<HelpTopic, readonly [label: string, description: string]>> {
  return {
    links: [t('Links and Upload Commands'), t('what an error of the receiver means')],
    keys: [t('Access Keys'), t('the server refuses the key or its secret')],
    'limited-keys': [t('Keys With Few Rights'), t('Spaces are not listed, objects not read')],
    regions: [t('Regions and Endpoints'), t('a Space is missing or is not found')],
    network: [t('Network, Proxy and Certificates'), t("the server can't be reached or is not trusted")],
    clock: [t('Clock'), t('the time is wrong, here or at the server')],
    cors: [t('Editor in the Browser'), t('what CORS forbids, and how to allow it')],
    'dot-keys': [t("Names That Can't Be Shared"), t('names with a ".." part, and the like')],
    shells: [t('Upload Commands in Each Shell'), t('PowerShell, cmd, bash; what a shell refuses')],
    files: [t('Spaces as Files and Folders'), t('saving, conflicts, folders of a workspace, search')],
  };
}
