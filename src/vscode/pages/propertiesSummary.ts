import { t } from '@vscode/l10n';
import type { Summary } from '../../commands/properties/readProperties.ts';
import { COMMAND, type CommandId } from '../../contributions.ts';
import { html } from '../../core/html.ts';
import { visible } from '../../core/plain.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { openPage, type Page, type PageApi, type PageContent } from './page.ts';
import type { PropertyPagesDeps } from './properties.ts';
import { ACTS, button, problem, Rows, STYLE, sizeWords } from './propertiesContent.ts';

/** So many are on the page of several. */
const MOST_NAMED = 50;

const BUTTONS = () =>
  [
    ['headers', t('Edit Headers…')],
    ['tags', t('Edit Tags…')],
    ['public', t('Make Public…')],
    ['private', t('Make Private')],
  ] as const;

/** A tab that shows what several objects have in common. To read all of them again takes long, so it is asked for. */
export interface SummaryPage {
  readonly objects: readonly ObjectTarget[];
  /** One of them is no longer what it was. */
  outdated(): void;
}

export function openSummary(
  api: PageApi,
  deps: PropertyPagesDeps,
  { objects, summary, onClose }: { objects: readonly ObjectTarget[]; summary: Summary; onClose(): void },
): SummaryPage {
  const title = t('{0} objects', deps.formats.count(summary.count));
  const page: Page = openPage(api, {
    viewType: COMMAND.properties,
    content: contentOf(deps, { objects, summary, title }),
    onSend: (id) => {
      if (id === 'refresh') {
        page.dispose();
        return void deps.summarize(objects);
      }
      const command: CommandId | undefined = Object.hasOwn(ACTS, id) ? ACTS[id] : undefined;
      return command && void deps.run(title, () => deps.execute(command, objects));
    },
    onClose,
  });
  return {
    objects,
    outdated: () => page.show(contentOf(deps, { objects, summary, title, isOutdated: true })),
  };
}

interface Shown {
  readonly objects: readonly ObjectTarget[];
  readonly summary: Summary;
  readonly title: string;
  readonly isOutdated?: boolean;
}

function contentOf(deps: PropertyPagesDeps, { objects, summary, title, isOutdated }: Shown): PageContent {
  const { formats } = deps;
  const { bytes, common, unread } = summary;
  const rows = new Rows();
  const lines = common.map(({ label, value }) => [label, value ?? t('various')] as const);
  const size = sizeWords(bytes, formats);
  const [first] = objects;
  const isOneSpace = objects.every(
    ({ connection, space }) => connection.id === first?.connection.id && space === first.space,
  );
  const canChange = deps.canChange && isOneSpace && !first?.connection.readOnly;
  const names = objects.slice(0, MOST_NAMED).map(({ key }) => html`<li>${visible(key)}</li>`);
  const more = objects.length > MOST_NAMED ? html`<li>…</li>` : '';
  return {
    title: t('Properties: {0}', title),
    style: STYLE,
    body: html`<h1>${title}</h1>
<p>${canChange ? BUTTONS().map(([id, label]) => button(id, label)) : ''}${button('refresh', t('Refresh'))}</p>
<div role="status">${isOutdated ? problem(t('Objects among these have been changed since.')) : ''}</div>
${rows.table([[t('Size'), size], ...lines], false)}
${unread === undefined ? '' : problem(t('Not read: {0}. {1}', formats.count(unread.count), unread.reason))}
<ul>${names}${more}</ul>`,
  };
}
