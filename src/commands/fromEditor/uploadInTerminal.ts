import { t } from '@vscode/l10n';
import { typeOfName } from '../../core/contentTypes.ts';
import { curlConfig } from '../../core/curlConfig.ts';
import { Cancelled, SpacesError } from '../../core/errors.ts';
import type { Expiry } from '../../core/expiry.ts';
import { createFormats } from '../../core/format.ts';
import { uploadProblem } from '../../core/keyRules.ts';
import type { Listing } from '../../core/listing.ts';
import { folderOfKey } from '../../core/listingPath.ts';
import type { LocalMachine, RunningProgram } from '../../core/localMachine.ts';
import { plain } from '../../core/plain.ts';
import type { PostForm, SignPostRequest } from '../../core/signing.ts';
import type { ObjectTarget } from '../../core/target.ts';
import type { Terminals, TerminalView } from '../../core/terminals.ts';
import { uploadCommand } from '../../core/uploadCommand.ts';
import { badKey, credentialsOf, refuseReadOnly, type ShareDeps, signingTime } from '../share.ts';
import { failureOfCurl } from './curlFailure.ts';

export interface UploadInTerminalDeps extends ShareDeps {
  /** Absent in a browser. */
  readonly local: (() => Promise<LocalMachine>) | undefined;
  readonly terminals: Terminals;
  readonly listing: Pick<Listing, 'refreshFolder'>;
}

export interface LocalUpload {
  /** A path on the machine that the extension runs on. */
  readonly file: string;
  /** Default: what the file's name stands for. */
  readonly contentType?: string | undefined;
  /** Default: a quarter of an hour. Servers look at it when an upload begins: it may take longer. */
  readonly expiry?: Expiry | undefined;
}

const DEFAULT_EXPIRY: Expiry = { seconds: 900 };

/**
 * Uploads a file of this machine with curl, in a terminal that shows how far it is. The signed form goes to curl's
 * standard input alone: it is in no list of processes, no shell's history and no terminal, and nobody is handed it, so
 * that it is no share. Ends when curl does. Throws `SpacesError`; `Cancelled` where the person stopped it.
 */
export async function uploadInTerminal(
  deps: UploadInTerminalDeps,
  target: ObjectTarget,
  upload: LocalUpload,
): Promise<{ readonly expiresAt: string }> {
  const local = await machineOf(deps);
  const size = await sizeOf(local, upload.file);
  const { form, ends } = await sign(deps, target, upload);
  const input = configOf(form, { target, file: upload.file, local });
  const curl = await startCurl(local, input);
  const view = deps.terminals.open(t('Upload: {0}', plain(target.key, 40)));
  view.writeLine(headline(deps, target, { file: upload.file, size }));
  view.onStop(() => curl.end());
  try {
    await finished(curl, { view, target });
    view.writeLine(t('Uploaded.'));
  } catch (error) {
    view.writeLine(error instanceof SpacesError ? error.message : t('Stopped.'));
    throw error;
  } finally {
    view.finish();
  }
  void deps.listing.refreshFolder({ ...target, prefix: folderOfKey(target.key) });
  return { expiresAt: ends.toISOString() };
}

async function machineOf({ local }: UploadInTerminalDeps): Promise<LocalMachine> {
  if (local !== undefined) return local();
  throw new SpacesError(
    'notImplemented',
    t('A browser runs no programs. Copy an upload command, and run it in a terminal.'),
  );
}

async function sizeOf(local: LocalMachine, file: string): Promise<number> {
  try {
    return await local.fileSize(file);
  } catch (cause) {
    throw new SpacesError('localFile', t('There is no file here that can be read: {0}', plain(file)), {
      cause,
    });
  }
}

async function sign(
  deps: UploadInTerminalDeps,
  { connection, space, key }: ObjectTarget,
  { file, contentType = typeOfName(file), expiry = DEFAULT_EXPIRY }: LocalUpload,
): Promise<{ readonly form: PostForm; readonly ends: Date }> {
  refuseReadOnly(connection);
  const problem = uploadProblem(key);
  if (problem !== undefined) throw badKey(problem, key);
  const place = deps.places.of(connection, space);
  const { date, expiresIn, ends } = signingTime(deps, place, expiry);
  const request: SignPostRequest = {
    connection: place,
    credentials: await credentialsOf(deps.store, connection),
    ...{ space, key, date, expiresIn },
    fields: contentType === undefined ? [] : [['Content-Type', contentType]],
  };
  const form = await deps.signer.signPost(request);
  await (await deps.witness?.())?.checkPost(request, form);
  return { form, ends };
}

function configOf(
  form: PostForm,
  { target, file, local }: { target: ObjectTarget; file: string; local: LocalMachine },
): string {
  const upload = uploadCommand({ form, key: target.key, file, shell: curlConfig(local.system) });
  // The answer's status, behind its body.
  return `progress-bar\nwrite-out = "\\n%{http_code}"\n${upload}`;
}

async function startCurl(local: LocalMachine, input: string): Promise<RunningProgram> {
  try {
    // Without the person's own settings for curl: one of them could write the form into a file.
    return await local.start('curl', ['--disable', '--config', '-'], input);
  } catch (cause) {
    throw new SpacesError(
      'localFile',
      t(
        'curl could not be started on this machine. Install it, or copy an upload command and run it elsewhere.',
      ),
      { cause },
    );
  }
}

function headline(
  { moments }: UploadInTerminalDeps,
  { space, key }: ObjectTarget,
  { file, size }: { file: string; size: number },
): string {
  const shown = createFormats(moments.locale).size(size);
  return t('Uploading {0} ({1}) to {2} in {3}', plain(file), shown, plain(key), plain(space));
}

/** Waits for curl, showing what it says of its progress; what the server answers stays unseen. */
async function finished(
  curl: RunningProgram,
  { view, target }: { view: TerminalView; target: ObjectTarget },
): Promise<void> {
  let answer = '';
  curl.onOutput((stream, text) => {
    // curl goes on behind its bar, without a new line.
    if (stream === 'stderr') view.write(text.replace(/%(?=curl: )/g, '%\n'));
    else answer = (answer + text).slice(-ANSWER_UNITS);
  });
  const code = await curl.exited;
  if (code === undefined) throw new Cancelled();
  if (code !== 0) throw failureOfCurl(code, answer, target);
}

/** More than an S3 server's refusal has. */
const ANSWER_UNITS = 16_384;
