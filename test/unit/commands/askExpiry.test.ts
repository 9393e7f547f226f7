import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { askExpiry, lastExpirySeconds, rememberExpiry } from '../../../src/commands/askExpiry.ts';
import { type Expiry, MAX_EXPIRY_SECONDS, secondsFrom, signedEnd } from '../../../src/core/expiry.ts';
import { formatMoment } from '../../../src/core/moments.ts';
import { readPhrase } from '../../../src/core/phrases.ts';
import type { Choice, PickQuestion, QuestionFrame } from '../../../src/core/ports.ts';
import { dismiss, FakePrompts, pick, press, run, typeAndPick } from '../../support/fakes/prompts.ts';
import { FakeSettings } from '../../support/fakes/sharing.ts';
import { FakeMemory } from '../../support/fakes/small.ts';

const QUESTION = { title: 'Title', placeholder: 'How long?' };

function setup(timeZone = 'Europe/Berlin') {
  const prompts = new FakePrompts();
  const memory = new FakeMemory();
  const clock = { time: Date.parse('2026-11-24T08:00:00Z') };
  const settings = new FakeSettings();
  const moments = { locale: 'en-GB', timeZone };
  const loads = { count: 0 };
  const phrases = async () => {
    loads.count += 1;
    return readPhrase;
  };
  const deps = { prompts, memory, settings, now: () => clock.time, moments, phrases };
  return { prompts, memory, clock, settings, loads, moments, deps };
}

const asked = (frame: QuestionFrame) => frame as PickQuestion<Expiry>;

/** What the list holds while this is typed, once what it needs is loaded. */
async function shownFor(frame: QuestionFrame, text: string): Promise<Choice<Expiry> | undefined> {
  const typed = asked(frame).typed;
  return new Promise((resolve) => {
    const [first] = typed?.(text, () => resolve(typed(text, () => undefined)[0])) ?? [];
    if (!first?.isPending) resolve(first);
  });
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

  it('shows no seconds of a length of hours, whatever the clock shows', async () => {
    const { deps, prompts, clock } = setup();
    clock.time += 37_000;
    prompts.answer(pick('1 hour'));
    await askExpiry(deps, QUESTION);
    const [hour = '', half = ''] = prompts.last.choices.map(({ description }) => description);
    assert.doesNotMatch(hour, /:37/);
    assert.match(half, /9:01:07/);
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

describe('what is typed', () => {
  it('may be an end: shown in local time, with the length beside it', async () => {
    const { deps, prompts } = setup();
    prompts.answer(
      run(async ({ frame }) => {
        const end = await shownFor(frame, 'until Friday 18:00');
        assert.equal(end?.label, 'until Fri 27 Nov, 18:00 CET');
        assert.equal(end?.description, '3 days 9 hours');
        const near = await shownFor(frame, '9:10');
        assert.deepEqual([near?.label, near?.description], ['until Tue 24 Nov, 9:10:00 CET', '10 minutes']);
      }),
      typeAndPick('until Friday 18:00'),
    );
    const expiry = await askExpiry(deps, QUESTION);
    assert.deepEqual(expiry, { at: Date.parse('2026-11-27T18:00+01:00') });
  });

  it('is read by a parser that is loaded when our grammar does not know it, once, and Enter waits for it', async () => {
    const { deps, prompts, loads } = setup();
    prompts.answer(typeAndPick('sometime'), typeAndPick('in two days at noon'));
    assert.deepEqual(await askExpiry(deps, QUESTION), { at: Date.parse('2026-11-26T12:00+01:00') });
    assert.equal(loads.count, 1);
  });

  it('is read by our own grammar alone where the parser is missing', async () => {
    const { deps, prompts } = setup();
    const broken = { ...deps, phrases: () => Promise.reject(new Error('no such file')) };
    prompts.answer(typeAndPick('in two days at noon'), typeAndPick('tomorrow noon'));
    assert.deepEqual(await askExpiry(broken, QUESTION), { at: Date.parse('2026-11-25T12:00+01:00') });
    assert.match(prompts.last.said[0] ?? '', /^Not understood/);
  });

  it('is an end that passes while the question is open: said, and not taken', async () => {
    const { deps, prompts, clock } = setup();
    prompts.answer(
      run(() => {
        clock.time = Date.parse('2026-11-24T18:00:00+01:00');
      }),
      typeAndPick('2026-11-24 18:00'),
      typeAndPick('18:00'),
    );
    assert.deepEqual(await askExpiry(deps, QUESTION), { at: Date.parse('2026-11-25T18:00+01:00') });
    assert.match(prompts.last.said[0] ?? '', /has passed/);
  });
});

describe('what is shown', () => {
  const texts = fc.oneof(
    fc.integer({ min: 1, max: MAX_EXPIRY_SECONDS }).map((seconds) => `${seconds}`),
    fc.constantFrom('1h30', '2 days', 'tomorrow noon', 'until Friday 18:00', '6pm', 'end of day', 'midnight'),
    fc
      .record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) })
      .map(({ hour, minute }) => `${hour}:${String(minute).padStart(2, '0')}`),
    fc.constant('in two days at noon'),
  );
  const now = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });

  for (const timeZone of ['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata']) {
    it(`is what is signed, to the second (${timeZone})`, async () => {
      await fc.assert(
        fc.asyncProperty(texts, now, async (text, time) => {
          const { deps, prompts, clock, moments } = setup(timeZone);
          clock.time = time;
          let shown: Choice<Expiry> | undefined;
          const look = run(async ({ frame }) => {
            shown = await shownFor(frame, text);
          });
          prompts.answer(look, typeAndPick(text), dismiss);
          const expiry = await askExpiry(deps, QUESTION).catch(() => undefined);
          // A time that clocks do not show that day, or twice.
          if (expiry === undefined) return assert.match(shown?.label ?? '', /no .* on that day|may mean/);
          const signed = signedEnd(new Date(time), secondsFrom(expiry, time));
          const end = 'at' in expiry ? shown?.label : shown?.description;
          const seconds = /\d:\d\d:\d\d/.test(end ?? '');
          assert.equal(end, `until ${formatMoment(signed, moments, { seconds })}`);
          // Without its seconds an end that was said has none.
          if ('at' in expiry && !seconds) assert.equal(signed.getTime() % 60_000, 0);
        }),
        { numRuns: 40 },
      );
    });
  }
});

describe('the default of the settings', () => {
  it('is first and active, before the last used', async () => {
    const { deps, prompts, settings, memory } = setup();
    await rememberExpiry(memory, { seconds: 900 });
    await settings.set('share.defaultExpiry', '2 days');
    prompts.answer(pick('2 days'));
    assert.deepEqual(await askExpiry(deps, QUESTION), { seconds: 172_800 });
    assert.deepEqual(prompts.last.labels.slice(0, 3), ['2 days', '15 minutes', '30 seconds']);
    assert.deepEqual(asked(prompts.last.frame).active, { seconds: 172_800 });
  });

  it('that can not be used is said, and is in nobody’s way', async () => {
    const { deps, prompts, settings } = setup();
    for (const [text, why] of [
      ['8 days', /lasts 7 days/],
      ['tomorrow', /Not a length/],
      ['0', /above zero/],
    ] as const) {
      await settings.set('share.defaultExpiry', text);
      prompts.answer(pick('1 hour'));
      assert.deepEqual(await askExpiry(deps, QUESTION), { seconds: 3_600 });
      const problem = prompts.last.choices.at(-1);
      assert.match(problem?.label ?? '', /^Setting spaceport\.share\.defaultExpiry: /);
      assert.match(problem?.label ?? '', why);
      assert.equal(problem?.value, undefined);
    }
  });

  it('stands for the last one used while there is none', async () => {
    const { deps, settings, memory } = setup();
    await settings.set('share.defaultExpiry', '2h');
    assert.equal(lastExpirySeconds(deps), 7_200);
    await rememberExpiry(memory, { seconds: 60 });
    assert.equal(lastExpirySeconds(deps), 60);
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
