import { t } from '@vscode/l10n';
import type { ObjectProperties, Part } from '../../commands/properties/readProperties.ts';
import { COMMAND, type CommandId } from '../../contributions.ts';
import type { Formats } from '../../core/format.ts';
import { type Html, html } from '../../core/html.ts';
import { lastSegment } from '../../core/keyRules.ts';
import type { ObjectDetails } from '../../core/objects.ts';
import { plain, visible } from '../../core/plain.ts';
import type { ObjectVersion } from '../../core/ports.ts';
import { accessWords, grantWords, isPublic } from '../../core/properties/access.ts';
import { HEADER_FIELDS } from '../../core/properties/headerRules.ts';
import { dotted } from '../../core/sentences.ts';
import type { ObjectTarget } from '../../core/target.ts';
import type { PageContent } from './page.ts';

/** What buttons run, by what they send. */
export const ACTS: Readonly<Record<string, CommandId>> = {
  share: COMMAND.copySignedUrl,
  download: COMMAND.download,
  headers: COMMAND.editHeaders,
  tags: COMMAND.editTags,
  public: COMMAND.makePublic,
  private: COMMAND.makePrivate,
  versions: COMMAND.versions,
};

/** What a button with this id copies. */
export interface Copy {
  readonly label: string;
  readonly text: string;
}

/** A page, and what its buttons copy, by their ids. */
export interface PropertiesPage {
  readonly content: PageContent;
  readonly copies: ReadonlyMap<string, Copy>;
}

/** So many are on the page; all are behind its button. */
const MOST_VERSIONS = 10;

interface Around {
  readonly formats: Formats;
  readonly canChange: boolean;
}

/** The page of one object. Every part that could not be read says why. */
export function propertiesPage(properties: ObjectProperties, around: Around): PropertiesPage {
  const { details } = properties;
  const isGone = 'problem' in details && details.isGone === true;
  return isGone ? gonePage(properties, details.problem, around) : therePage(properties, around);
}

/** Its older versions may be there all the same. */
function gonePage(
  { object, versions }: ObjectProperties,
  reason: string,
  { formats }: Around,
): PropertiesPage {
  const page = new Rows();
  const older = 'value' in versions && versions.value.length > 0 ? versions.value : undefined;
  const body = html`<h1>${visible(object.key)}</h1>
${problem(reason)}
<p>${older ? button('versions', t('Versions…')) : ''}${button('refresh', t('Refresh'))}</p>
<p id="status" role="status"></p>
${page.table(placeOf(object))}
${older ? section(t('Versions'), versionTable(older, formats)) : ''}`;
  const title = t('Properties: {0} (deleted)', nameOf(object));
  return { content: { title, style: STYLE, body }, copies: page.copies };
}

function therePage(properties: ObjectProperties, { formats, canChange }: Around): PropertiesPage {
  const { object, details, tags, access, versions } = properties;
  const page = new Rows();
  const hidden = t("A browser sees only those headers that the Space's CORS rules expose.");
  const body = html`<h1>${visible(object.key)}</h1>
<p class="access">${'value' in access ? accessWords(access.value) : t('Access: {0}', access.problem)}</p>
<p>${buttons(properties, canChange)}</p>
<p id="status" role="status"></p>
${page.table([...placeOf(object), ...('value' in details ? factsOf(details.value, formats) : [])])}
${'problem' in details ? problem(details.problem) : canChange ? '' : problem(hidden)}
${section(t('Addresses'), addresses(page, properties))}
${'value' in details ? headerSections(page, details.value) : ''}
${section(
  t('Tags'),
  told(tags, (value) => page.table(Object.entries(value))),
)}
${section(
  t('Access'),
  told(access, (value) =>
    page.table(
      grantWords(value).map(({ who, may }) => [who, may]),
      false,
    ),
  ),
)}
${section(
  t('Versions'),
  told(versions, (value) => versionTable(value, formats)),
)}
${'value' in details ? answered(page, details.value) : ''}`;
  const title = t('Properties: {0}', nameOf(object));
  return { content: { title, style: STYLE, body }, copies: page.copies };
}

function nameOf({ key }: ObjectTarget): string {
  return plain(lastSegment(key) || key, 40);
}

function placeOf({ key, space, connection }: ObjectTarget): readonly Line[] {
  return [
    [t('Key'), key],
    [t('Space'), space],
    [t('Connection'), connection.name],
  ];
}

function factsOf(details: ObjectDetails, formats: Formats): readonly Line[] {
  const { size, lastModified, etag, storageClass, versionId, checksums } = details;
  return [
    [t('Size'), sizeWords(size, formats), String(size)],
    [t('Last modified'), formats.moment(lastModified), new Date(lastModified).toISOString()],
    ['ETag', etag],
    [t('Storage class'), storageClass ?? 'STANDARD'],
    ...(versionId === undefined ? [] : [[t('Version'), versionId] as const]),
    ...checksums,
  ];
}

/** `1.2 MB (1,234,567 bytes)` */
export function sizeWords(bytes: number, formats: Formats): string {
  const exact = formats.exactSize(bytes);
  return bytes < 1000 ? exact : t('{0} ({1})', formats.size(bytes), exact);
}

function addresses(page: Rows, { object, publicUrl, isOpen, cdnUrl }: ObjectProperties): Html {
  const note =
    isOpen === undefined ? '' : isOpen ? t('Opens for everybody.') : t('Opens for nobody: it is not public.');
  const s3 = `s3://${object.space}/${object.key}`;
  const open =
    'problem' in publicUrl
      ? problem(publicUrl.problem)
      : html`${page.table([[t('Public URL'), publicUrl.value]])}<p class="note">${note}</p>`;
  const others = [
    ...(cdnUrl === undefined ? [] : [[t('CDN URL'), cdnUrl] as const]),
    [t('S3 URI'), s3] as const,
  ];
  return html`${open}${page.table(others)}`;
}

function headerSections(page: Rows, { headers, metadata }: ObjectDetails): Html {
  const names: Readonly<Record<string, string>> = HEADER_FIELDS;
  const kept = Object.entries(headers).map(([field, value]) => [names[field] ?? field, value ?? ''] as const);
  return html`${section(t('Headers'), page.table(kept))}
${section(t('Metadata'), page.table(Object.entries(metadata)))}`;
}

function answered(page: Rows, { answered: all }: ObjectDetails): Html {
  const title = t('All headers of the answer');
  return html`<details><summary>${title}</summary>${page.table(all)}</details>`;
}

function versionTable(versions: readonly ObjectVersion[], formats: Formats): Html {
  const rows = versions
    .slice(0, MOST_VERSIONS)
    .map(({ lastModified, isDeleted, isLatest, size, versionId }) => {
      const what = isDeleted ? t('Delete marker') : formats.size(size);
      const words = dotted([what, isLatest ? t('the latest') : '']);
      return html`<tr><th scope="row">${formats.moment(lastModified)}</th><td>${words}</td><td class="note">${visible(versionId)}</td></tr>`;
    });
  const count = t('Versions: {0}', formats.count(versions.length));
  return html`<p>${count}</p><table><tbody>${rows}</tbody></table>`;
}

function buttons({ object, access }: ObjectProperties, canChange: boolean): readonly Html[] {
  const mayChange = canChange && !object.connection.readOnly;
  const isOpen = 'value' in access && isPublic(access.value);
  return [
    button('share', t('Copy Signed URL…'), 'first'),
    ...(canChange ? [button('download', t('Download…'))] : []),
    ...(mayChange ? [button('headers', t('Edit Headers…')), button('tags', t('Edit Tags…'))] : []),
    ...(mayChange && !isOpen ? [button('public', t('Make Public…'))] : []),
    ...(mayChange && (isOpen || 'problem' in access) ? [button('private', t('Make Private'))] : []),
    button('versions', t('Versions…')),
    button('refresh', t('Refresh')),
  ];
}

export function button(id: string, label: string, kind = 'second'): Html {
  return html`<button type="button" class="${kind}" data-send="${id}">${label}</button>`;
}

function section(title: string, content: Html): Html {
  return html`<h2>${title}</h2>${content}`;
}

function told<T>(part: Part<T>, show: (value: T) => Html): Html {
  return 'value' in part ? show(part.value) : problem(part.problem);
}

export function problem(words: string): Html {
  return html`<p class="problem">${words}</p>`;
}

/** `copied`: where that is another text than the one that is shown. */
type Line = readonly [label: string, value: string, copied?: string];

/** Tables of names and values, each with a button that copies it. */
export class Rows {
  readonly copies = new Map<string, Copy>();

  table(lines: readonly Line[], canCopy = true): Html {
    const none = t('None');
    if (lines.length === 0) return html`<p class="note">${none}</p>`;
    return html`<table><tbody>${lines.map((line) => this.#row(line, canCopy))}</tbody></table>`;
  }

  #row([label, value, copied = value]: Line, canCopy: boolean): Html {
    const name = visible(label);
    const id = `copy:${this.copies.size}`;
    if (canCopy) this.copies.set(id, { label: name, text: copied });
    const [title, spoken] = [t('Copy'), t('Copy: {0}', name)];
    const copy = html`<td class="copy"><button type="button" class="second copy" data-send="${id}" aria-label="${spoken}">${title}</button></td>`;
    return html`<tr><th scope="row">${name}</th><td>${visible(value)}</td>${canCopy ? copy : ''}</tr>`;
  }
}

export const STYLE = `
main { max-width: 60rem }
p.access { font-weight: 600; margin: 0 0 1rem }
#status { min-height: 1.5em; margin: 0; color: var(--vscode-descriptionForeground) }
table { border-collapse: collapse; margin: 0 0 .5rem; width: 100%; table-layout: fixed }
th, td { text-align: start; vertical-align: top; padding: .2rem 1.25rem .2rem 0 }
th { font-weight: normal; color: var(--vscode-descriptionForeground); width: 14rem; overflow-wrap: anywhere }
td { white-space: pre-wrap; overflow-wrap: anywhere }
td.copy { width: 6rem; padding-inline-end: 0; text-align: end }
button.copy { padding: 0 .5rem; margin: 0; font-size: .9em; white-space: nowrap }
.note { color: var(--vscode-descriptionForeground); margin: .25rem 0 }
.problem { border-inline-start: 3px solid var(--vscode-editorWarning-foreground, currentColor); padding: .15rem .75rem; margin: .35rem 0 }
details { margin-top: 1.25rem }
summary { cursor: pointer; font-weight: 600 }
`;
