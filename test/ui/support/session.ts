// All that a UI test needs: a server with the packaged extension, a browser, and a window.
import { type BrowserOptions, type EditorBrowser, openBrowser } from '../../support/editor/browser.ts';
import { NEWEST } from '../../support/editor/install.mjs';
import { type EditorServer, type ServerOptions, startEditorServer } from '../../support/editor/server.ts';
import { installVsix, packageExtension } from '../../support/editor/vsix.ts';
import { addPseudoLanguage, PSEUDO, setLanguage } from './language.ts';
import { Workbench } from './workbench.ts';

export interface SessionOptions extends Partial<ServerOptions>, BrowserOptions {
  /** Default: dark. */
  theme?: 'light' | 'dark';
  /** The editor's language, as in `vscode.env.language`; its own texts stay English. Default: English. */
  locale?: string;
  /** An extension in a folder to run beside Spaceport. */
  developmentPath?: string;
  /** Of the window and of every extension. */
  logLevel?: 'trace';
}

/** Close it in `after`: a test process with an open session does not end. */
export interface Session {
  workbench: Workbench;
  server: EditorServer;
  browser: EditorBrowser;
  /** Opens a second window on the same server and profile. */
  openWindow(): Promise<Workbench>;
  close(): Promise<void>;
}

/**
 * A session for the tests of one `describe`, opened before and closed after them; a failed test leaves
 * `out/screenshots/failed-….png`.
 * @returns a function that gives the session, for use inside tests
 */
export function useSession(options: SessionOptions = {}): () => Session {
  let session: Session | undefined;
  const opened = () => {
    if (session === undefined) throw new Error('The session is open inside tests only.');
    return session;
  };
  before(async function () {
    this.timeout(300_000);
    session = await openSession(options);
  });
  screenshotFailures(() => session);
  after(() => session?.close());
  return opened;
}

/** After a failed test in this `describe`: `out/screenshots/failed-….png`, and what was left open is closed. */
export function screenshotFailures(session: () => Pick<Session, 'workbench'> | undefined): void {
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    await session()?.workbench.screenshot(`failed-${test.fullTitle().replace(/\W+/g, '-')}`);
    await session()?.workbench.dismissAll();
  });
}

const themes = { dark: 'Default Dark Modern', light: 'Default Light Modern' };

/** One package for all the sessions of a test process. */
let packaged: Promise<string> | undefined;

export async function openSession(options: SessionOptions = {}): Promise<Session> {
  packaged ??= packageExtension();
  const settings = { 'workbench.colorTheme': themes[options.theme ?? 'dark'], ...options.settings };
  // Before anything is started, and ended again below: a session that can't be opened must leave nothing running.
  const vsix = await packaged;
  const server = await startEditorServer({ version: NEWEST, ...options, settings });
  let browser: EditorBrowser | undefined;
  const close = async () => {
    await browser?.close();
    await server.stop();
  };
  try {
    await installVsix(server, vsix);
    if (options.locale === PSEUDO) await addPseudoLanguage(server);
    browser = await openBrowser(options);
    const { context } = browser;
    if (options.locale !== undefined) await setLanguage(context, options.locale);
    const openWindow = async () => {
      const workbench = new Workbench(await context.newPage());
      await workbench.open(addressOf(server, options));
      return workbench;
    };
    return { workbench: await openWindow(), server, browser, openWindow, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function addressOf({ url, authority }: EditorServer, { developmentPath, logLevel }: SessionOptions): string {
  const payload: (readonly [string, string])[] = [];
  if (developmentPath !== undefined)
    payload.push(['extensionDevelopmentPath', `vscode-remote://${authority}${developmentPath}`]);
  if (logLevel !== undefined) payload.push(['logLevel', logLevel]);
  if (payload.length === 0) return `${url}/?ew=true`;
  return `${url}/?ew=true&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
