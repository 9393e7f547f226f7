import { t } from '@vscode/l10n';
import { answerOf } from '../core/answer.ts';
import {
  allowsBrowsing,
  type CorsRule,
  EDITOR_ORIGIN,
  isSameRules,
  methodsOvertaken,
  readOrigin,
  withBrowserRule,
} from '../core/cors.ts';
import { SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import type { Notices, Progress, Prompts, SpaceRules } from '../core/ports.ts';
import { listed } from '../core/sentences.ts';
import type { SpaceTarget } from '../core/target.ts';
import { refuseReadOnly } from './share.ts';

export interface AllowBrowserDeps {
  readonly prompts: Prompts;
  readonly notices: Notices;
  readonly progress: Progress;
  readonly rules: SpaceRules;
}

/** The flow, once it has a way to the server. */
export type AllowBrowser = (
  editor: Omit<AllowBrowserDeps, 'rules'>,
  target: SpaceTarget,
  options: AllowBrowserOptions,
) => Promise<{ readonly changed: boolean }>;

export interface AllowBrowserOptions {
  /** The editor's address; absent: it is asked for. */
  readonly origin?: string | undefined;
  /** Nothing is asked before the rule is written. */
  readonly confirmed?: boolean | undefined;
}

/**
 * Adds the CORS rule that lets an editor in the browser browse a Space; all that are there stay. Asks which editor, and
 * once before it writes. `changed` is false where it may already. Throws `Cancelled`, `readOnly`, and what the server says.
 */
export async function allowBrowser(
  deps: AllowBrowserDeps,
  target: SpaceTarget,
  options: AllowBrowserOptions = {},
): Promise<{ readonly changed: boolean }> {
  const { connection, space } = target;
  refuseReadOnly(connection);
  const given = options.origin ?? (await askOrigin(deps.prompts, space));
  const origin = readOrigin(given);
  const { rules } = deps;
  const found = await deps.progress.run(t('Reading the CORS rules of {0}', plain(space)), (signal) =>
    rules.read(target, signal),
  );
  if (allowsBrowsing(found, origin)) {
    deps.notices.info(t('The Space {0} allows this editor in the browser already.', plain(space)));
    return { changed: false };
  }
  // Before anything is asked: it throws where there is no room for one more.
  withBrowserRule(found, origin);
  if (!options.confirmed) await deps.notices.confirm(...question(space, origin, found));
  await deps.progress.run(t('Writing the CORS rules of {0}', plain(space)), (signal) =>
    write(rules, target, { origin, signal }),
  );
  deps.notices.info(t('Editors in the browser may now open the Space {0}: {1}', plain(space), plain(origin)));
  return { changed: true };
}

/** By what the rules are at this moment, which may be a while after the question. */
async function write(
  rules: SpaceRules,
  target: SpaceTarget,
  { origin, signal }: { readonly origin: string; readonly signal: AbortSignal },
): Promise<void> {
  const wanted = withBrowserRule(await rules.read(target, signal), origin);
  await rules.write(target, wanted, signal);
  if (isSameRules(await rules.read(target, signal), wanted)) return;
  throw new SpacesError(
    'server',
    t('The server did not keep the CORS rules as they were written. Look at them: {0}', plain(target.space)),
  );
}

function question(
  space: string,
  origin: string,
  found: readonly CorsRule[],
): [message: string, options: { detail: string; action: string }] {
  const overtaken = methodsOvertaken(found, origin);
  const lines = [
    t(
      'A CORS rule is added for pages from {0}. They may then read what they ask for with GET and HEAD; for private objects they need a key pair all the same.',
      plain(origin),
    ),
    found.length === 0
      ? t('The Space has no CORS rules yet.')
      : t('The rules that are there stay. Count: {0}', found.length),
  ];
  if (overtaken.length > 0) {
    const methods = plain(listed(overtaken));
    lines.push(
      t(
        'The new rule comes first. Where the first rule for an address decides, as on Ceph, other rules no longer allow these pages to use: {0}',
        methods,
      ),
    );
  }
  return [
    t('Allow editors in the browser to open the Space {0}?', plain(space)),
    { detail: lines.join('\n\n'), action: t('Add Rule') },
  ];
}

/** vscode.dev, or an address that is typed. */
async function askOrigin(prompts: Prompts, space: string): Promise<string> {
  const title = t('Allow This Editor in the Browser: {0}', plain(space));
  for (;;) {
    const answer = await prompts.pick<string>({
      title,
      placeholder: t('Which editor?'),
      choices: [
        {
          label: t('vscode.dev and github.dev'),
          description: EDITOR_ORIGIN,
          icon: 'globe',
          value: EDITOR_ORIGIN,
        },
        {
          label: t('Another address…'),
          description: t('an editor that you or your company runs, such as code-server'),
          icon: 'edit',
          value: '',
        },
      ],
    });
    const picked = answerOf(answer);
    if (picked !== '') return picked;
    const typed = await prompts.text({
      title,
      prompt: t("The editor's address in the browser, without a path: https://code.example.com"),
      canGoBack: true,
      validate: problemOf,
    });
    if (typed !== 'back') return typed.answer;
  }
}

function problemOf(text: string): { readonly message: string; readonly severity: 'error' } | undefined {
  try {
    readOrigin(text);
    return undefined;
  } catch (error) {
    return { message: error instanceof SpacesError ? error.message : '', severity: 'error' };
  }
}
