import assert from 'node:assert/strict';
import { clearEndedShares, forgetShares } from '../../../src/commands/sharesForget.ts';
import { revealShare } from '../../../src/commands/sharesReveal.ts';
import { filterShares, rememberedSharesOrder, sortShares } from '../../../src/commands/sharesShown.ts';
import { SpacesError } from '../../../src/core/errors.ts';
import type { Share } from '../../../src/core/ledger.ts';
import { createShareClock } from '../../../src/core/ledgerTimes.ts';
import { LedgerView } from '../../../src/core/ledgerView.ts';
import type { ObjectTarget, PrefixTarget } from '../../../src/core/target.ts';
import { dismiss, enter, pick } from '../../support/fakes/prompts.ts';
import { shareOf } from '../core/shareOf.ts';
import { shareSetup } from './shareSetup.ts';

const active = shareOf({ id: 'active0000' });
const later = shareOf({ id: 'later00000', expiresAt: '2026-11-24T10:30:00.000Z' });
const ended = shareOf({ id: 'ended00000', expiresAt: '2026-11-24T07:59:59.000Z' });

function setup(shares: readonly Share[] = [active, later, ended]) {
  const all = shareSetup();
  all.ledger.shares = [...shares];
  const shareClock = createShareClock({ ...all.deps, connections: all.store });
  return { ...all, deps: { ...all.deps, shareClock } };
}

describe('Forget', () => {
  it('takes shares off the list, says that they go on working, and takes it back', async () => {
    const { deps, ledger, notices } = setup();
    assert.equal(await forgetShares(deps, [active, later, ended], { named: false }), 3);
    assert.deepEqual(await ledger.list(), []);
    assert.match(
      notices.last.message,
      /^Only forgotten here \(2\)\. What was handed out goes on working until .*11:30/,
    );
    await notices.press('Undo');
    const { id: _, ...rest } = active;
    const [back, other] = await ledger.list();
    assert.ok(back && other);
    assert.deepEqual({ ...rest, id: back.id }, back);
  });

  it('says nothing to a program, nor of what has ended', async () => {
    const { deps, notices } = setup();
    await forgetShares(deps, [active], { named: true });
    await forgetShares(deps, [ended], { named: false });
    assert.deepEqual(notices.messages, []);
  });
});

describe('Clear Ended', () => {
  it('takes off what has ended by the clock of its server, and no other', async () => {
    const { deps, fakes, ledger } = setup();
    assert.equal(await clearEndedShares(deps), 1);
    assert.deepEqual(
      (await ledger.list()).map(({ id }) => id),
      ['active0000', 'later00000'],
    );
    assert.equal(await clearEndedShares(deps), 0);
    fakes.offset = 61 * 60_000;
    assert.equal(await clearEndedShares(deps), 1);
    assert.deepEqual(
      (await ledger.list()).map(({ id }) => id),
      ['later00000'],
    );
  });
});

describe('Reveal in Spaces', () => {
  const revealing = (there: (place: string) => boolean) => {
    const { deps } = setup();
    const tried: string[] = [];
    const reveal = async (target: ObjectTarget | PrefixTarget) => {
      const place = 'key' in target ? target.key : `prefix ${target.prefix}`;
      tried.push(place);
      if (!there(place)) throw new SpacesError('noSuchObject', 'none');
    };
    return { tried, run: (share: Share) => revealShare({ store: deps.store, reveal }, share) };
  };

  it('shows the object, or the first of several', async () => {
    const { tried, run } = revealing(() => true);
    await run(active);
    await run(shareOf({ what: { keys: ['a', 'b'], count: 2 } }));
    await run(shareOf({ what: { prefix: 'dir/' } }));
    assert.deepEqual(tried, ['reports/2026/summary.pdf', 'a', 'prefix dir/']);
  });

  it('an object that is gone is an error for a link', async () => {
    const { tried, run } = revealing(() => false);
    await assert.rejects(run(active), { code: 'noSuchObject' });
    assert.equal(tried.length, 1);
  });

  it('an upload that nobody has made yet leads to its folder, or the Space', async () => {
    const { tried, run } = revealing((place) => place === 'prefix ');
    await run(shareOf({ kind: 'form' }));
    await run(shareOf({ kind: 'put', what: { prefix: 'in/box/' } }));
    assert.deepEqual(tried, [
      'reports/2026/summary.pdf',
      'prefix reports/2026/',
      'prefix ',
      'prefix in/box/',
      'prefix in/',
      'prefix ',
    ]);
  });

  it('a connection that is gone is said', async () => {
    const { run } = revealing(() => true);
    await assert.rejects(run(shareOf({ connection: 'zzzzzzzzzz' })), { code: 'unknownConnection' });
  });
});

describe('Filter and Sort', () => {
  it('asks for a text, from the last one on; nothing shows all', async () => {
    const { deps, prompts } = setup();
    const shown = new LedgerView('ends');
    prompts.answer(enter(' Inbox '), enter(''), dismiss);
    await filterShares({ ...deps, shown });
    assert.equal(shown.filter, 'Inbox');
    await filterShares({ ...deps, shown });
    assert.equal(prompts.last.value, 'Inbox');
    assert.equal(shown.filter, '');
    await assert.rejects(filterShares({ ...deps, shown }), { name: 'Cancelled' });
  });

  it('remembers the order', async () => {
    const { deps, prompts, memory } = setup();
    const shown = new LedgerView(rememberedSharesOrder(memory));
    assert.equal(shown.order, 'ends');
    prompts.answer(pick('Name'));
    await sortShares({ ...deps, shown });
    assert.equal(shown.order, 'name');
    assert.equal(rememberedSharesOrder(memory), 'name');
    await memory.set('shares.sort', 'size');
    assert.equal(rememberedSharesOrder(memory), 'ends');
  });
});
