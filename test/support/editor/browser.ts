// Chromium, with a profile of its own, set up so that VS Code's workbench behaves as on a desk.
import { type BrowserContext, chromium } from 'playwright-core';
import { ensureGroups, findCommand } from '../debian.mjs';
import { scratchFolder } from '../scratch.mjs';

export interface EditorBrowser {
  context: BrowserContext;
  /** Chromium's profile: what the workbench keeps in the browser is in here. */
  profileFolder: string;
  close(): Promise<void>;
}

const quietFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface BrowserOptions {
  /** A file for Chromium's own log of all that goes over the network; whole once the browser is closed. */
  netLog?: string;
}

/** Opens a headless Chromium. Installs it from Debian where we may, else says which command provides it. */
export async function openBrowser({ netLog }: BrowserOptions = {}): Promise<EditorBrowser> {
  await ensureGroups(['chromium']);
  const executablePath = findCommand('chromium');
  if (executablePath === undefined) throw new Error('Chromium is not on PATH.');
  const profileFolder = scratchFolder('browser');
  const context = await chromium.launchPersistentContext(profileFolder, {
    executablePath,
    // Without secrets: neither cookies nor Authorization headers are written.
    args: netLog === undefined ? quietFlags : [...quietFlags, `--log-net-log=${netLog}`],
    env: { ...process.env, HOME: profileFolder },
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  await serveMintKey(context);
  return { context, profileFolder, close: () => context.close() };
}

/**
 * VS Code encrypts secrets in a browser with a half key from its server, which only code-server's front end has. Not
 * by Playwright's `route`: with it, Playwright answers every CORS preflight itself, and allows it.
 */
async function serveMintKey(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const ask = window.fetch.bind(window);
    window.fetch = async (input, init) =>
      /\/mint-key$/.test(String(input)) ? new Response(new Uint8Array(32).fill(7)) : ask(input, init);
  });
}
