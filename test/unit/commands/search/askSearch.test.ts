import assert from 'node:assert/strict';
import { askSearch } from '../../../../src/commands/search/askSearch.ts';
import type { SearchPlace } from '../../../../src/commands/search/request.ts';
import type { Connection } from '../../../../src/core/connection.ts';
import { FakeConnectionStore } from '../../../support/fakes/connectionStore.ts';
import { folder, KEYS, LOCAL } from '../../../support/fakes/listing.ts';
import { dismiss, enter, FakePrompts, pick, press, run } from '../../../support/fakes/prompts.ts';

const OTHER: Connection = { ...LOCAL, id: 'bbbbbbbbbb', name: 'Another' };

function setUp(...connections: readonly Connection[]) {
  const prompts = new FakePrompts();
  const store = FakeConnectionStore.with(...connections.map((each) => [each, KEYS] as const));
  const ask = (near: readonly SearchPlace[], before?: string) => askSearch({ prompts, store }, near, before);
  return { prompts, ask };
}

describe('asking what to search', () => {
  it('asks for the words alone, and says where it will look', async () => {
    const { prompts, ask } = setUp(LOCAL);
    prompts.expect('Search in box/a/', enter('sum'));
    assert.deepEqual(await ask([folder('a/')]), { words: 'sum', places: [folder('a/')] });
    prompts.expect('Search in box, Local', enter('sum'));
    await ask([folder(''), { connection: LOCAL }]);
    prompts.expect('Search All Spaces', enter('*.pdf'));
    assert.deepEqual(await ask([]), { words: '*.pdf', places: [] });
  });

  it('refuses no words and too many; blanks are words', async () => {
    const { prompts, ask } = setUp(LOCAL);
    prompts.expect('Search', enter(''), enter('x'.repeat(201)), enter(' '));
    assert.deepEqual((await ask([])).words, ' ');
    assert.deepEqual(prompts.last.said, [
      'Type a part of a name, or a pattern.',
      'Type at most 200 characters.',
    ]);
  });

  it('the words of the search before are there to be changed', async () => {
    const { prompts, ask } = setUp(LOCAL);
    prompts.expect('Search', enter());
    assert.deepEqual((await ask([], 'sum')).words, 'sum');
    assert.equal(prompts.last.value, 'sum');
  });

  it('a button asks for another place, all that the folder is in first, and keeps the words', async () => {
    const { prompts, ask } = setUp(LOCAL, OTHER);
    prompts.expect('Search in box/a/b/', press('elsewhere'));
    prompts.expect(
      'Search',
      run(({ labels }) => assert.deepEqual(labels, ['a/b/', 'a/', 'box', 'Local', 'All Spaces', 'Another'])),
      pick('box'),
    );
    prompts.expect('Search in box', enter());
    assert.deepEqual(await ask([folder('a/b/')], 'sum'), { words: 'sum', places: [folder('')] });
    prompts.expect('Search All Spaces', press('elsewhere')).answer(pick('Another')).answer(enter('x'));
    assert.deepEqual((await ask([])).places, [{ connection: OTHER }]);
    prompts.expect('Search in Another', press('elsewhere')).answer(pick('All Spaces')).answer(enter('x'));
    assert.deepEqual((await ask([{ connection: OTHER }])).places, []);
  });

  it('dismissed, nothing is searched; without a connection it says what is missing', async () => {
    const { prompts, ask } = setUp(LOCAL);
    prompts.answer(dismiss);
    await assert.rejects(ask([]), { name: 'Cancelled' });
    prompts.answer(press('elsewhere'), dismiss);
    await assert.rejects(ask([]), { name: 'Cancelled' });
    await assert.rejects(setUp().ask([]), { code: 'unknownConnection' });
  });
});
