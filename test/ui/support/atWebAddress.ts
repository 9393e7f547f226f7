// The extension at a web address, as the market serves it to vscode.dev, and not installed in a server.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { EditorServer } from '../../support/editor/server.ts';
import { buildExtension, copyExtension } from '../../support/editor/stage.ts';
import { scratchFolder } from '../../support/scratch.mjs';

const PATH = '/an-extension';

/** For the server's environment: the editor would wait for a gallery's answer before it takes extensions from the web. */
export const withoutGallery = { EXTENSIONS_GALLERY: '{}' };

/**
 * Lets a page run the extension from below the editor's own address. To be called before the page is opened.
 * @param options `isAlone`: the window has no server behind it, as on vscode.dev
 * @returns the paths of its files that are asked for, as they come
 */
export async function runFromWeb(
  page: Page,
  server: EditorServer,
  options: { isAlone?: boolean } = {},
): Promise<readonly string[]> {
  const folder = join(scratchFolder('extension'), 'extension');
  await buildExtension();
  await copyExtension(folder);
  const asked: string[] = [];
  await serve(page, folder, asked);
  const { protocol, host } = new URL(server.url);
  const location = { scheme: protocol.replace(':', ''), authority: host, path: PATH };
  await page.addInitScript(changeConfiguration, { location, isAlone: options.isAlone === true });
  if (options.isAlone) await takeServerAway(page, server);
  return asked;
}

/** The script of this server's page makes the server its remote and the keeper of the person's data: both as they were. */
async function takeServerAway(page: Page, { editor }: EditorServer): Promise<void> {
  const path = 'out/vs/code/browser/workbench/workbench.js';
  let body = await readFile(join(editor.serverRoot, path), 'utf8');
  for (const [patched, original] of [
    [/,remoteAuthority:location\.host\}/g, '}'],
    [/(?<=\.with\(\{scheme:\w+\.)vscodeRemote(?=\}\),"User"\))/g, 'vscodeUserData'],
  ] as const) {
    if (body.match(patched)?.length !== 1) throw new Error(`${patched} does not fit once in ${path}.`);
    body = body.replace(patched, original);
  }
  await page.context().route(
    ({ pathname }) => pathname.endsWith(`/${path}`),
    (route) => route.fulfill({ body, contentType: 'text/javascript' }),
  );
}

/** The extension's files below the editor's own address, which its page may ask. */
async function serve(page: Page, folder: string, asked: string[]): Promise<void> {
  await page.context().route(
    ({ pathname }) => pathname.startsWith(`${PATH}/`),
    async (route) => {
      const path = decodeURIComponent(new URL(route.request().url()).pathname).slice(PATH.length);
      asked.push(path);
      await readFile(join(folder, path)).then(
        // A picture without its type is none.
        (body) => route.fulfill({ body, ...(path.endsWith('.svg') ? { contentType: 'image/svg+xml' } : {}) }),
        () => route.fulfill({ status: 404 }),
      );
    },
  );
}

/** Runs in the page before all else: what the workbench reads of its own page is changed as it reads it. */
function changeConfiguration({ location, isAlone }: { location: object; isAlone: boolean }): void {
  const read = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    const value = read.call(this, name);
    if (value === null || name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration')
      return value;
    const configuration = JSON.parse(value);
    configuration.additionalBuiltinExtensions = [location];
    if (isAlone) delete configuration.remoteAuthority;
    return JSON.stringify(configuration);
  };
}
