import assert from 'node:assert/strict';
import { askExpiry, lastExpirySeconds, rememberExpiry } from '../../../src/commands/askExpiry.ts';
import { readPhrase } from '../../../src/core/phrases.ts';
import { FakePrompts, pick, press, run, typeAndPick } from '../../support/fakes/prompts.ts';
import { FakeSettings } from '../../support/fakes/sharing.ts';
import { FakeMemory } from '../../support/fakes/small.ts';

const QUESTION = { title: 'Title', placeholder: 'How long?' };

function setup() {
  const prompts = new FakePrompts();
  const memory = new FakeMemory();
  const clock = { time: Date.parse('2026-11-24T08:00:00Z') };
  const settings = new FakeSettings();
  const moments = { locale: 'en-GB', timeZone: 'Europe/Berlin' };
  return {
    prompts,
    memory,
    clock,
    settings,
    deps: { prompts, memory, settings, now: () => clock.time, moments, phrases: async () => readPhrase },
  };
}

describe('askExpiry', () => {
  it('has the last used first and active, and no preset twice', async () => {
    const { deps, prompts, memory } = setup();
    await rememberExpiry(memory, { seconds: 900 });
    prompts.answer(pick('15 minutes'));
    assert.deepEqual(await askExpiry(deps, QUESTION), { seconds: 900 });
    assert.deepEqual(prompts.last.labels.slice(0, 3), ['15 minutes', '30 seconds', '1 minute']);
    assert.equal(prompts.last.labels.length, 8);
  });

  it('shows the ends in local time, with seconds where the end is near', async () => {
    const { deps, prompts } = setup();
    prompts.answer(pick('1 hour'));
    await askExpiry(deps, QUESTION);
    const descriptions = prompts.last.choices.map(({ description = '' }) => description);
    assert.match(descriptions[0] ?? '', /^until .*10:00 /);
    assert.match(descriptions[1] ?? '', /^until .*0?9:00:30 /);
    assert.match(descriptions.at(-1) ?? '', /1 Dec/);
  });

  it('reads what is typed, and says why it cannot be used', async () => {
    const { deps, prompts } = setup();
    const refused = ['0', '8 days', 'soon', '1.5', '-1h'];
    prompts.answer(...refused.map(typeAndPick), typeAndPick('1.5h'));
    assert.deepEqual(await askExpiry(deps, QUESTION), { seconds: 5_400 });
    assert.equal(prompts.last.said.length, refused.length);
  });

  it('counts from the moment of acceptance: a length is given back, not an end', async () => {
    const { deps, prompts, clock } = setup();
    prompts.answer(
      run(() => {
        clock.time += 3_600_000;
      }),
      pick('30 seconds'),
    );
    assert.deepEqual(await askExpiry(deps, QUESTION), { seconds: 30 });
  });
});

describe('a way out of the question', () => {
  it('is the answer when its button is pressed', async () => {
    const { deps, prompts } = setup();
    prompts.answer(press('options'));
    const answer = await askExpiry(deps, {
      ...QUESTION,
      buttons: [{ id: 'options', icon: 'gear', tooltip: 'Options' }],
      buttonAnswer: (id) => (id === 'options' ? 'options' : undefined),
    });
    assert.equal(answer, 'options');
  });
});

describe('lastExpirySeconds', () => {
  for (const stored of ['3600', 0, -1, 1.5, 604_801, null, {}]) {
    it(`distrusts ${JSON.stringify(stored)}`, async () => {
      const { deps, memory } = setup();
      await memory.set('share.lastExpirySeconds', stored);
      assert.equal(lastExpirySeconds(deps), 3_600);
    });
  }

  it('a fixed end is not remembered: it would be past the next time', async () => {
    const { memory } = setup();
    await rememberExpiry(memory, { at: Date.UTC(2026, 11, 1) });
    assert.equal(memory.values.size, 0);
  });
});
