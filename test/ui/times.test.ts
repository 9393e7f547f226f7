// The question of time, typed into as a person does, in both hosts: a length, an end, what may mean two moments, a phrase
// for the parser that is loaded then; and the link that ends when it was shown to.
import assert from 'node:assert/strict';
import { inWebHost } from '../support/editor/server.ts';
import { type MemoryStore, startStore } from '../support/store/memoryStore.ts';
import { type Caller, makeCaller } from './support/caller.ts';
import { openSession, type Session, screenshotFailures } from './support/session.ts';

for (const host of ['desktop', 'web'] as const)
  describe(`the question of time, ${host} host`, function () {
    this.timeout(60_000);
    let store: MemoryStore;
    let session: Session;
    let caller: Caller;

    before(async function () {
      this.timeout(300_000);
      store = await startStore();
      store.put('things', 'report.pdf', 'the final one');
      caller = await makeCaller();
      const settings = host === 'web' ? inWebHost : {};
      session = await openSession({ developmentPath: caller.developmentPath, settings });
      await caller.addConnection(store, 'Main', { spaces: ['things'] });
    });
    screenshotFailures(() => session);
    after(async () => {
      await session?.close();
      await store?.stop();
    });

    const target = { connection: 'Main', space: 'things', key: 'report.pdf' };
    const ask = async () => (await caller.call('copySignedUrl', target)) as { expiresAt: string };
    /** The one item, once it is this one. */
    const only = async (label: RegExp) => {
      const { quickInput } = session.workbench;
      await quickInput.row(label).waitFor();
      const items = await quickInput.items();
      assert.equal(items.length, 1, JSON.stringify(items));
      return items[0]?.description ?? '';
    };

    it('shows the end of a length, and the length up to an end, and says what it can not take', async () => {
      const { workbench } = session;
      const { quickInput } = workbench;
      const answer = ask();
      await quickInput.expect('Signed URL: report.pdf');
      await quickInput.type('1h30');
      assert.match(await only(/^1 hour 30 minutes$/), /^until .*\d:\d\d/);
      await quickInput.type('tomorrow midnight');
      await only(/^It may mean .* or .*: type one of them\.$/);
      await workbench.screenshot(`times-unclear-${host}`);
      await quickInput.input.press('Enter');
      assert.ok(await quickInput.isOpen());
      await quickInput.type('until tomorrow 18:00');
      assert.match(await only(/^until .*(?:18:00|6:00.PM)/), /hour/);
      await workbench.screenshot(`times-until-${host}`);
      await quickInput.accept();
      assert.equal((await answer).expiresAt, atLocal(1, 18).toISOString());
    });

    it('a phrase for the parser that is loaded then, and Enter at once', async () => {
      const { quickInput } = session.workbench;
      const answer = ask();
      await quickInput.expect('Signed URL: report.pdf');
      await quickInput.type('in two days at noon');
      await quickInput.input.press('Enter');
      assert.equal((await answer).expiresAt, atLocal(2, 12).toISOString());
      const link = await session.workbench.expectClipboard(/report\.pdf/);
      assert.equal((await fetch(link)).status, 200);
    });
  });

/** Of this machine, whose zone both hosts have. */
function atLocal(days: number, hour: number): Date {
  const at = new Date();
  at.setDate(at.getDate() + days);
  at.setHours(hour, 0, 0, 0);
  return at;
}
