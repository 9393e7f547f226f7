import { t } from '@vscode/l10n';
import type { ObjectProperties, Summary } from '../../commands/properties/readProperties.ts';
import { COMMAND, type CommandId } from '../../contributions.ts';
import type { Formats } from '../../core/format.ts';
import { html } from '../../core/html.ts';
import { visible } from '../../core/plain.ts';
import type { Clipboard } from '../../core/ports.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { openPage, type Page, type PageApi } from './page.ts';
import {
  button,
  type Copy,
  type PropertiesPage,
  problem,
  propertiesPage,
  Rows,
  STYLE,
  sizeWords,
} from './propertiesContent.ts';

export interface PropertyPagesDeps {
  readonly formats: Formats;
  readonly clipboard: Clipboard;
  /** False in a browser. */
  readonly canChange: boolean;
  /** Reads an object anew, for a page that shows it. */
  read(object: ObjectTarget): Promise<ObjectProperties>;
  /** Shows what several have in common, anew. */
  summarize(objects: readonly ObjectTarget[]): unknown;
  /** Runs a command of ours for objects of one Space. */
  execute(id: CommandId, objects: readonly ObjectTarget[]): unknown;
  /** Runs something that a button offers: what goes wrong is shown as for a command. */
  run(title: string, attempt: () => unknown): Promise<void>;
}

export interface PropertyPages {
  /** One tab an object; the one that is there comes to the front. */
  show(properties: ObjectProperties): void;
  showSummary(objects: readonly ObjectTarget[], summary: Summary): void;
  /** Pages that show one of these read it again. */
  changed(objects: readonly ObjectTarget[]): void;
}

interface Shown {
  readonly page: Page;
  readonly object: ObjectTarget;
  copies: ReadonlyMap<string, Copy>;
}

const ACTS: Readonly<Record<string, CommandId>> = {
  share: COMMAND.copySignedUrl,
  download: COMMAND.download,
  headers: COMMAND.editHeaders,
  tags: COMMAND.editTags,
  public: COMMAND.makePublic,
  private: COMMAND.makePrivate,
  versions: COMMAND.versions,
};

/** The tabs that show properties. Nothing of them is kept anywhere. */
export function createPropertyPages(api: PageApi, deps: PropertyPagesDeps): PropertyPages {
  const pages = new Map<string, Shown>();
  const pageOf = (properties: ObjectProperties) => propertiesPage(properties, deps);
  const refresh = (object: ObjectTarget) =>
    deps.run(t('Properties'), async () => {
      const properties = await deps.read(object);
      const shown = pages.get(idOf(object));
      if (shown !== undefined) update(shown, pageOf(properties));
    });
  const open = (object: ObjectTarget, { content, copies }: PropertiesPage) => {
    const page = openPage(api, {
      viewType: COMMAND.properties,
      content,
      onSend: (id) => {
        const shown = pages.get(idOf(object));
        if (id === 'refresh') void refresh(object);
        else if (shown !== undefined) void pressed(deps, shown, id);
      },
      onClose: () => pages.delete(idOf(object)),
    });
    pages.set(idOf(object), { page, object, copies });
  };
  return {
    show(properties) {
      const { object } = properties;
      const shown = pages.get(idOf(object));
      if (shown === undefined) return open(object, pageOf(properties));
      update(shown, pageOf(properties));
      shown.page.reveal();
    },
    showSummary: (objects, summary) => showSummary(api, deps, objects, summary),
    changed(objects) {
      for (const object of objects) if (pages.has(idOf(object))) void refresh(object);
    },
  };
}

function update(shown: Shown, { content, copies }: PropertiesPage): void {
  shown.copies = copies;
  shown.page.show(content);
}

async function pressed(deps: PropertyPagesDeps, { page, object, copies }: Shown, id: string): Promise<void> {
  const copy = copies.get(id);
  if (copy !== undefined) {
    await deps.run(t('Copy'), () => deps.clipboard.write(copy.text));
    page.setTexts({ status: t('Copied: {0}', copy.label) });
  }
  const command = Object.hasOwn(ACTS, id) ? ACTS[id] : undefined;
  if (command === undefined) return;
  await deps.run(t('Properties'), () => deps.execute(command, [object]));
}

function showSummary(
  api: PageApi,
  deps: PropertyPagesDeps,
  objects: readonly ObjectTarget[],
  { count, bytes, common, unread }: Summary,
): void {
  const { formats } = deps;
  const title = t('{0} objects', formats.count(count));
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
  const page = openPage(api, {
    viewType: COMMAND.properties,
    content: {
      title: t('Properties: {0}', title),
      style: STYLE,
      body: html`<h1>${title}</h1>
<p>${canChange ? SUMMARY_BUTTONS().map(([id, label]) => button(id, label)) : ''}${button('refresh', t('Refresh'))}</p>
${rows.table([[t('Size'), size], ...lines], false)}
${unread === undefined ? '' : problem(t('Not read: {0}. {1}', formats.count(unread.count), unread.reason))}
<ul>${names}${more}</ul>`,
    },
    onSend: (id) => {
      if (id === 'refresh') {
        page.dispose();
        return void deps.summarize(objects);
      }
      const command = Object.hasOwn(ACTS, id) ? ACTS[id] : undefined;
      return command && void deps.run(title, () => deps.execute(command, objects));
    },
  });
}

/** So many are on the page of several. */
const MOST_NAMED = 50;

const SUMMARY_BUTTONS = () =>
  [
    ['headers', t('Edit Headers…')],
    ['tags', t('Edit Tags…')],
    ['public', t('Make Public…')],
    ['private', t('Make Private')],
  ] as const;

function idOf({ connection, space, key }: ObjectTarget): string {
  return JSON.stringify([connection.id, space, key]);
}
