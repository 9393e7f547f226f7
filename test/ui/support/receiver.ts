// A receiver: Chromium, with a saved page opened from its file.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import type { CorsRule } from '../../../src/core/cors.ts';
import type { TestSpace } from '../../support/cephForTests.ts';
import { type BrowserOptions, type EditorBrowser, openBrowser } from '../../support/editor/browser.ts';
import { connectionTo, realStore } from '../../support/realStore.ts';

const screenshots = resolve(import.meta.dirname, '../../../out/screenshots');

export interface Visit {
  /** As in `Accept-Language`. */
  readonly language?: string;
  readonly scheme?: 'light' | 'dark';
  /** The receiver allows no scripts. */
  readonly scriptless?: boolean;
  readonly isPhone?: boolean;
  /** A clock that `setAhead` moves. Playwright's own is one for all pages of a browser. */
  readonly ownClock?: boolean;
}

export interface Visited {
  readonly page: Page;
  /** Hosts that were asked for something since the page was opened; not what its own policy stopped. */
  readonly requests: readonly string[];
  /** What the browser complained about, and errors of the script. */
  readonly complaints: readonly string[];
}

export class Receiver {
  readonly browser: EditorBrowser;
  private constructor(browser: EditorBrowser) {
    this.browser = browser;
  }

  static async start(options: BrowserOptions = {}): Promise<Receiver> {
    return new Receiver(await openBrowser(options));
  }

  async open(url: string, visit: Visit = {}): Promise<Visited> {
    const page = await this.browser.context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol !== 'file:') requests.push(host);
    });
    page.on('requestfailed', (request) => {
      if (request.failure()?.errorText !== 'csp') return;
      requests.splice(requests.indexOf(new URL(request.url()).host), 1);
    });
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await this.#prepare(page, visit);
    await page.goto(url);
    return { page, requests, complaints };
  }

  async #prepare(page: Page, { language = 'en-US', scheme = 'light', ...visit }: Visit): Promise<void> {
    const session = await this.browser.context.newCDPSession(page);
    const userAgent = await page.evaluate(() => navigator.userAgent);
    await session.send('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: language });
    if (visit.scriptless) await session.send('Emulation.setScriptExecutionDisabled', { value: true });
    if (visit.ownClock) await page.addInitScript(installClock);
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize(visit.isPhone ? { width: 360, height: 740 } : { width: 1100, height: 800 });
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/** Runs in the page, before its script. */
function installClock(): void {
  const now = Date.now;
  let ahead = 0;
  Date.now = () => now() + ahead;
  Reflect.set(window, 'setAhead', (ms: number) => {
    ahead = ms;
  });
}

/** Sets a page's own clock ahead, by milliseconds; it looks once a second. */
export async function setAhead(page: Page, ms: number): Promise<void> {
  await page.evaluate((by) => (Reflect.get(window, 'setAhead') as (ms: number) => void)(by), ms);
}

export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
}

/** What a person with a shell would write for a page from a file, whose origin is `null`. */
const ANY_PAGE: CorsRule = { origins: ['*'], methods: ['POST'], headers: [], expose: [], maxAgeSeconds: 0 };

export async function setCors(space: TestSpace, isAllowed: boolean): Promise<void> {
  const target = { connection: connectionTo(space), space: space.bucket };
  const rule = isAllowed ? ANY_PAGE : { ...ANY_PAGE, origins: ['https://elsewhere.example'] };
  await realStore(space.keys).rules.write(target, [rule], new AbortController().signal);
}

export interface DroppedFile {
  readonly name: string;
  readonly bytes: string;
  readonly type?: string;
}

/** Drops files onto the zone, as the browser does it. */
export async function drop(page: Page, files: readonly DroppedFile[]): Promise<void> {
  const transfer = await page.evaluateHandle((given) => {
    const data = new DataTransfer();
    for (const { name, bytes, type } of given) data.items.add(new File([bytes], name, { type: type ?? '' }));
    return data;
  }, files);
  await page.dispatchEvent('#drop', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('#drop', 'drop', { dataTransfer: transfer });
}

/** The rows of the page's list: name, then what is said of it. */
export async function rowsOf(page: Page): Promise<readonly string[]> {
  return page.locator('#list li').evaluateAll((rows) =>
    rows.map((row) => {
      const said = (kind: string) => row.querySelector(kind)?.textContent;
      return [said('.name'), said('.note'), said('.status')].filter(Boolean).join(' | ');
    }),
  );
}

/** Waits until nothing is under way. */
export async function settled(page: Page, count: number): Promise<readonly string[]> {
  await page.waitForFunction(
    (wanted) =>
      document.querySelectorAll('#list .status[data-news="good"], #list .status[data-news="bad"]').length ===
      wanted,
    count,
  );
  return rowsOf(page);
}
