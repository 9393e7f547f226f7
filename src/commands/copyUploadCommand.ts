import { t } from '@vscode/l10n';
import { SpacesError } from '../core/errors.ts';
import type { Expiry } from '../core/expiry.ts';
import { formatCount } from '../core/format.ts';
import { uploadProblem } from '../core/keyRules.ts';
import { formatMoment } from '../core/moments.ts';
import { plain } from '../core/plain.ts';
import { evaluatePolicy } from '../core/policyEvaluate.ts';
import { exceedsTerminalLine, TERMINAL_LINE_BYTES, unixShell } from '../core/quoting/unix.ts';
import { inSentences } from '../core/sentences.ts';
import type { PostForm } from '../core/signing.ts';
import type { ObjectTarget, PrefixTarget } from '../core/target.ts';
import { uploadCommand } from '../core/uploadCommand.ts';
import { askExpiry, rememberExpiry } from './askExpiry.ts';
import { askKey } from './chooseTarget.ts';
import { credentialsOf, type ShareDeps, type SigningTime, signingTime } from './share.ts';

export interface UploadOptions {
  readonly expiry?: Expiry | undefined;
  /** The local file's path as the receiver's shell will see it; absent: the key's last segment. */
  readonly file?: string | undefined;
}

/**
 * Puts a `curl` line on the clipboard that uploads one object until it ends: a presigned POST for exactly that key.
 * From a prefix it asks for the object's name first. Needs no network. Throws `SpacesError`, `Cancelled`.
 */
export async function copyUploadCommand(
  deps: ShareDeps,
  target: ObjectTarget | PrefixTarget,
  options: UploadOptions = {},
): Promise<{ readonly expiresAt: string }> {
  const { connection, space } = target;
  if (connection.readOnly) {
    throw new SpacesError('readOnly', t('This connection is read-only: {0}', plain(connection.name)));
  }
  const witness = deps.witness?.();
  witness?.catch(() => undefined);
  const credentials = await credentialsOf(deps.store, connection);
  const key = 'key' in target ? target.key : await askName(deps, target);
  const problem = uploadProblem(key);
  if (problem !== undefined)
    throw new SpacesError('badKey', inSentences(problem.message, t('Object: {0}', plain(key))));

  const expiry = options.expiry ?? (await askExpiry(deps, questionOf(key)));
  const place = deps.places.of(connection, space);
  const time = signingTime(deps, place, expiry);
  const request = { connection: place, credentials, space, key, expiresIn: time.expiresIn, date: time.date };
  const form = await deps.signer.signPost(request);
  checkPolicy(form, space, time);
  await (await witness)?.checkPost(request, form);

  const line = uploadCommand({ form, key, file: options.file, shell: unixShell });
  await deps.clipboard.write(line);
  await rememberExpiry(deps.memory, expiry);
  deps.notices.info(copied(deps, key, time, line));
  return { expiresAt: time.ends.toISOString() };
}

function askName(deps: ShareDeps, target: PrefixTarget): Promise<string> {
  const where = target.prefix === '' ? target.space : target.prefix;
  return askKey(deps.prompts, {
    title: t('Upload command: name of the object in {0}', plain(where)),
    prefix: target.prefix,
    problem: (key) =>
      key === target.prefix ? t('Type a name after the folder.') : uploadProblem(key)?.message,
  });
}

function questionOf(key: string): { title: string; placeholder: string } {
  return {
    title: t('Upload command: {0}', plain(key)),
    placeholder: t(
      'How long? It works until then, as often as it is run. For bash, zsh, fish, Git Bash, WSL.',
    ),
  };
}

/** A command that the server must refuse is never handed out. */
function checkPolicy(form: PostForm, space: string, time: SigningTime): void {
  const policy = form.fields.find(([name]) => name.toLowerCase() === 'policy')?.[1] ?? '';
  const verdict = evaluatePolicy(
    policy,
    { fields: form.fields, fileSize: 1 },
    { bucket: space, now: time.date.getTime() },
  );
  if (verdict.ok) return;
  throw new SpacesError(
    'badPolicy',
    t('The server would refuse this upload, so nothing was copied: {0}', verdict.code),
  );
}

function copied(deps: ShareDeps, key: string, time: SigningTime, line: string): string {
  const until = formatMoment(time.endsLocally, deps.moments, { seconds: time.expiresIn < 900 });
  const sentences = [
    t(
      'Upload command copied, works until {0}: {1}. It works as often as it is run; each run replaces the object.',
      until,
      plain(key),
    ),
  ];
  if (exceedsTerminalLine(line)) {
    sentences.push(
      t(
        'It is longer than some terminals take as one line ({0} bytes): save it as a script for dash.',
        formatCount(TERMINAL_LINE_BYTES, deps.moments.locale),
      ),
    );
  }
  if (time.clockNote !== undefined) sentences.push(time.clockNote);
  return sentences.reduce(inSentences);
}
