// Search by its arguments, in a real extension host.
import assert from 'node:assert/strict';
import { add, refusal, run } from '../support/contract.ts';
import { addSpace, failNext, put } from '../support/store.ts';

const name = 'Contract search';
const spaces = ['search-one', 'search-two', 'search-empty'] as const;
const [one, two, empty] = spaces;

describe('Search', () => {
  const search = (args: object) => run('search', { connection: name, ...args });

  before(async () => {
    const many = Array.from({ length: 2500 }, (_, index) => `many/${String(index).padStart(4, '0')}.log`);
    await put({ space: one, keys: [...many, 'reports/2026/summary.pdf', 'reports/Summary', 'a//b', '../x'] });
    await put({ space: two, keys: ['summary/inside.txt', 'caf\u0065\u0301'] });
    await addSpace(empty);
    await add(name, { spaces });
  });
  after(() => run('removeConnection', { connection: name, confirmed: true }));

  it('counts names by a part, in any case unless a capital is typed, in a folder, a Space, a connection', async () => {
    assert.equal(await search({ words: 'summary' }), 3);
    assert.equal(await search({ space: one, words: 'summary' }), 2);
    assert.equal(await search({ space: one, words: 'Summary' }), 1);
    assert.equal(await search({ space: one, prefix: 'reports/2026/', words: 'summary' }), 1);
    assert.equal(await search({ space: one, words: '2026/sum' }), 1);
    assert.equal(await search({ space: empty, words: 'summary' }), 0);
    assert.equal(await search({ space: two, words: 'caf\u00e9' }), 1, 'however the letter is stored');
  });

  it('and by a pattern, on all pages', async () => {
    assert.equal(await search({ space: one, words: '*7.log' }), 250);
    assert.equal(await search({ space: one, words: 'many/00[0-4]?.log' }), 50);
    assert.equal(await search({ space: one, words: 'reports/**/*.pdf' }), 1);
    assert.equal(await search({ space: one, words: 'b' }), 1, 'behind a folder without a name');
  });

  it('everywhere, where no connection is named', async () => {
    // Other files' connections may be there, too.
    assert.ok(Number(await run('search', { words: 'summary/' })) >= 1);
  });

  it('a Space that can not be read ends nothing else; alone it is the reason', async () => {
    await failNext({ space: one, status: 403, code: 'AccessDenied' });
    assert.equal(await search({ words: 'summary' }), 1);
    await failNext({ space: two, status: 403, code: 'AccessDenied' });
    assert.match(
      await refusal('search', { connection: name, space: two, words: 'x' }),
      /may not list .*search-two/,
    );
  });

  it('says what is wrong with arguments', async () => {
    const refused = (args: object) => refusal('search', { connection: name, ...args });
    assert.match(await refused({}), /give "words"/);
    assert.match(await refused({ words: '' }), /"words" is empty/);
    assert.match(await refused({ words: 'x'.repeat(201) }), /at most 200/);
    assert.match(await refused({ words: 'x', prefix: 'a/' }), /give "space"/);
    assert.match(await refused({ words: 'x', key: 'a' }), /Unknown argument "key"/);
    assert.match(
      await refusal('search', { connection: 'none', words: 'x' }),
      /no connection with this id or name/,
    );
  });

  it('its other commands do nothing where there is nothing to do', async () => {
    await search({ words: 'summary' });
    assert.equal(await run('searchAgain'), 3);
    await run('cancelSearch');
    await run('revealFound');
    await run('clearSearch');
    assert.equal(await run('searchAgain'), undefined);
  });
});
