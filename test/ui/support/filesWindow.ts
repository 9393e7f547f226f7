// A window whose workspace is a folder of the disk beside Spaces of one store: what the editor's own explorer and editors do.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '../../support/scratch.mjs';
import { type MemoryStore, startStore } from '../../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './caller.ts';
import { openSession, type Session, screenshotFailures } from './session.ts';
import { expectStoredIn, storedIn } from './stored.ts';
import { Tree } from './tree.ts';
import { eventually, plainSpaces } from './wait.ts';
import { Workbench } from './workbench.ts';

/** A window with folders asks for much at once. */
export const SLOW = 60_000;

export class FilesWindow {
  readonly store: MemoryStore;
  readonly session: Session;
  readonly caller: Caller;
  readonly workbench: Workbench;
  /** The folder of the disk, `project` in the explorer. */
  readonly project: string;
  /** The connection's: `spaceport://ID/SPACE/KEY`. */
  readonly id: string;

  constructor(parts: Pick<FilesWindow, 'store' | 'session' | 'caller' | 'workbench' | 'project' | 'id'>) {
    ({
      store: this.store,
      session: this.session,
      caller: this.caller,
      workbench: this.workbench,
      project: this.project,
      id: this.id,
    } = parts);
  }

  get page(): Workbench['page'] {
    return this.workbench.page;
  }

  /** The file explorer. */
  get files(): Tree {
    return new Tree(this.page, '(Workspace)');
  }

  /** Opens a row of the explorer, which opens and closes some by itself while it is still drawing. */
  async expandTo(label: string, child: string): Promise<void> {
    const { files } = this;
    await eventually(async () => {
      const row = files.row(label);
      if ((await row.getAttribute('aria-expanded')) !== 'true')
        await row.locator('.monaco-tl-twistie').click({ timeout: 2_000 });
      return (await files.labels()).includes(child);
    }, SLOW);
  }

  stored(key: string, space?: string): string | undefined {
    return storedIn(this.store, key, space);
  }

  expectStored(key: string, text: string | undefined, space?: string): Promise<void> {
    return expectStoredIn(this.store, key, text, space);
  }

  onDisk(name: string): Promise<string | undefined> {
    return readFile(join(this.project, name), 'utf8').catch(() => undefined);
  }

  /** What is written in the editors in sight, one a line. */
  async text(): Promise<string> {
    const lines = this.page.locator('.editor-instance .view-lines');
    return plainSpaces((await lines.allInnerTexts()).join('\n')).trim();
  }

  async expectText(wanted: string): Promise<void> {
    let last = '';
    await eventually(async () => {
      last = await this.text();
      return last === wanted;
    }, 20_000).catch(() => {
      throw new Error(`The editor shows ${JSON.stringify(last)}, and not ${JSON.stringify(wanted)}`);
    });
  }

  /** What tabs are called, those of changed documents with a star. */
  async tabs(): Promise<readonly string[]> {
    const all = await this.page.locator('.tabs-container .tab').evaluateAll((tabs) =>
      tabs.map((tab) => {
        const name = tab.querySelector('.monaco-icon-label-container')?.textContent ?? '';
        return tab.classList.contains('dirty') ? `${name}*` : name;
      }),
    );
    return all.map(plainSpaces);
  }

  async expectTabs(...wanted: readonly string[]): Promise<void> {
    let last: readonly string[] = [];
    await eventually(async () => {
      last = await this.tabs();
      return JSON.stringify(last) === JSON.stringify(wanted);
    }, 20_000).catch(() => {
      throw new Error(`The tabs are ${JSON.stringify(last)}`);
    });
  }

  /** Opens an object or, as `file:`, something of the disk from the explorer, and goes into its editor. */
  async edit(label: string, was: string): Promise<void> {
    await this.files.row(label).dblclick();
    await this.expectText(was);
    await this.intoEditor();
  }

  async intoEditor(): Promise<void> {
    await eventually(() =>
      this.page.locator('.part.editor').evaluate((part) => part.contains(document.activeElement)),
    );
  }

  /** Puts a text in the place of all that the editor with the focus holds. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
  }

  /** Answers the editor's Save As, until it asks this, or nothing. */
  async saveAs(path: string, question?: string): Promise<void> {
    const { quickInput } = this.workbench;
    const titles = () => quickInput.box.locator('.quick-input-title').allInnerTexts();
    await this.page.keyboard.press('Control+Shift+S');
    await quickInput.expect('Save As');
    await eventually(async () => (await quickInput.value()).startsWith('/'));
    // The list of the folder comes late, and takes the place of what is typed.
    await eventually(async () => {
      const [title] = await titles();
      if (question === undefined ? title === undefined : title === question) return true;
      if (title !== 'Save As') return false;
      await quickInput.type(path);
      await quickInput.items();
      if ((await quickInput.value()) !== path) return false;
      await this.page.keyboard.press('Enter');
      // It looks at what is there before it closes or asks.
      await eventually(async () => (await titles())[0] !== 'Save As', 5_000).catch(() => undefined);
      return false;
    }, 30_000);
  }

  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
  }

  /** How often the content of this object was asked for. */
  reads(key: string): number {
    return this.store.requests().filter((each) => each.method === 'GET' && each.key === key).length;
  }

  /** Into the box that the explorer shows in place of a name. */
  async enterName(name: string): Promise<void> {
    const input = this.page.locator('.explorer-viewlet .monaco-inputbox input');
    await input.fill(name);
    await input.press('Enter');
  }

  /** What is changed is given up. */
  async closeAll(): Promise<void> {
    if ((await this.tabs()).some((tab) => tab.endsWith('*'))) await this.workbench.run('File: Revert File');
    await this.workbench.run('View: Close All Editors');
    await this.expectTabs();
  }
}

/**
 * A window for the tests of one `describe`: its workspace has the folder `project` of the disk, and the Spaces `things` and
 * `others` of the connection `Main`.
 * @param firstKey of `things`, which is open in the explorer
 * @returns a function that gives it, for use inside tests and hooks
 */
export function useFilesWindow(
  firstKey: string,
  fill: (store: MemoryStore) => void,
  onDisk: Readonly<Record<string, string>> = {},
): () => FilesWindow {
  let store: MemoryStore | undefined;
  let session: Session | undefined;
  let opened: FilesWindow | undefined;
  before(async function () {
    this.timeout(300_000);
    const project = join(scratchFolder('files'), 'project');
    await mkdir(project, { recursive: true });
    for (const [name, text] of Object.entries(onDisk)) await writeFile(join(project, name), text);
    store = await startStore({ spaces: ['things', 'others'] });
    fill(store);
    const caller = await makeCaller();
    session = await openSession({
      developmentPath: caller.developmentPath,
      settings: { 'explorer.compactFolders': false },
    });
    const id = await caller.addConnection(store, 'Main');
    const workspace = join(project, '..', 'both.code-workspace');
    const space = (name: string) => ({ uri: `spaceport://${id}/${name}`, name: `${name} (Main)` });
    const folders = [{ path: 'project' }, space('things'), space('others')];
    await writeFile(workspace, JSON.stringify({ folders }));
    const workbench = new Workbench(await session.browser.context.newPage());
    const location = `vscode-remote://${session.server.authority}${caller.developmentPath}`;
    const payload = encodeURIComponent(JSON.stringify([['extensionDevelopmentPath', location]]));
    await caller.reloading();
    await workbench.open(`${session.server.url}/?workspace=${workspace}&payload=${payload}`);
    opened = new FilesWindow({ store, session, caller, workbench, project, id });
    const { files } = opened;
    await workbench.page.keyboard.press('Control+Shift+E');
    // On a busy machine the editor may take a workspace file for empty that it reads before its server is there.
    await files.expectFolder('others (Main)', () => workbench.reload());
    await opened.expandTo('things (Main)', firstKey);
    // Not sooner: a page that goes takes along what it has not written yet.
    await session.workbench.page.close();
  });
  screenshotFailures(() => session && { workbench: opened?.workbench ?? session.workbench });
  after(async () => {
    await session?.close();
    await store?.stop();
  });
  return () => {
    if (opened) return opened;
    throw new Error('The window is open inside tests only.');
  };
}
