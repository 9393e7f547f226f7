import { SpacesError } from './errors.ts';
import { defaultFileName, fileProblem, lastSegment } from './keyRules.ts';
import type { Shell } from './quoting/shell.ts';
import { unixShell } from './quoting/unix.ts';
import type { PostForm } from './signing.ts';

export interface UploadCommandRequest {
  readonly form: PostForm;
  readonly key: string;
  /** The file's path as the receiver's shell sees it, taken literally (`~` is a file's name); absent: the key's last segment. */
  readonly file?: string | undefined;
  readonly shell: Shell;
}

/**
 * The `curl` line that uploads one file with a presigned form. `--form-string`, because `--form` reads `@`, `<`, `;`
 * and quotes in a value; the file last, because servers read no field behind it; `--fail-with-body` (curl 7.76),
 * because a refusal would end with 0. Throws `badArguments` for a path that no file can have.
 */
export function uploadCommand({ form, key, file, shell }: UploadCommandRequest): string {
  const path = file ?? defaultFileName(key);
  const problem = fileProblem(path);
  if (problem) throw new SpacesError('badArguments', problem.message);
  const fields = form.fields.flatMap(([name, value]) => ['--form-string', `${name}=${value}`]);
  return shell.command(['curl', '--fail-with-body', ...fields, '--form', filePart(path), form.url]);
}

/**
 * The `curl` line that downloads a key with `.` or `..` segments, which every client but this option resolves. It
 * writes a file named after the key into the current folder; a refusal writes nothing.
 */
export function pathAsIsCommand(url: string, key: string, shell: Shell = unixShell): string {
  const name = defaultFileName(key);
  // Behind an option, a name with a dash looks like one more.
  const output = name.startsWith('-') ? `./${name}` : name;
  return shell.command(['curl', '--fail', '--path-as-is', '--output', output, url]);
}

/** curl's own words inside `--form` (formparse.c): `-` is standard input, and `;` and `,` end a bare word. */
function filePart(path: string): string {
  const word = path === '-' ? './-' : path;
  const isBare = !/[;,"\\]|^[\t-\r ]|[\t-\r ]$/.test(word);
  const quoted = isBare ? word : `"${word.replace(/["\\]/g, '\\$&')}"`;
  // Ceph reads a name with `;name=` as the part's own name, and others can't read quotes and backslashes. For an exact
  // key the name means nothing, so such a file travels under a plain one.
  const travelsAsItIs = !/[;"\\\p{Cc}]/u.test(lastSegment(word));
  return `file=@${quoted}${travelsAsItIs ? '' : ';filename=file'}`;
}
