// The main path in other languages, from the welcome view to a link, with errors on the way. In a made-up language
// nothing may read as English; in real ones no English text of ours may be left.
import assert from 'node:assert/strict';
import { formatDuration } from '../../src/core/moments.ts';
import { NEWEST, OLDEST } from '../support/editor/install.mjs';
import { inWebHost } from '../support/editor/server.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { PSEUDO, type Spoken, spokenIn } from './support/language.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';
import { englishIn, shownTexts, unbracketedIn } from './support/shownTexts.ts';
import type { Tree } from './support/tree.ts';
import { plainSpaces } from './support/wait.ts';
import type { Workbench } from './support/workbench.ts';

/** Whose words are looked at in pictures too. */
const LOOKED_AT = [PSEUDO, 'ja', 'de'];

const CONNECTION = 'Main';
const SPACE = 'photos';
const OBJECT = 'cat.jpg';
const DATA = [CONNECTION, SPACE, OBJECT, 'more'];

async function useStore(): Promise<MemoryStore> {
  const store = await startStore();
  store.put(SPACE, OBJECT, 'meow');
  store.put(SPACE, 'more/dog.jpg', 'woof');
  return store;
}

/** Goes from the welcome view through all questions to a connection. */
async function addConnection(
  { quickInput }: Workbench,
  tree: Tree,
  {
    spoken,
    store,
    atEach,
  }: { spoken: Spoken; store: MemoryStore; atEach: (question: string) => Promise<void> },
): Promise<void> {
  const { text, manifest } = spoken;
  await tree.clickWelcomeButton(manifest('command.addConnection'));
  const { endpoint, credentials } = store;
  const answers = [
    ['Provider', () => quickInput.pick(text('Other S3-compatible'))],
    ['Endpoint', () => quickInput.answer(endpoint)],
    ['Region', () => quickInput.answer('us-east-1')],
    ['Addressing', () => quickInput.pick(text('Path (host/bucket)'))],
    ['Access key ID', () => quickInput.answer(credentials.accessKeyId)],
    ['Secret access key', () => quickInput.answer(credentials.secretAccessKey)],
    ['Name', () => quickInput.answer(CONNECTION)],
  ] as const;
  for (const [question, answer] of answers) {
    const number = String(answers.findIndex(([each]) => each === question) + 1);
    const title = text('{0} ({1}/{2}): {3}', text('Add Connection'), number, '\u0000', text(question));
    await quickInput.expect(
      new RegExp(title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace('\u0000', '\\d')),
    );
    await atEach(question);
    await answer();
  }
}

for (const locale of LOOKED_AT) {
  describe(`in ${locale}`, function () {
    this.timeout(60_000);
    const spoken = spokenIn(locale);
    const { text, manifest } = spoken;
    let store: MemoryStore;
    let session: Session;
    let workbench: Workbench;
    let tree: Tree;

    before(async function () {
      this.timeout(300_000);
      store = await useStore();
      session = await openSession({ locale });
      workbench = session.workbench;
      tree = await workbench.view(manifest('view.explorer'));
    });
    screenshotFailures(() => session);
    after(async () => {
      await session?.close();
      await store?.stop();
    });

    /** Texts that should be in another language, with the picture that they are in. */
    const wrong: string[] = [];
    const look = async (name: string) => {
      await workbench.screenshot(`language-${locale}-${name}`);
      const shown = await shownTexts(workbench.page);
      assert.ok(shown.length > 0);
      const found = locale === PSEUDO ? unbracketedIn(shown, DATA) : englishIn(shown, spoken);
      wrong.push(...found.map((line) => `${name}: ${line}`));
    };

    it('welcomes, and asks for a connection', async () => {
      await tree.expectWelcome(
        new RegExp(manifest('welcome.noConnection').split('\n')[0]?.slice(0, 20) ?? ''),
      );
      await look('welcome');
      await addConnection(workbench, tree, { spoken, store, atEach: (question) => look(`add-${question}`) });
      await workbench.notifications.expect(text('Connection added: {0}', CONNECTION));
      await look('added');
      await workbench.notifications.clear();
    });

    it('shows sizes and ages, a tooltip and a menu', async () => {
      await tree.expand(CONNECTION);
      await tree.expand(SPACE);
      await tree.expectRow(OBJECT);
      await tree.tooltip(OBJECT);
      await look('tooltip');
      const menu = await tree.menuOf(OBJECT);
      assert.ok((await menu.entries()).includes(manifest('command.copySignedUrl')));
      await look('menu');
      await menu.escape();
    });

    it('asks how long, and takes an answer in its own words', async () => {
      const { quickInput, notifications } = workbench;
      await tree.pickFromMenu(OBJECT, manifest('command.copySignedUrl'));
      await quickInput.expect(text('Signed URL: {0}', OBJECT));
      await look('how-long');
      await quickInput.type('?');
      await look('how-long-wrong');
      const twoDays = formatDuration(172_800, locale);
      await quickInput.answer(twoDays);
      await workbench.expectClipboard(/X-Amz-Expires=172800/);
      const copied = text('Signed URL copied, works until {0}: {1}', '\u0000', OBJECT).split('\u0000');
      await notifications.expect(copied[0] ?? '');
      await look('copied');
      await notifications.clear();
    });

    it('says what went wrong, and asks before it removes', async () => {
      store.faults.next({ kind: 'html' });
      await tree.pickFromMenu(SPACE, manifest('command.refresh'));
      await tree.expectRow(
        text(
          'The server does not answer like an S3 store. Check the endpoint: {0}',
          new URL(store.endpoint).host,
        ),
      );
      await look('error');
      await tree.pickFromMenu(CONNECTION, manifest('command.removeConnection'));
      assert.match(await workbench.dialog.text(), new RegExp(CONNECTION));
      await look('remove');
      await workbench.dialog.escape();
    });

    it('asks which editor in the browser, tells of the rule, and offers pages of help', async () => {
      const { quickInput, dialog, notifications } = workbench;
      await tree.pickFromMenu(SPACE, manifest('command.allowBrowser'));
      await quickInput.expect(text('Allow This Editor in the Browser: {0}', SPACE));
      await look('allow');
      await quickInput.pick(text('vscode.dev and github.dev'));
      assert.ok((await dialog.text()).includes(SPACE));
      await look('allow-question');
      await dialog.escape();
      await notifications.clear();
      await tree.pickFromMenu(SPACE, manifest('command.copyCorsRule'));
      await quickInput.pick(text('XML'));
      await workbench.expectClipboard(/CORSConfiguration/);
      await look('rule-copied');
      await notifications.clear();
      await workbench.run(`Spaceport: ${manifest('command.learnMore')}`);
      await quickInput.expect(text('Learn More'));
      await look('help');
      await quickInput.escape();
    });

    it('walks through', async () => {
      await workbench.page.setViewportSize({ width: 1500, height: 860 });
      await workbench.run('Welcome: Open Walkthrough...');
      await workbench.quickInput.pick(manifest('walkthrough.title'));
      const steps = workbench.page.locator('.getting-started-step .step-title');
      await steps.first().waitFor();
      const titles = ['connect', 'share', 'upload', 'end'].map((step) =>
        manifest(`walkthrough.${step}.title`),
      );
      assert.deepEqual((await steps.allInnerTexts()).map(plainSpaces), titles);
      await look('walkthrough');
    });

    it('says nothing of all this in English', () => assert.deepEqual(wrong, []));
  });
}

/** Both kinds of text in each other host and version: what the manifest says, and what the code does. */
const ELSEWHERE = [
  [OLDEST, 'Node'],
  [OLDEST, 'web-worker'],
  [NEWEST, 'web-worker'],
] as const;
for (const [version, host] of ELSEWHERE) {
  it(`speaks the editor's language: ${version}, ${host} host`, async function () {
    this.timeout(300_000);
    const { text, manifest } = spokenIn(PSEUDO);
    const settings = host === 'Node' ? {} : inWebHost;
    const session = await openSession({ version, settings, locale: PSEUDO });
    try {
      const tree = await session.workbench.view(manifest('view.explorer'));
      await tree.clickWelcomeButton(manifest('command.addConnection'));
      await session.workbench.quickInput.expect(new RegExp(text('Add Connection')));
      // Said on the web-worker host alone.
      const inBrowser = manifest('welcome.browser').slice(0, 20);
      assert.equal((await tree.welcome()).includes(inBrowser), host === 'web-worker');
    } finally {
      await session.close();
    }
  });
}
