import type * as vscode from 'vscode';
import { type Html, html } from '../../core/html.ts';
import type { Disposable } from '../../core/ports.ts';

/** What a tab shows. Texts come through `html`, which escapes them; never a secret in a title. */
export interface PageContent {
  /** Of the tab, as plain text: names through `plain()`. */
  readonly title: string;
  readonly body: Html;
  /** Further CSS, our own words alone. */
  readonly style?: string | undefined;
}

export interface PageOptions {
  /** `spaceport.` and a name. */
  readonly viewType: string;
  readonly content: PageContent;
  /** A button with `data-send="ID"` was pressed. */
  onSend?(id: string): void;
  /** The tab is gone, by whoever closed it. */
  onClose?(): void;
}

/** A tab with a page of ours. It is not restored with the window: what it shows is in no state. */
export interface Page extends Disposable {
  /** Whether the person sees it now; texts set while it is hidden are lost: `show` or set them again. */
  readonly isVisible: boolean;
  show(content: PageContent): void;
  /** The text of elements, by their `id`. */
  setTexts(texts: Readonly<Record<string, string>>): void;
  reveal(): void;
}

export type PageApi = Pick<typeof vscode, 'window' | 'env'>;

/**
 * Opens a tab. Its policy lets nothing be loaded or sent: no pictures, frames, forms or requests; only our style and
 * our one script run, by a nonce. That script sends which button was pressed, and sets texts.
 */
export function openPage(api: PageApi, { viewType, content, onSend, onClose }: PageOptions): Page {
  const column = api.window.activeTextEditor?.viewColumn ?? ACTIVE;
  const panel = api.window.createWebviewPanel(viewType, content.title, column, {
    enableScripts: true,
    enableForms: false,
    enableCommandUris: false,
    retainContextWhenHidden: false,
    localResourceRoots: [],
  });
  const show = (next: PageContent) => {
    panel.title = next.title;
    panel.webview.html = documentOf(next, api.env.language);
  };
  panel.webview.onDidReceiveMessage((message: unknown) => {
    if (typeof message === 'string') onSend?.(message);
  });
  panel.onDidDispose(() => onClose?.());
  show(content);
  return {
    get isVisible() {
      return panel.visible;
    },
    show,
    setTexts: (texts) => void panel.webview.postMessage(texts),
    reveal: () => panel.reveal(),
    dispose: () => void panel.dispose(),
  };
}

/** `ViewColumn.Active`. */
const ACTIVE = -1;

function documentOf({ title, body, style = '' }: PageContent, language: string): string {
  const nonce = globalThis.crypto.randomUUID();
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action 'none'; base-uri 'none'`;
  const head = html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>`;
  return `${head.text}
<style nonce="${nonce}">${STYLE}${style}</style>
</head>
<body>
<main>${body.text}</main>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>`;
}

const STYLE = `
body { padding: 1rem 1.5rem; background: var(--vscode-editor-background); font-size: var(--vscode-font-size); line-height: 1.5 }
main { max-width: 48rem }
h1 { font-size: 1.4em; font-weight: 600; margin: 0 0 .75rem; overflow-wrap: anywhere }
h2 { font-size: 1.1em; font-weight: 600; margin: 1.25rem 0 .5rem }
p, dd, td, li { overflow-wrap: anywhere }
button { font: inherit; padding: .3rem .9rem; margin: 0 .5rem .5rem 0; cursor: pointer; border-radius: 2px;
  color: var(--vscode-button-foreground); background: var(--vscode-button-background);
  border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent)) }
button:hover { background: var(--vscode-button-hoverBackground) }
button.second { color: var(--vscode-button-secondaryForeground); background: var(--vscode-button-secondaryBackground) }
button.second:hover { background: var(--vscode-button-secondaryHoverBackground) }
:focus-visible { outline: 1px solid var(--vscode-focusBorder); outline-offset: 2px }
`;

const SCRIPT = `
const host = acquireVsCodeApi();
addEventListener('click', ({ target }) => {
  const button = target.closest('[data-send]');
  if (button) host.postMessage(button.dataset.send);
});
addEventListener('message', ({ data }) => {
  for (const [id, text] of Object.entries(data)) {
    const element = document.getElementById(id);
    if (element && element.textContent !== text) element.textContent = text;
  }
});
`;
