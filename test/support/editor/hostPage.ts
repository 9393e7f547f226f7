// One run of host tests in a page: VS Code loads the extension and its test index, and says how it ended.
import type { BrowserContext } from 'playwright-core';
import type { EditorServer } from './server.ts';
import type { StagedExtension } from './stage.ts';

export interface HostRun {
  exitCode: number;
  /** The workbench's log, for when a run fails without a test that says why. */
  log: string[];
}

const timeoutMs = 400_000;

/** Opens the page, waits for the end of the tests and closes it. */
export async function runInPage(
  context: BrowserContext,
  server: EditorServer,
  extension: StagedExtension,
): Promise<HostRun> {
  const page = await context.newPage();
  const log: string[] = [];
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    log.push(`${type}: ${args.join(' ')}`);
  });
  const ended = new Promise<number>((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve);
    setTimeout(() => reject(new Error(`Host tests took more than ${timeoutMs} ms`)), timeoutMs).unref();
  });
  await page.goto(addressOf(server, extension));
  try {
    return { exitCode: await ended, log };
  } finally {
    await page.close();
  }
}

function addressOf({ url, authority }: EditorServer, { folder, testIndex }: StagedExtension): string {
  const remote = (path: string) => `vscode-remote://${authority}${path}`;
  const payload = [
    ['extensionDevelopmentPath', remote(folder)],
    ['extensionTestsPath', remote(testIndex)],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ];
  return `${url}/?ew=true&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}
