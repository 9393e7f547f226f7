// Chromium's own log of the network (`--log-net-log`): https://www.chromium.org/developers/design-documents/network-stack/netlog/
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/** What the browser did on the network between two marks. */
export interface Traffic {
  /**
   * Every request that began of a page, its frames and workers, in order, WebSockets among them, without its query. What
   * Chromium asks for itself (for updates, or how to fill a form) has no origin and is left out.
   */
  readonly requests: readonly string[];
  /** Everything that was logged, names that were looked up and connections among it, as JSON. */
  readonly all: string;
}

interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly NetEvent[];
}

interface NetEvent {
  readonly type: number;
  readonly params?: { readonly url?: string; readonly initiator?: string };
}

/** Sets a mark in the log: a request of the page to its own server, which is logged like any other. */
export async function mark(page: Page, name: string): Promise<void> {
  await page.evaluate((path) => fetch(path).then(() => undefined), markPath(name));
}

/** Reads a closed browser's log from one mark to another. @throws {Error} where one of them is missing */
export async function trafficBetween(file: string, from: string, to: string): Promise<Traffic> {
  const { constants, events } = JSON.parse(await readFile(file, 'utf8')) as NetLog;
  const starts = constants.logEventTypes.URL_REQUEST_START_JOB;
  const urlOf = ({ type, params }: NetEvent) => (type === starts ? params?.url : undefined);
  const placeOf = (name: string) => events.findIndex((event) => urlOf(event)?.endsWith(markPath(name)));
  const [begin, end] = [placeOf(from), placeOf(to)];
  if (begin < 0 || end < begin) throw new Error(`The log has no traffic from ${from} to ${to}.`);
  const between = events.slice(begin + 1, end);
  const requests = between
    .filter(({ params }) => params?.initiator !== 'not an origin')
    .flatMap((event) => urlOf(event) ?? [])
    .map((url) => url.replace(/[?#].*/, ''));
  return { requests, all: JSON.stringify(between) };
}

/** Every address that was asked for in a closed browser's whole log but its own errands, without queries, each once. */
export async function addressesIn(
  file: string,
): Promise<{ readonly urls: readonly string[]; readonly all: string }> {
  const text = await readFile(file, 'utf8');
  const { constants, events } = JSON.parse(text) as NetLog;
  const starts = constants.logEventTypes.URL_REQUEST_START_JOB;
  const urls = events
    .filter(({ type, params }) => type === starts && params?.initiator !== 'not an origin')
    .flatMap(({ params }) => params?.url?.replace(/[?#].*/, '') ?? []);
  return { urls: [...new Set(urls)], all: text };
}

const markPath = (name: string) => `/mark-${name}`;
