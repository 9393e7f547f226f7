import { t } from '@vscode/l10n';
import { answerOf } from '../core/answer.ts';
import { spaceNameProblem } from '../core/connectionRules.ts';
import { browserRule, corsJson, corsXml, editorOrigin, readOrigin } from '../core/cors.ts';
import type { Offer } from '../core/errors.ts';
import type { HelpTopic } from '../core/help.ts';
import { plain } from '../core/plain.ts';
import type { Clipboard, Notices, Prompts } from '../core/ports.ts';

export interface CopyCorsRuleDeps {
  readonly prompts: Prompts;
  readonly notices: Notices;
  readonly clipboard: Clipboard;
  /** Where the editor runs, in a browser: what the rule is for unless something else is said. */
  readonly pageOrigin: string | undefined;
  openHelp(topic: HelpTopic): unknown;
}

export type CorsFormat = 'xml' | 'json';

/**
 * Puts the ready CORS rule on the clipboard, for a Space's owner, and says where it goes. Asks for the form unless it is
 * given. Resolves to the text. Throws `Cancelled`, and `badArguments` for an origin that is none.
 */
export async function copyCorsRule(
  deps: CopyCorsRuleDeps,
  options: {
    readonly as?: CorsFormat | undefined;
    readonly origin?: string | undefined;
    /** For the words that follow. */
    readonly space?: string | undefined;
  } = {},
): Promise<string> {
  const rule = browserRule(readOrigin(options.origin ?? editorOrigin(deps.pageOrigin)));
  const format = options.as ?? (await askFormat(deps.prompts));
  const text = format === 'xml' ? corsXml(rule) : corsJson(rule);
  await deps.clipboard.write(text);
  const learnMore: Offer = { title: t('Learn More'), run: () => deps.openHelp('cors') };
  deps.notices.info(whereTo(format, nameInCommand(options.space)), learnMore);
  return text;
}

async function askFormat(prompts: Prompts): Promise<CorsFormat> {
  const answer = await prompts.pick<CorsFormat>({
    title: t('Copy CORS Rule'),
    placeholder: t('In which form?'),
    choices: [
      { label: t('XML'), description: t('for s3cmd setcors, and to read its values'), value: 'xml' },
      { label: t('JSON'), description: t('for aws s3api put-bucket-cors'), value: 'json' },
    ],
  });
  return answerOf(answer);
}

/** A server may list any name, and a person types the command as it is shown. */
function nameInCommand(space: string | undefined): string {
  return space === undefined || spaceNameProblem(space, 'path') ? 'SPACE' : space;
}

function whereTo(format: CorsFormat, space: string): string {
  return format === 'xml'
    ? t(
        "The CORS rule is copied. At DigitalOcean enter its values in the Space's settings, under CORS. Elsewhere save it as cors.xml, add the rules that are to stay, and run: s3cmd setcors cors.xml s3://{0}",
        plain(space),
      )
    : t(
        "The CORS rule is copied. At DigitalOcean enter its values in the Space's settings, under CORS. Elsewhere save it as cors.json, add the rules that are to stay, and run: aws s3api put-bucket-cors --bucket {0} --cors-configuration file://cors.json",
        plain(space),
      );
}
