// Names that strangers choose, in everything that a person sees of them: text, and nothing but text.
import assert from 'node:assert/strict';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import { eventually } from './support/wait.ts';

const LINK = '[x](command:workbench.action.quit) $(trash)';

interface Hostile {
  readonly key: string;
  /** How its row begins. */
  readonly row: RegExp;
  /** In the question's title and the notification. */
  readonly shown: RegExp;
}

const NAMES: Readonly<Record<string, Hostile>> = {
  link: { key: LINK, row: /^\[x\]\u200b\(command/, shown: /\[x\]\u200b\(command\u200b:.*\$\u200b\(trash\)/ },
  bidi: { key: 'bill\u202efdp.exe', row: /^bill⟨U\+202E⟩fdp\.exe$/, shown: /bill⟨U\+202E⟩fdp\.exe/ },
  long: {
    key: `long${'x'.repeat(992)}-end`,
    row: /^longx+…x+-end$/,
    shown: /longx{20,40}…x{20,40}-end|: longx{992}-end/,
  },
  control: { key: 'line\nbreak\tand\u0007', row: /^line␊break␉and␇$/, shown: /line␊break␉and␇/ },
  emoji: { key: '👨‍👩‍👧 🇩🇪.txt', row: /^👨‍👩‍👧 🇩🇪\.txt$/u, shown: /👨‍👩‍👧 🇩🇪\.txt/u },
  html: { key: '<img src=x onerror=alert(1)>', row: /^<\u200bimg src=x/, shown: /<\u200bimg src=x onerror/ },
  trailing: { key: 'trailing ', row: /^trailing␣$/, shown: /trailing/ },
  address: {
    key: 'www.evil.example $(sync~spin)',
    row: /^www\.evil/,
    shown: /www\u200b?\..*\$\u200b\(sync~spin\)/,
  },
};

describe('hostile names', function () {
  this.timeout(60_000);
  let store: MemoryStore;
  let session: Session;
  let caller: Caller;
  let tree: Tree;

  before(async function () {
    this.timeout(300_000);
    store = await startStore();
    for (const { key } of Object.values(NAMES)) store.put('names', key, `the content of ${key}`);
    store.put('names', `folder ${LINK}/${LINK}/../x`, 'dots');
    caller = await makeCaller();
    session = await openSession({ developmentPath: caller.developmentPath });
    await caller.addConnection(store, `C ${LINK}`);
    tree = await session.workbench.view('Spaces');
  });
  screenshotFailures(() => session);
  after(async () => {
    await session?.close();
    await store?.stop();
  });

  const labelOf = async (pattern: RegExp): Promise<string> => {
    let labels: string[] = [];
    const found = () => labels.find((label) => pattern.test(label));
    // A folder's rows may come a moment after it is open.
    await eventually(async () => {
      labels = await tree.labels();
      return found() !== undefined;
    }).catch(() => undefined);
    return found() ?? assert.fail(`${pattern} in ${labels.join(' | ')}`);
  };
  /** Nothing that the editor made of a name: no link, no icon, no element, no raw control or bidi character. */
  const expectText = async (selector: string) => {
    const { page } = session.workbench;
    const made = page
      .locator(selector)
      .locator('a[href], a[data-href], img, .codicon-trash, .codicon-sync, .codicon-modifier-spin');
    assert.equal(await made.count(), 0, `${selector} has only text`);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
    const raw = /[\u0000-\u0008\u202a-\u202e\u2066-\u2069]/;
    for (const text of await page.locator(selector).allTextContents()) assert.doesNotMatch(text, raw);
  };

  it('connection and folder rows', async () => {
    await tree.expand(await labelOf(/^C \[x\]\u200b\(command/));
    await tree.expand('names');
    await labelOf(/^folder \[x\]/);
    await expectText('.pane .monaco-list-row');
    await session.workbench.screenshot('hostile-tree');
  });

  for (const [what, { key, row, shown }] of Object.entries(NAMES)) {
    it(`${what}: row, tooltip, question and notification`, async () => {
      const { workbench } = session;
      const { quickInput, notifications } = workbench;
      const label = await labelOf(row);
      assert.match(await tree.tooltip(label), shown);
      await expectText('.monaco-hover:visible');
      if (what === 'link') await workbench.screenshot('hostile-tooltip');
      await workbench.page.mouse.move(640, 700);

      await tree.pickFromMenu(label, 'Copy Signed URL…');
      await quickInput.expect(/Signed URL:/);
      assert.match(await quickInput.title(), shown);
      await expectText('.quick-input-titlebar');
      if (what === 'link') await workbench.screenshot('hostile-question');
      await quickInput.pick('30 seconds');
      assert.match(await notifications.expect('Signed URL copied'), shown);
      await expectText('.notification-list-item-message');
      await workbench.screenshot(`hostile-${what}-notification`);
      await notifications.clear();
      const url = await workbench.expectClipboard(/^http/);
      assert.equal(await (await fetch(url)).text(), `the content of ${key}`);
    });
  }

  it('errors: a link that is refused, an upload that is refused, a place that is not there', async () => {
    const { workbench } = session;
    const { quickInput, notifications } = workbench;
    await tree.pickFromMenu('trailing␣', 'Copy Upload Command…');
    await notifications.expect(/Copy Upload Command: .*white space/);
    const [connection] = await tree.labels();
    assert.ok(connection);
    const place = { connection: `C ${LINK}`, space: 'names' };
    for (const [command, args] of [
      ['copySignedUrl', { key: `${LINK}/../x`, expiresIn: 5 }],
      ['copyKey', { keys: [LINK], prefix: LINK }],
      ['goTo', { key: `${LINK} nowhere` }],
    ] as const) {
      await assert.rejects(caller.call(command, { ...place, ...args }), (error: Error) => {
        assert.doesNotMatch(error.message, /\]\(|\$\(/);
        return true;
      });
    }
    for (const address of [`s3://names/${LINK} nowhere`, `s3://no${LINK}/x`]) {
      await workbench.run('Spaceport: Go to Object…');
      await quickInput.answer(address);
    }
    await notifications.expect(/There is no object or folder with this key in names/);
    await notifications.expect(/no.?\[x\]/);
    await expectText('.notification-list-item-message');
    await workbench.screenshot('hostile-errors');
    await notifications.clear();
  });

  it('a dot-segment key from its row: the refusal names it as text', async () => {
    const { workbench } = session;
    await tree.expand(await labelOf(/^folder \[x\]/));
    const inner = (await tree.labels()).filter((label) => label.startsWith('[x]')).at(0) ?? '';
    await tree.expand(inner);
    await tree.expand('..');
    await tree.pickFromMenu('x', 'Copy Signed URL…');
    await workbench.notifications.expect(/".." part, so it would fail/);
    await expectText('.notification-list-item-message');
    await workbench.screenshot('hostile-dots');
    await workbench.notifications.clear();
  });

  it('the question before a connection is removed', async () => {
    const { workbench } = session;
    await tree.scrollToTop();
    await tree.pickFromMenu(await labelOf(/^C \[x\]/), 'Remove Connection');
    assert.match(await workbench.dialog.text(), /C \[x\]\u200b\(command/);
    await expectText('.monaco-dialog-box .dialog-message-row');
    await workbench.screenshot('hostile-dialog');
    await workbench.dialog.escape();
  });

  it('no notification ever had a link', () => {
    const { seen } = session.workbench.notifications;
    assert.ok(seen.length > Object.keys(NAMES).length);
    assert.deepEqual(
      seen.filter(({ links }) => links.length > 0),
      [],
    );
  });
});
