import { t } from '@vscode/l10n';
import { SpacesError } from '../errors.ts';
import { hasDotSegment, linkProblem } from '../keyRules.ts';
import { plain } from '../plain.ts';
import { shellOf } from '../quoting/shell.ts';
import { unixShell } from '../quoting/unix.ts';
import { withoutBestFit } from '../quoting/windowsCurl.ts';
import { inSentences } from '../sentences.ts';
import { distinctly, type FileSystem, legalFileName } from './fileNames.ts';
import type { FormatContext, FormattedLink } from './links.ts';
import { eachOf, type Pieces } from './pieces.ts';

/** A `curl` command for each, one a line: a refusal writes no file, and ends with a status that says so. */
export function curlLines(links: readonly FormattedLink[], context: FormatContext): Pieces {
  const shell = shellOf(context.shell);
  const nameOf = outputNames(shell.system, withoutBestFit);
  const line = (link: FormattedLink) => {
    const { url, key } = link;
    const asIs = hasDotSegment(key) ? ['--path-as-is'] : [];
    return shell.command(['curl', '--fail', ...asIs, '--output', notAnOption(nameOf(link)), url]);
  };
  return eachOf(links, line, shell.id === 'bat' ? '\r\n' : '\n');
}

/**
 * A `wget` command for each, one a line. `--output-document` empties its file before it asks the server, so it writes
 * beside the file, which is replaced once all has arrived: an ended link takes nothing away.
 */
export function wgetLines(links: readonly FormattedLink[]): Pieces {
  refuseDotKeys(links);
  const nameOf = outputNames('unix');
  return eachOf(links, (link) => {
    const name = nameOf(link);
    const part = notAnOption(`${name}.part`);
    const get = unixShell.command(['wget', '--output-document', part, link.url]);
    const move = unixShell.command(['mv', part, notAnOption(name)]);
    return `${get} && ${move}`;
  });
}

/**
 * An `Invoke-WebRequest` for each, one a line, for Windows PowerShell 5.1 and PowerShell 7. `-UseBasicParsing`, because
 * 5.1 asks Internet Explorer otherwise.
 */
export function powershellLines(links: readonly FormattedLink[]): Pieces {
  refuseDotKeys(links);
  const nameOf = outputNames('windows', withoutPattern);
  return eachOf(links, (link) =>
    ['Invoke-WebRequest -UseBasicParsing -Uri', literal(link.url), '-OutFile', literal(nameOf(link))].join(
      ' ',
    ),
  );
}

/** The output name of one link after the other. */
function outputNames(
  system: FileSystem,
  onWindows: (name: string) => string = String,
): (link: FormattedLink) => string {
  const distinct = distinctly();
  return ({ filename }) => {
    const name = legalFileName(filename, system);
    return distinct(system === 'windows' ? onWindows(name) : name);
  };
}

/** What PowerShell runs itself takes a word as it is; it reads four typographic quotes like the straight one. */
function literal(word: string): string {
  return `'${word.replace(/['\u2018-\u201b]/g, '$&$&')}'`;
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
