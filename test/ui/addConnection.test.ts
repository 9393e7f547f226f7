// Add Connection… on the long way: back and forth, to a web page and back, over a server that is not one.
import assert from 'node:assert/strict';
import { freePorts } from '../support/scratch.mjs';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import {
  type Answers,
  answerFrom,
  askUpTo,
  expectQuestion,
  type Question,
} from './support/addConnectionQuestions.ts';
import { useSession } from './support/session.ts';
import type { Tree } from './support/tree.ts';
import type { Workbench } from './support/workbench.ts';

describe('Add Connection…', function () {
  this.timeout(60_000);
  const session = useSession();
  let store: MemoryStore;
  let right: Answers;
  let tree: Tree;
  let workbench: Workbench;

  before(async () => {
    store = await startStore({ spaces: ['photos'] });
    right = { endpoint: store.endpoint, ...store.credentials };
    workbench = session().workbench;
    tree = await workbench.view('Spaces');
  });
  after(() => store?.stop());

  const screenshot = (name: string) => workbench.screenshot(`add-${name}`);
  const toggleTheme = () => workbench.run('Preferences: Toggle between Light/Dark Themes');

  it('has a button to where DigitalOcean makes keys, and waits meanwhile', async () => {
    const { quickInput, dialog } = workbench;
    await workbench.run('Spaceport: Add Connection…');
    await expectQuestion(workbench, 'Provider');
    await screenshot('provider');
    await quickInput.pick('DigitalOcean');
    await quickInput.expect('Add Connection (2/6): Region');
    const labels = await quickInput.labels();
    assert.equal(labels.length, 11);
    assert.ok(labels.includes('Frankfurt (FRA1)'));
    await quickInput.toggle('Frankfurt (FRA1)');
    await quickInput.toggle('Sydney (SYD1)');
    await screenshot('regions');
    await quickInput.accept();
    await quickInput.expect('Add Connection (3/6): Access key ID');
    await quickInput.type('DO00TYPED');
    await screenshot('key');
    await quickInput.press('Open the page where access keys are made');
    assert.match(await dialog.text(), /https:\/\/cloud\.digitalocean\.com\/spaces\/access_keys/);
    await dialog.escape();
    await workbench.page.locator('.part.editor').click();
    await expectQuestion(workbench, 'Access key ID');
    assert.equal(await quickInput.value(), 'DO00TYPED');
    await quickInput.back();
    await expectQuestion(workbench, 'Region');
    assert.deepEqual(
      (await quickInput.items()).filter(({ isChecked }) => isChecked).map(({ label }) => label),
      ['Frankfurt (FRA1)', 'Sydney (SYD1)'],
    );
    await quickInput.escape();
  });

  it('keeps all answers on the way back and forth', async () => {
    const { quickInput } = workbench;
    await askUpTo(workbench, 'Secret access key', right);
    const backTo = async (question: Question, value: string) => {
      await quickInput.back();
      await expectQuestion(workbench, question);
      assert.equal(await quickInput.value(), value);
    };
    await backTo('Access key ID', right.accessKeyId);
    await backTo('Addressing', '');
    assert.equal((await quickInput.items()).find(({ isActive }) => isActive)?.label, 'Path (host/bucket)');
    await backTo('Region', 'us-east-1');
    await backTo('Endpoint', right.endpoint);
    await backTo('Provider', '');
    assert.ok(!(await quickInput.buttons()).includes('Back'), 'nothing is before the first question');
    for (const next of ['Endpoint', 'Region', 'Addressing', 'Access key ID', 'Secret access key'] as const) {
      await quickInput.accept();
      await expectQuestion(workbench, next);
    }
    await quickInput.escape();
    assert.deepEqual(await tree.labels(), [], 'a dismissed question leaves nothing');
  });

  const places: readonly {
    readonly name: string;
    readonly endpoint: () => Promise<string>;
    readonly said: RegExp;
  }[] = [
    {
      name: 'a closed port',
      endpoint: async () => `http://127.0.0.1:${(await freePorts(1))[0]}`,
      said: /The server refuses connections\. Check the endpoint and its port: 127\.0\.0\.1:\d+/,
    },
    {
      name: 'a web page',
      endpoint: async () => {
        store.faults.next({ kind: 'html' });
        return store.endpoint;
      },
      said: /does not answer like an S3 store\. Check the endpoint: 127\.0\.0\.1:\d+/,
    },
  ];
  for (const { name, endpoint, said } of places) {
    it(`says what is there instead of a store, and leads back to the endpoint: ${name}`, async () => {
      const { quickInput, dialog } = workbench;
      const answers = { ...right, endpoint: await endpoint() };
      await askUpTo(workbench, 'Secret access key', answers);
      await quickInput.answer(answers.secretAccessKey);
      assert.match(await dialog.text(), said);
      await screenshot(`failed-${name.replace(/\W+/g, '-')}`);
      await dialog.click('Change Endpoint');
      await expectQuestion(workbench, 'Endpoint');
      assert.equal(await quickInput.value(), answers.endpoint);
      await answerFrom(workbench, 'Endpoint', { until: 'Name', answers: right });
      await quickInput.escape();
    });
  }

  it('tries again, and saves anyway', async () => {
    const { quickInput, dialog, notifications } = workbench;
    store.faults.next({ kind: 'status', status: 403, code: 'InvalidAccessKeyId', times: 2 });
    await askUpTo(workbench, 'Secret access key', right);
    await quickInput.answer(right.secretAccessKey);
    await dialog.text();
    await dialog.click('Try Again');
    await dialog.text();
    await dialog.click('Save Anyway');
    await expectQuestion(workbench, 'Name');
    await quickInput.answer('Saved anyway');
    await notifications.expect('Connection added: Saved anyway');
    await tree.expectRow('Saved anyway');
  });

  it('names it by its host, with a number where that is taken; the lock makes it read-only', async () => {
    const { quickInput, notifications } = workbench;
    const host = new URL(right.endpoint).host;
    for (const name of [host, `${host} 2`]) {
      await askUpTo(workbench, 'Name', right);
      assert.equal(await quickInput.value(), name);
      if (name === host) {
        await quickInput.type('Saved anyway');
        await quickInput.expectMessage(/Another connection has this name/);
        await quickInput.type(name);
      }
      await quickInput.press('Read-only: off');
      await quickInput.button('Read-only: on').waitFor();
      await screenshot('name');
      await quickInput.accept();
      await notifications.expect(`Connection added: ${name}`);
      await tree.expectRow(name);
    }
    assert.match((await tree.rows()).find(({ label }) => label === host)?.description ?? '', /read-only/i);
  });

  it('looks right in light, too', async () => {
    await toggleTheme();
    await askUpTo(workbench, 'Name', right);
    await screenshot('name-light');
    await workbench.quickInput.back();
    await expectQuestion(workbench, 'Secret access key');
    await screenshot('secret-light');
    await workbench.quickInput.answer('wrong');
    await workbench.dialog.text();
    await screenshot('failed-light');
    await workbench.dialog.escape();
    await expectQuestion(workbench, 'Secret access key');
    await workbench.quickInput.escape();
    await toggleTheme();
  });
});
