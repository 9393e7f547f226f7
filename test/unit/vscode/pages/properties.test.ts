import assert from 'node:assert/strict';
import { at, buttonsOf, HOSTILE, propertiesOf, settled, setUp } from './propertiesSetup.ts';

describe('the page of properties', () => {
  it('says first whether it is public, and every name as text', () => {
    const { pages, tabs } = setUp();
    pages.show(propertiesOf(HOSTILE));
    const html = tabs[0]?.html ?? '';
    assert.ok(html.indexOf('Public: anybody can read it') < html.indexOf('<table>'));
    assert.ok(
      html.includes('<h1>dir/&lt;img src=x onerror=alert(1)&gt;&quot;&#39; $(zap) ⟨U+202E⟩&amp;.zip</h1>'),
    );
    for (const part of [
      '&lt;b&gt;red&lt;/b&gt;',
      'team &lt;x&gt;',
      'v&lt;1&gt;',
      '1.2 MB (1,234,567 bytes)',
      'SHA256',
      '&lt;i&gt;',
      'Opens for everybody',
      'https://cdn/key',
      'Everybody',
    ])
      assert.ok(html.includes(part), part);
    assert.doesNotMatch(html, /<(img|b|i|x)[ >]/);
    assert.match(tabs[0]?.title ?? '', /^Properties: </);
  });

  it('a part that may not be read says so, the others are there', () => {
    const { pages, tabs } = setUp();
    const problem = { problem: 'This access key may not read this.' };
    pages.show(propertiesOf('a', { access: problem, versions: problem, publicUrl: { problem: 'No.' } }));
    const html = tabs[0]?.html ?? '';
    assert.equal(html.match(/may not read this/g)?.length, 3);
    assert.ok(html.includes('team &lt;x&gt;'));
    assert.deepEqual(
      buttonsOf(html).filter((id) => id === 'public' || id === 'private'),
      ['public', 'private'],
    );
  });

  it('each value is copied whole by its button; what it was is said', async () => {
    const { pages, tabs, clipboard } = setUp();
    pages.show(propertiesOf(HOSTILE));
    const [tab] = tabs;
    for (const label of ['Key', 'Size', 'ETag', 'CDN URL']) {
      const id = new RegExp(`data-send="(copy:\\d+)" aria-label="Copy: ${label}"`).exec(tab?.html ?? '')?.[1];
      tab?.send(id ?? assert.fail(label));
      await settled();
    }
    assert.deepEqual(clipboard.writes, [HOSTILE, '1234567', 'abc', 'https://cdn/key']);
    assert.deepEqual(tab?.posted.at(-1), { status: 'Copied: CDN URL' });
  });

  it('its buttons run commands for that object; an id of a stranger does nothing', async () => {
    const { pages, tabs, executed } = setUp();
    pages.show(propertiesOf(HOSTILE));
    for (const id of ['headers', 'private', 'versions', 'constructor', 'copy:999', '__proto__'])
      tabs[0]?.send(id);
    await settled();
    assert.deepEqual(executed, [
      ['spaceport.editHeaders', HOSTILE],
      ['spaceport.makePrivate', HOSTILE],
      ['spaceport.versions', HOSTILE],
    ]);
  });

  it('is read again where the object was changed, and by Refresh; a closed one is not', async () => {
    const { pages, tabs, become } = setUp();
    pages.show(propertiesOf(HOSTILE));
    become(propertiesOf(HOSTILE, { tags: { value: { newer: '1' } } }));
    pages.changed([at('other')]);
    await settled();
    assert.ok(!tabs[0]?.html.includes('newer'));
    pages.changed([at(HOSTILE)]);
    await settled();
    assert.ok(tabs[0]?.html.includes('newer'));
    become(propertiesOf(HOSTILE, { tags: { value: { again: '1' } } }));
    tabs[0]?.send('refresh');
    await settled();
    assert.ok(tabs[0]?.html.includes('again'));
    tabs[0]?.close();
    become(propertiesOf(HOSTILE));
    pages.changed([at(HOSTILE)]);
    await settled();
    assert.ok(tabs[0]?.html.includes('again'));
  });

  it('one tab an object: the one that is there comes to the front', () => {
    const { pages, tabs } = setUp();
    pages.show(propertiesOf('a'));
    pages.show(propertiesOf('b'));
    pages.show(propertiesOf('a'));
    assert.deepEqual(
      tabs.map(({ revealed }) => revealed),
      [1, 0],
    );
  });

  it('a read-only connection and a browser are offered nothing that changes', () => {
    const { pages, tabs } = setUp();
    pages.show(propertiesOf('a', { object: at('a', true) }));
    assert.deepEqual(buttonsOf(tabs[0]?.html ?? ''), ['share', 'download', 'versions', 'refresh']);
    const browser = setUp(false);
    browser.pages.show(propertiesOf('a'));
    assert.deepEqual(buttonsOf(browser.tabs[0]?.html ?? ''), ['share', 'versions', 'refresh']);
  });

  it('of several shows what they have in common, and acts on all', async () => {
    const { pages, tabs, executed } = setUp();
    const common = [{ label: 'Content-Type', value: undefined }];
    const unread = { count: 1, reason: 'Gone.' };
    pages.showSummary([at('a'), at('<b>')], { count: 2, bytes: 5, common, unread });
    const html = tabs[0]?.html ?? '';
    for (const part of ['<h1>2 objects</h1>', 'various', '&lt;b&gt;', 'Not read: 1. Gone.'])
      assert.ok(html.includes(part), part);
    tabs[0]?.send('tags');
    tabs[0]?.send('refresh');
    await settled();
    assert.deepEqual(executed, [
      ['spaceport.editTags', 'a', '<b>'],
      ['summarize', 2],
    ]);
  });
});
