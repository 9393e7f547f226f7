import { t } from '@vscode/l10n';
import type { ObjectProperties, Summary } from '../../commands/properties/readProperties.ts';
import { touchAll } from '../../commands/touchAll.ts';
import { COMMAND, type CommandId } from '../../contributions.ts';
import type { Formats } from '../../core/format.ts';
import type { Touch } from '../../core/listingChange.ts';
import { isSameSpace } from '../../core/manage/job.ts';
import type { Clipboard } from '../../core/ports.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { openPage, type Page, type PageApi } from './page.ts';
import { ACTS, type Copy, type PropertiesPage, propertiesPage } from './propertiesContent.ts';
import { openSummary, type SummaryPage } from './propertiesSummary.ts';

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
  /** The same for what a flow did; a page goes with an object that was moved. */
  touched(touch: Touch): void;
}

interface Shown {
  readonly page: Page;
  object: ObjectTarget;
  copies: ReadonlyMap<string, Copy>;
  /** How often it was read: an answer that another one overtook is not shown. */
  reads: number;
}

/** The tabs that show properties. Nothing of them is kept anywhere. */
export function createPropertyPages(api: PageApi, deps: PropertyPagesDeps): PropertyPages {
  const pages = new OpenPages(api, deps);
  const summaries = new Set<SummaryPage>();
  const outdate = (isOne: (object: ObjectTarget) => boolean) => {
    for (const each of summaries) {
      if (!each.objects.some(isOne)) continue;
      // It says so once and for all.
      summaries.delete(each);
      each.outdated();
    }
  };
  const touched = (touch: Touch) => {
    if ('from' in touch) {
      pages.follow(touch.from, touch.to);
      return;
    }
    const keys = new Set(touch.keys);
    const isOne = (object: ObjectTarget) => keys.has(object.key) && isSameSpace(object, touch.space);
    pages.refresh(isOne);
    outdate(isOne);
  };
  return {
    show: (properties) => pages.show(properties),
    showSummary(objects, summary) {
      const shown = openSummary(api, deps, { objects, summary, onClose: () => summaries.delete(shown) });
      summaries.add(shown);
    },
    changed: (objects) => touchAll({ touched: (space, keys) => touched({ space, keys }) }, objects),
    touched,
  };
}

class OpenPages {
  readonly #api: PageApi;
  readonly #deps: PropertyPagesDeps;
  readonly #open = new Set<Shown>();
  readonly #stale = new Set<Shown>();

  constructor(api: PageApi, deps: PropertyPagesDeps) {
    this.#api = api;
    this.#deps = deps;
  }

  show(properties: ObjectProperties): void {
    const { object } = properties;
    const shown = this.#find(({ connection, space, key }) => {
      return connection.id === object.connection.id && space === object.space && key === object.key;
    });
    const page = propertiesPage(properties, this.#deps);
    if (shown === undefined) this.#add(object, page);
    else {
      update(shown, page);
      shown.page.reveal();
    }
  }

  /** Soon: what is told of one change in several ways is read once. */
  refresh(isOne: (object: ObjectTarget) => boolean): void {
    const found = [...this.#open].filter(({ object }) => isOne(object));
    if (this.#stale.size === 0 && found.length > 0) queueMicrotask(() => this.#readStale());
    for (const shown of found) this.#stale.add(shown);
  }

  /** As an editor goes with its file. Where the other end has a page, that one is read again, and one is enough. */
  follow(from: ObjectTarget, to: ObjectTarget): void {
    // Two connections to one Space have a page each.
    const found = [...this.#open].filter(({ object }) => isSame(object, from));
    if (found.length === 0) return;
    for (const shown of found) {
      if (this.#find((object) => isSame(object, to)) !== undefined) shown.page.dispose();
      else shown.object = to;
    }
    this.refresh((object) => isSame(object, to));
  }

  #find(isOne: (object: ObjectTarget) => boolean): Shown | undefined {
    return [...this.#open].find(({ object }) => isOne(object));
  }

  #add(object: ObjectTarget, { content, copies }: PropertiesPage): void {
    const page = openPage(this.#api, {
      viewType: COMMAND.properties,
      content,
      onSend: (id) => void (id === 'refresh' ? this.#read(shown) : pressed(this.#deps, shown, id)),
      onClose: () => {
        this.#open.delete(shown);
        this.#stale.delete(shown);
      },
    });
    const shown: Shown = { page, object, copies, reads: 0 };
    this.#open.add(shown);
  }

  #readStale(): void {
    const stale = [...this.#stale];
    this.#stale.clear();
    for (const shown of stale) void this.#read(shown);
  }

  #read(shown: Shown): Promise<void> {
    const read = ++shown.reads;
    return this.#deps.run(t('Properties'), async () => {
      const properties = await this.#deps.read(shown.object);
      if (this.#open.has(shown) && read === shown.reads)
        update(shown, propertiesPage(properties, this.#deps));
    });
  }
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

function isSame(a: ObjectTarget, b: ObjectTarget): boolean {
  return a.key === b.key && isSameSpace(a, b);
}
