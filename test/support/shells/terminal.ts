import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findCommand } from '../debian.mjs';
import { start } from '../process.mjs';
import { shellEnvironment, type UnixShell } from './environment.ts';

export interface Terminal {
  /** The home folder, also the working folder at first. */
  readonly folder: string;
  /**
   * Pastes a text as a terminal does (bracketed where the shell asks for it and `bracketed` isn't false), presses
   * Enter, and waits for the next prompt, or that many: several commands are one only to a shell that is told of a
   * paste. Throws, with the screen's bytes, when none comes: the shell is of no use then.
   */
  paste(
    text: string,
    options?: { bracketed?: boolean; timeoutMs?: number; prompts?: number },
  ): Promise<Pasted>;
  close(): Promise<void>;
}

export interface Pasted {
  readonly status: number;
  /** What the terminal showed since, with its escape sequences and the echo of what was pasted. */
  readonly output: string;
}

/** Opens an interactive shell on a pseudo-terminal, with a home folder and start-up files of its own and no history. */
export async function openTerminal(shell: UnixShell): Promise<Terminal> {
  const env = await shellEnvironment();
  const folder = env.HOME;
  const prompts = join(folder, '.prompts');
  await writeFile(prompts, '');
  const { args, file, content } = startUp(shell, folder, prompts);
  await writeFile(join(folder, file), content);

  const script = fileURLToPath(new URL('./terminal.py', import.meta.url));
  const python = start(findCommand('python3') ?? 'python3', [script], {
    name: `${shell} -i`,
    stdin: true,
    graceMs: 500,
  });
  const answers = createInterface({ input: python.child.stdout ?? process.stdin })[Symbol.asyncIterator]();
  const order = async (message: object): Promise<Pasted> => {
    python.child.stdin?.write(`${JSON.stringify(message)}\n`);
    const line = await answers.next();
    if (line.done) throw python.failure('ended');
    const answer = JSON.parse(line.value) as Pasted & { error?: string };
    if (answer.error)
      throw new Error(`${shell} -i: ${answer.error}; it showed ${JSON.stringify(answer.output)}`);
    return answer;
  };
  const extra = shell === 'dash' ? { ENV: join(folder, file) } : {};
  await order({
    argv: [shell, ...args],
    env: { ...env, ...extra },
    cwd: folder,
    prompts,
    lineEditor: shell !== 'dash',
  });
  return {
    folder,
    paste: (text, { bracketed = true, timeoutMs = 40_000, prompts = 1 } = {}) =>
      order({ text, bracketed, timeout: timeoutMs / 1000, prompts }),
    close: () => python.stop(),
  };
}

/** How to make each shell note the last status before each prompt, and keep no history. */
function startUp(shell: UnixShell, folder: string, prompts: string) {
  const note = `>> '${prompts}'`;
  switch (shell) {
    case 'bash':
      return {
        args: ['--rcfile', join(folder, '.bashrc'), '-i'],
        file: '.bashrc',
        content: `unset HISTFILE\nPS1='$ '\nPROMPT_COMMAND="echo \\$? ${note}"\n`,
      };
    case 'zsh':
      return {
        args: ['-i'],
        file: '.zshrc',
        content: `unset HISTFILE\nPS1='$ '\nprecmd() { echo $? ${note} }\n`,
      };
    case 'fish':
      return {
        args: ['--private', '-i', '--init-command', `source '${join(folder, 'start.fish')}'`],
        file: 'start.fish',
        content: `function note --on-event fish_prompt; echo $status ${note}; end\nfunction fish_prompt; echo '$ '; end\n`,
      };
    case 'dash':
      return { args: ['-i'], file: '.shrc', content: `PS1='$(echo $? ${note.replaceAll("'", '"')})$ '\n` };
  }
}
