import assert from 'node:assert/strict';
import { createFormats } from '../../../../src/core/format.ts';
import { createPropertyPages } from '../../../../src/vscode/pages/properties.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { FakeClipboard } from '../../../support/fakes/small.ts';
import { at, buttonsOf, editor, propertiesOf, settled, setUp } from './propertiesSetup.ts';

describe('the page of properties, while its object changes', () => {
  it('what a flow did to it is read once, however it is told of; other keys and Spaces are others', async () => {
    const { pages, reads } = setUp();
    pages.show(propertiesOf('a'));
    pages.touched({ space: at('a'), keys: ['b', 'a'] });
    pages.changed([at('a')]);
    await settled();
    assert.deepEqual(reads, ['a']);
    pages.touched({ space: at('a'), keys: ['b', 'a/'] });
    pages.touched({ space: { ...at('a'), space: 'other' }, keys: ['a'] });
    await settled();
    assert.deepEqual(reads, ['a']);
    const connection = { ...LOCAL, id: 'another', name: 'The same store' };
    pages.touched({ space: { connection, space: 'box' }, keys: ['a'] });
    await settled();
    assert.deepEqual(reads, ['a', 'a']);
  });

  it('an answer that a later one overtook is not shown', async () => {
    const { tabs, api } = editor();
    const answers: ((tag: string) => void)[] = [];
    const pages = createPropertyPages(api as never, {
      ...{ formats: createFormats('en', 'UTC'), clipboard: new FakeClipboard(), canChange: true },
      read: () =>
        new Promise((resolve) => {
          answers.push((tag) => resolve(propertiesOf('a', { tags: { value: { [tag]: '1' } } })));
        }),
      ...{ summarize: () => undefined, execute: () => undefined },
      run: async (_title, attempt) => void (await attempt()),
    });
    pages.show(propertiesOf('a'));
    for (let times = 0; times < 2; times++) {
      pages.changed([at('a')]);
      await settled();
    }
    answers[1]?.('newer');
    answers[0]?.('older');
    await settled();
    assert.match(tabs[0]?.html ?? '', /newer/);
    assert.doesNotMatch(tabs[0]?.html ?? '', /older/);
  });

  it('one that is gone says so, offers nothing but its older versions, and is back with it', async () => {
    const { pages, tabs, become } = setUp();
    pages.show(propertiesOf('a'));
    const gone = { problem: 'There is no object with this key: a', isGone: true };
    become(propertiesOf('a', { details: gone, tags: gone, access: gone }));
    pages.touched({ space: at('a'), keys: ['a'] });
    await settled();
    assert.match(tabs[0]?.title ?? '', /^Properties: a \(deleted\)$/);
    assert.equal(tabs[0]?.html.match(/There is no object with this key: a/g)?.length, 1);
    assert.deepEqual(buttonsOf(tabs[0]?.html ?? ''), ['versions', 'refresh']);
    become(propertiesOf('a', { details: gone, versions: { value: [] } }));
    tabs[0]?.send('refresh');
    await settled();
    assert.deepEqual(buttonsOf(tabs[0]?.html ?? ''), ['refresh']);
    become(propertiesOf('a'));
    pages.touched({ space: at('a'), keys: ['a'] });
    await settled();
    assert.equal(tabs[0]?.title, 'Properties: a');
    assert.ok(buttonsOf(tabs[0]?.html ?? '').includes('headers'));
  });

  it('goes with an object that is moved; where the other end has a page, one is left', async () => {
    const { pages, tabs, reads, executed } = setUp();
    pages.show(propertiesOf('a'));
    pages.touched({ space: at('a'), keys: ['a'] });
    pages.touched({ from: at('a'), to: at('dir/b') });
    await settled();
    assert.deepEqual([reads, tabs[0]?.title], [['dir/b'], 'Properties: b']);
    tabs[0]?.send('versions');
    await settled();
    assert.deepEqual(executed, [['spaceport.versions', 'dir/b']]);
    pages.show(propertiesOf('c'));
    pages.touched({ from: at('dir/b'), to: at('c') });
    await settled();
    assert.deepEqual(
      [reads, tabs.map(({ isOpen }) => isOpen)],
      [
        ['dir/b', 'c'],
        [false, true],
      ],
    );
    pages.show(propertiesOf('c'));
    assert.equal(tabs.length, 2);
  });

  it('each page of an object goes with it, whichever connection it was opened by', async () => {
    const { pages, tabs, reads } = setUp();
    const object = { ...at('a'), connection: { ...LOCAL, id: 'another', name: 'The same store' } };
    pages.show(propertiesOf('a'));
    pages.show(propertiesOf('a', { object }));
    pages.touched({ from: at('a'), to: at('b') });
    await settled();
    assert.deepEqual([reads, tabs.map(({ isOpen }) => isOpen)], [['b'], [true, false]]);
  });

  it('a page that is closed is not read any more', async () => {
    const { pages, tabs, reads } = setUp();
    pages.show(propertiesOf('a'));
    pages.touched({ space: at('a'), keys: ['a'] });
    tabs[0]?.close();
    await settled();
    assert.deepEqual(reads, []);
  });

  it('of several says once that some were changed', () => {
    const { pages, tabs } = setUp();
    pages.showSummary([at('a'), at('b')], { count: 2, bytes: 5, common: [], unread: undefined });
    pages.touched({ space: at('b'), keys: ['b'] });
    const tab = tabs[0] ?? assert.fail();
    assert.match(tab.html, /changed since/);
    tab.html = '';
    pages.touched({ space: at('a'), keys: ['a'] });
    pages.changed([at('b')]);
    assert.equal(tab.html, '');
  });

  it('of several says that one was changed, and reads all again when asked to', async () => {
    const { pages, tabs, reads } = setUp();
    pages.showSummary([at('a'), at('b')], { count: 2, bytes: 5, common: [], unread: undefined });
    pages.touched({ space: at('c'), keys: ['c'] });
    assert.doesNotMatch(tabs[0]?.html ?? '', /changed since/);
    pages.touched({ space: at('b'), keys: ['b'] });
    assert.match(
      tabs[0]?.html ?? '',
      /<div role="status"><p class="problem">Objects among these have been changed since/,
    );
    assert.deepEqual(reads, []);
    const tab = tabs[0] ?? assert.fail();
    tab.close();
    tab.html = '';
    pages.changed([at('b')]);
    assert.equal(tab.html, '');
  });

  it('of many that were changed, each is looked at a few times, whatever is shown', async () => {
    const { pages, tabs, reads } = setUp();
    const named = (name: string) => Array.from({ length: 1_000 }, (_, index) => at(`${name}${index}`));
    let looks = 0;
    const changed = [...named('x'), at('b')].map(({ key, ...rest }) => ({
      ...rest,
      get key() {
        looks++;
        return key;
      },
    }));
    pages.show(propertiesOf('b'));
    for (const name of ['y', 'z'])
      pages.showSummary([...named(name), at('b')], { count: 1_001, bytes: 5, common: [], unread: undefined });
    pages.changed(changed);
    await settled();
    assert.deepEqual(reads, ['b']);
    for (const tab of tabs.slice(1)) assert.match(tab.html, /changed since/);
    assert.ok(looks <= 3 * changed.length, String(looks));
  });
});
