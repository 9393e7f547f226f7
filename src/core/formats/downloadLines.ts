import { t } from '@vscode/l10n';
import { SpacesError } from '../errors.ts';
import { hasDotSegment, linkProblem } from '../keyRules.ts';
import { plain } from '../plain.ts';
import { powershell } from '../quoting/powershell.ts';
import { shellOf } from '../quoting/shell.ts';
import { unixShell } from '../quoting/unix.ts';
import { withoutBestFit } from '../quoting/windowsCurl.ts';
import { inSentences } from '../sentences.ts';
import { distinctNames, type FileSystem, legalFileName } from './fileNames.ts';
import type { FormatContext, FormattedLink } from './links.ts';

/** A `curl` command for each, one a line: a refusal writes no file, and ends with a status that says so. */
export function curlLines(links: readonly FormattedLink[], context: FormatContext): string {
  const shell = shellOf(context.shell);
  const names = outputNames(links, shell.system, withoutBestFit);
  const lines = linesOf(links, names, ({ url, key }, name) => {
    const asIs = hasDotSegment(key) ? ['--path-as-is'] : [];
    return shell.command(['curl', '--fail', ...asIs, '--output', notAnOption(name), url]);
  });
  return lines.join(shell.id === 'bat' ? '\r\n' : '\n');
}

/**
 * A `wget` command for each, one a line. `--output-document` empties its file before it asks the server, so it writes
 * beside the file, which is replaced once all has arrived: an ended link takes nothing away.
 */
export function wgetLines(links: readonly FormattedLink[]): string {
  refuseDotKeys(links);
  const lines = linesOf(links, outputNames(links, 'unix'), ({ url }, name) => {
    const part = notAnOption(`${name}.part`);
    const get = unixShell.command(['wget', '--output-document', part, url]);
    const move = unixShell.command(['mv', part, notAnOption(name)]);
    return `${get} && ${move}`;
  });
  return lines.join('\n');
}

/**
 * An `Invoke-WebRequest` for each, one a line, for Windows PowerShell 5.1 and PowerShell 7. `-UseBasicParsing`, because
 * 5.1 asks Internet Explorer otherwise.
 */
export function powershellLines(links: readonly FormattedLink[]): string {
  refuseDotKeys(links);
  const lines = linesOf(links, outputNames(links, 'windows', withoutPattern), ({ url }, name) =>
    [
      'Invoke-WebRequest -UseBasicParsing -Uri',
      powershell.quote(url),
      '-OutFile',
      powershell.quote(name),
    ].join(' '),
  );
  return lines.join('\n');
}

function linesOf(
  links: readonly FormattedLink[],
  names: readonly string[],
  line: (link: FormattedLink, name: string) => string,
): readonly string[] {
  return links.map((link, index) => line(link, names[index] ?? ''));
}

function outputNames(
  links: readonly FormattedLink[],
  system: FileSystem,
  onWindows: (name: string) => string = String,
): readonly string[] {
  const names = links.map(({ filename }) => legalFileName(filename, system));
  return distinctNames(system === 'windows' ? names.map(onWindows) : names);
}

/** `-OutFile` is a pattern before 7.1 (PowerShell/PowerShell#11701), and `~` the home folder. */
function withoutPattern(name: string): string {
  return name.replace(/[[\]`]|^~$/g, '_');
}

/** Behind an option, a name with a dash looks like one more, and `-` alone is the standard output. */
function notAnOption(name: string): string {
  return name.startsWith('-') ? `./${name}` : name;
}

/** All clients but `curl --path-as-is` resolve `.` and `..` before they ask. */
function refuseDotKeys(links: readonly FormattedLink[]): void {
  const refused = links.find(({ key }) => hasDotSegment(key));
  const problem = refused && linkProblem(refused.key);
  if (refused === undefined || problem === undefined) return;
  throw new SpacesError('badKey', inSentences(problem.message, t('Object: {0}', plain(refused.key))));
}
