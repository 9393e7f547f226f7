import assert from 'node:assert/strict';
import { learnMore } from '../../../src/commands/learnMore.ts';
import { Cancelled } from '../../../src/core/errors.ts';
import { HELP_TOPICS, type HelpTopic } from '../../../src/core/help.ts';
import { dismiss, FakePrompts, pick } from '../../support/fakes/prompts.ts';

function setup() {
  const prompts = new FakePrompts();
  const opened: HelpTopic[] = [];
  const openHelp = async (topic: HelpTopic) => void opened.push(topic);
  return { prompts, opened, deps: { prompts, openHelp } };
}

describe('Learn More', () => {
  it('shows the page about a topic without a question', async () => {
    const { deps, prompts, opened } = setup();
    await learnMore(deps, 'clock');
    assert.deepEqual([opened, prompts.asked], [['clock'], []]);
  });

  it('asks which page, each with a line about it', async () => {
    const { deps, prompts, opened } = setup();
    prompts.expect('Learn More', pick('Network, Proxy and Certificates'));
    await learnMore(deps);
    assert.deepEqual(opened, ['network']);
    const choices = prompts.asked[0]?.choices ?? [];
    assert.deepEqual(
      choices.map(({ value }) => value),
      [...HELP_TOPICS],
    );
    for (const { label, description = '' } of choices) assert.match(`${label}\n${description}`, /^.+\n.+$/);
  });

  it('shows nothing when the question is dismissed', async () => {
    const { deps, prompts, opened } = setup();
    prompts.answer(dismiss);
    await assert.rejects(learnMore(deps), Cancelled);
    assert.deepEqual(opened, []);
  });
});
