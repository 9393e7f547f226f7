import assert from 'node:assert/strict';
import { createPictures } from '../../../../src/vscode/pages/qr.ts';
import { FakeEvent } from '../../../support/fakes/editor.ts';
import { linksTo } from '../../../support/links.ts';

/** An editor with one tab, and a clock that goes on when it is told. */
function editor() {
  const message = new FakeEvent<unknown>();
  const closed = new FakeEvent<void>();
  const posted: unknown[] = [];
  const panel = {
    title: '',
    visible: true,
    webview: {
      html: '',
      onDidReceiveMessage: message.event,
      postMessage: async (data: unknown) => posted.push(data),
    },
    onDidDispose: closed.event,
    reveal: () => undefined,
    dispose: () => closed.fire(),
  };
  const options: object[] = [];
  const api = {
    window: {
      activeTextEditor: undefined,
      createWebviewPanel(viewType: string, title: string, _column: number, given: object) {
        options.push({ viewType, ...given });
        panel.title = title;
        return panel;
      },
    },
    env: { language: 'en' },
  };
  let now = Date.UTC(2026, 0, 2, 3, 4, 5);
  let tick: (() => void) | undefined;
  const pictures = createPictures(api as never, {
    now: () => now,
    moments: { locale: 'en', timeZone: 'UTC' },
    everySecond(given) {
      tick = given;
      return {
        dispose() {
          tick = undefined;
        },
      };
    },
  });
  const pass = (seconds: number) => {
    now += seconds * 1000;
    tick?.();
  };
  return { pictures, panel, posted, options, pass, isTicking: () => tick !== undefined };
}

const HOSTILE = '<img src=x onerror=alert(1)>"\' $(zap) \u202e&.zip';

async function shown(said?: Date) {
  const [link] = await linksTo([HOSTILE]);
  assert.ok(link);
  const tab = editor();
  await tab.pictures.showQr(link, { endsLocally: link.expiresAt, saidEnd: said ?? link.expiresAt });
  return { ...tab, link };
}

describe('the tab with a QR code', () => {
  it('holds no part of the URL as text, title or state', async () => {
    const { panel, link, options } = await shown();
    const { searchParams, host } = new URL(link.url);
    for (const secret of [link.url, host, searchParams.get('X-Amz-Signature') ?? '', 'X-Amz'])
      assert.ok(!panel.webview.html.includes(secret) && !panel.title.includes(secret), secret);
    assert.doesNotMatch(panel.webview.html, /setState|getState|localStorage/);
    assert.deepEqual(options, [
      {
        ...{ viewType: 'spaceport.qr', enableScripts: true, enableForms: false, enableCommandUris: false },
        ...{ retainContextWhenHidden: false, localResourceRoots: [] },
      },
    ]);
  });

  it('shows a hostile name as text', async () => {
    const { html } = (await shown()).panel.webview;
    assert.ok(
      html.includes('<h1>&lt;img src=x onerror=alert(1)&gt;&quot;&#39; $(zap) ⟨U+202E⟩&amp;.zip</h1>'),
    );
    assert.ok(!html.includes('<img'));
  });

  it('loads and sends nothing, and runs one script', async () => {
    const { html } = (await shown()).panel.webview;
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    const [, nonce = ''] = /script-src &#39;nonce-([0-9a-f-]{36})&#39;/.exec(policy) ?? [];
    assert.match(policy, /^default-src &#39;none&#39;;/);
    assert.deepEqual(
      [...html.matchAll(/<(script|style)[^>]*>/g)].map(([tag]) => tag),
      [`<style nonce="${nonce}">`, `<script nonce="${nonce}">`],
    );
    assert.notEqual(html, (await shown()).panel.webview.html, 'the nonce is another one each time');
  });

  it('counts down while it is seen', async () => {
    const { panel, posted, pass } = await shown();
    assert.match(panel.webview.html, /role="timer">1 hour</);
    pass(1);
    panel.visible = false;
    pass(1);
    panel.visible = true;
    pass(1);
    assert.deepEqual(posted, [{ left: '59 minutes 59 seconds' }, { left: '59 minutes 57 seconds' }]);
  });

  it('says that the link ended, and holds the code no longer', async () => {
    const { panel, pass, isTicking } = await shown();
    assert.match(panel.webview.html, /<svg role="img" aria-label="[^"]+"/);
    panel.visible = false;
    pass(3600);
    assert.doesNotMatch(panel.webview.html, /<svg|<path/);
    assert.match(panel.webview.html, /ended/);
    assert.equal(isTicking(), false);
  });

  it('an end that a person named is said as that, and counted down by this clock', async () => {
    const { panel, pass } = await shown(new Date(Date.UTC(2026, 0, 2, 5, 0, 0)));
    assert.match(panel.webview.html, /until Fri, Jan 2, 5:00:00\sAM UTC/);
    assert.match(panel.webview.html, /role="timer">1 hour</);
    pass(3600);
    assert.match(panel.webview.html, /ended: Fri, Jan 2, 5:00:00\sAM UTC/);
  });

  it('stops counting when it is closed', async () => {
    const { panel, isTicking } = await shown();
    panel.dispose();
    assert.equal(isTicking(), false);
  });

  it('a link that no code can hold opens nothing', async () => {
    const { pictures, options } = editor();
    const [link] = await linksTo(['é'.repeat(512)]);
    assert.ok(link && link.url.length > 2953);
    await assert.rejects(pictures.showQr(link, { endsLocally: link.expiresAt, saidEnd: link.expiresAt }), {
      code: 'badArguments',
    });
    assert.deepEqual(options, []);
  });
});
