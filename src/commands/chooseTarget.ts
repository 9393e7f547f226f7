import { t } from '@vscode/l10n';
import { answerOf } from '../core/answer.ts';
import { type Connection, namedSpaces } from '../core/connection.ts';
import { spaceNameProblem } from '../core/connectionRules.ts';
import { isCancelled, SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import type { Choice, ConnectionStore, Progress, Prompts, Store, TextQuestion } from '../core/ports.ts';
import type { ObjectTarget, PrefixTarget, SpaceTarget } from '../core/target.ts';

export interface ChooseTargetDeps {
  readonly prompts: Prompts;
  readonly store: ConnectionStore;
  readonly spaces: Pick<Store, 'listSpaces'>;
  readonly progress: Progress;
}

/** Where the person stands: asked is only what it leaves open. */
export type Standing = PrefixTarget | { readonly connection: Connection };

/** Asks for the connection (where there are several), the Space and the key. Throws `Cancelled`. */
export async function chooseObject(
  deps: ChooseTargetDeps,
  title: string,
  at?: Standing | undefined,
): Promise<ObjectTarget> {
  const { connection, space, prefix } = await chooseStart(deps, title, at);
  return { connection, space, key: await askKey(deps.prompts, { title, prefix }) };
}

/** The folder where the person stands, else a Space that is asked for. Throws `Cancelled`. */
export async function chooseStart(
  deps: ChooseTargetDeps,
  title: string,
  at: Standing | undefined,
): Promise<PrefixTarget> {
  if (at !== undefined && 'prefix' in at) return at;
  return { ...(await chooseSpace(deps, title, at?.connection)), prefix: '' };
}

/** Asks for the connection (where there are several) and the Space. Throws `Cancelled`. */
export async function chooseSpace(
  deps: ChooseTargetDeps,
  title: string,
  known?: Connection | undefined,
): Promise<SpaceTarget> {
  const connection = known ?? (await chooseConnection(deps, title));
  const listed = connection.spaces ? [] : await listedSpaces(deps, connection);
  const names = [...new Set([...listed, ...namedSpaces(connection)])];
  return { connection, space: await pickSpace(deps.prompts, title, names) };
}

/** Asks for a connection where there are several. Throws `unknownConnection` where there is none. */
export async function chooseConnection(
  deps: Pick<ChooseTargetDeps, 'prompts' | 'store'>,
  title: string,
): Promise<Connection> {
  const all = deps.store.list();
  const [only, ...others] = all;
  if (only === undefined) {
    throw new SpacesError(
      'unknownConnection',
      t('There is no connection yet. Add one with Spaceport: Add Connection…'),
    );
  }
  if (others.length === 0) return only;
  return answerOf(
    await deps.prompts.pick<Connection>({
      title,
      placeholder: t('Connection'),
      choices: all.map((each) => ({
        label: plain(each.name),
        description: plain(each.endpoint),
        value: each,
      })),
    }),
  );
}

export type KeyQuestion = Pick<TextQuestion, 'title' | 'prompt' | 'buttons' | 'buttonAnswer'> & {
  readonly prefix: string;
  problem?(key: string): string | undefined;
};

/** Asks for an object's key, starting from a prefix. Throws `Cancelled`. */
export async function askKey(prompts: Prompts, question: KeyQuestion): Promise<string> {
  const { prefix, problem: _, ...frame } = question;
  return answerOf(
    await prompts.text({
      prompt: t("The object's key, with its folders: reports/2026/summary.pdf"),
      ...frame,
      value: prefix,
      valueSelection: [prefix.length, prefix.length],
      validate: (key) => {
        const problem = key === '' ? t('Type a key.') : question.problem?.(key);
        return problem === undefined ? undefined : { message: problem, severity: 'error' };
      },
    }),
  );
}

/** A key pair that may not list Spaces, or no network, still lets the name be typed. */
async function listedSpaces(deps: ChooseTargetDeps, connection: Connection): Promise<readonly string[]> {
  try {
    return await deps.progress.run(t('Listing the Spaces of {0}', plain(connection.name)), (signal) =>
      deps.spaces.listSpaces(connection, signal),
    );
  } catch (error) {
    if (isCancelled(error)) throw error;
    return [];
  }
}

async function pickSpace(prompts: Prompts, title: string, names: readonly string[]): Promise<string> {
  if (names.length === 0) {
    return answerOf(
      await prompts.text({
        title,
        prompt: t('The name of the Space'),
        validate: (name) => {
          const message = name.trim() === '' ? t('Type a name.') : spaceNameProblem(name.trim(), 'path');
          return message === undefined ? undefined : { message, severity: 'error' };
        },
      }),
    ).trim();
  }
  const choice = (name: string): Choice<string> => ({ label: plain(name), icon: 'database', value: name });
  return answerOf(
    await prompts.pick<string>({
      title,
      placeholder: t('Pick a Space or type its name'),
      choices: names.map(choice),
      typed: (text) => {
        const found = names.filter((name) => name.includes(text.trim()));
        if (found.length > 0) return found.map(choice);
        const problem = spaceNameProblem(text.trim(), 'path');
        return problem === undefined
          ? [{ ...choice(text.trim()), description: t('as typed') }]
          : [{ label: problem, icon: 'warning', value: undefined }];
      },
    }),
  );
}
