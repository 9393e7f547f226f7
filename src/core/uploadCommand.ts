import { t } from '@vscode/l10n';
import { SpacesError } from './errors.ts';
import { legalFileName } from './formats/fileNames.ts';
import { defaultFileName, fileProblem } from './keyRules.ts';
import { FILENAME } from './policy.ts';
import type { Shell } from './quoting/shell.ts';
import type { PostForm, PutRequest } from './signing.ts';

interface CommandRequest {
  readonly key: string;
  /** The file's path as the receiver's shell sees it, taken literally (`~` is a file's name); absent: the key's last segment. */
  readonly file?: string | undefined;
  readonly shell: Shell;
  /** Each option on a line of its own below what servers' answers mean, where the shell has comments. */
  readonly multiline?: boolean | undefined;
  /** Further lines of comment, above the others. */
  readonly notes?: readonly string[] | undefined;
}

export interface UploadCommandRequest extends CommandRequest {
  readonly form: PostForm;
}

export interface PutCommandRequest extends CommandRequest {
  readonly put: PutRequest;
}

/**
 * The `curl` line that uploads one file with a presigned form. `--form-string`, because `--form` reads `@`, `<`, `;`
 * and quotes in a value; the file last, because servers read no field behind it; `--fail-with-body` (curl 7.76),
 * because a refusal would end with 0. Throws `badArguments` for a path that no file can have, `badShell` for what the
 * shell can't say.
 */
export function uploadCommand({ form, ...request }: UploadCommandRequest): string {
  const { shell } = request;
  const isDropBox = form.fields.some(([name, value]) => name === 'key' && value.endsWith(FILENAME));
  const path = namedFile('post', request);
  refusePath(path, shell);
  const fields = form.fields.map(([name, value]) => ['--form-string', `${name}=${value}`]);
  const lines = [
    ['curl', '--fail-with-body'],
    ...fields,
    ['--form', partOf(path, shell, isDropBox)],
    [form.url],
  ];
  return write(lines, request, [
    endedNote(),
    t('400 EntityTooLarge or EntityTooSmall: the size of the file is not allowed.'),
    t('411: curl could not read the file.'),
  ]);
}

/**
 * The `curl` line that uploads one file with a presigned PUT, whose URL is ASCII whatever the key. Throws as `uploadCommand`.
 */
export function putCommand({ put, ...request }: PutCommandRequest): string {
  const { shell } = request;
  const path = namedFile('put', request);
  refusePath(path, shell);
  // The length is that of the file, or the server refuses it.
  const headers = put.headers
    .filter(([name]) => name !== 'content-length')
    .map(([name, value]) => ['--header', value === '' ? `${name};` : `${name}: ${value}`]);
  const file = uploadWord(path);
  const options = /[[\]{}]/.test(file) ? ['--fail-with-body', '--globoff'] : ['--fail-with-body'];
  const lines = [['curl', ...options], ['--upload-file', file], ...headers, [put.url]];
  const isSized = put.headers.some(([name]) => name === 'content-length');
  return write(lines, request, [
    endedNote(),
    ...(isSized ? [t('403 SignatureDoesNotMatch: the size of the file is not the one allowed.')] : []),
  ]);
}

function endedNote(): string {
  return t('403 AccessDenied: it has ended, or the command was changed.');
}

function write(
  lines: readonly (readonly string[])[],
  { shell, multiline, notes = [] }: CommandRequest,
  answers: readonly string[],
): string {
  if (!multiline) return shell.command(lines.flat());
  const comments = [...notes, ...answers].flatMap((note) => shell.comment(note) ?? []);
  return [...comments, shell.multiline(lines)].join(shell.id === 'bat' ? '\r\n' : '\n');
}

function refusePath(path: string, { system }: Shell): void {
  // Windows takes both for a separator, the rules of a path know one.
  const problem = fileProblem(system === 'windows' ? path.replaceAll('\\', '/') : path);
  if (problem) throw new SpacesError('badArguments', problem.message);
}

/** The path in the command: unless one is named the key's last segment, `file` where a Windows program may not be handed that. */
export function namedFile(
  method: 'post' | 'put',
  { key, file, shell }: Pick<CommandRequest, 'key' | 'file' | 'shell'>,
): string {
  if (file !== undefined) return file;
  if (shell.system === 'unix') return defaultFileName(key);
  const name = legalFileName(key, 'windows');
  // In a form the key has these characters too; a PUT is what is used to be rid of them.
  if (method === 'put' && !/^\p{ASCII}*$/u.test(name)) return 'file';
  try {
    shell.quote(method === 'post' ? partOf(name, shell) : uploadWord(name));
    return name;
  } catch {
    return 'file';
  }
}

/** curl's own words inside `--form` (formparse.c): `-` is standard input; `;` and `,` end a bare word, white space too at its edges. */
function partOf(path: string, shell: Shell, isDropBox = false): string {
  const word = path === '-' ? './-' : path;
  const name = fileNameIn(word, shell);
  // Ceph reads a name with `;name=` as the part's own name, and others can't read quotes and backslashes. For an exact
  // key the name means nothing, so such a file travels under a plain one; in a drop box it becomes the object's.
  const safe = safeFileName(name);
  const asItIs = safe === name;
  return `file=@${formWord(word)}${asItIs ? '' : `;filename=${isDropBox ? formWord(safe) : 'file'}`}`;
}

/** The file's own name: what follows the last separator that its system knows. */
export function fileNameIn(path: string, { system }: Shell): string {
  return path.slice(Math.max(path.lastIndexOf('/'), system === 'windows' ? path.lastIndexOf('\\') : -1) + 1);
}

/** The name with `_` for what a form's header can't carry to every server. */
export function safeFileName(name: string): string {
  return name.replace(/[;"\\\p{Cc}]/gu, '_');
}

function formWord(word: string): string {
  const isBare = !/[;,]|^"|^[\t-\r ]|[\t-\r ]$/.test(word);
  return isBare ? word : `"${word.replace(/["\\]/g, '\\$&')}"`;
}

/** For `--upload-file`, to which `-` and `.` are standard input. */
function uploadWord(path: string): string {
  return path.startsWith('-') ? `./${path}` : path;
}
