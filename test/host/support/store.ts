// The in-memory store that the runner started, as host tests use it. Each test file takes Spaces of its own.
import type { LoggedRequest } from '../../support/store/requestLog.ts';
import { facts, outside } from './outside.ts';

export interface StoreFacts {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface PutRequest {
  readonly space: string;
  readonly keys: readonly string[];
  readonly body?: string;
  readonly contentType?: string;
}

export interface Fetched {
  readonly status: number;
  readonly body: string;
}

export const storeFacts = (): StoreFacts => facts.outside.store as StoreFacts;

/** Puts objects of one content; makes the Space where it is missing. */
export const put = (request: PutRequest): Promise<unknown> => outside('storePut', request);
export const addSpace = (space: string): Promise<unknown> => outside('storeAddSpace', space);
/** The next request in this Space fails. */
export const failNext = (fault: { space: string; status: number; code: string }): Promise<unknown> =>
  outside('storeFail', fault);
/** The requests that reached the store so far. */
export const requests = async () => (await outside('storeRequests')) as readonly LoggedRequest[];
export const stored = (space: string, key: string): Promise<unknown> => outside('storeGet', { space, key });
/** An address of this machine where nobody listens. */
export const deadEndpoint = async () => (await outside('deadEndpoint')) as string;
/** Fetches a URL in the runner's process, as its receiver would: without the editor, its proxy or CORS. */
export const fetchUrl = async (url: string) => (await outside('fetchUrl', url)) as Fetched;
/** Runs a line in bash where `file` is, in the runner's process. Gives the exit status. */
export const bash = (call: { line: string; file: string; content: string }): Promise<unknown> =>
  outside('bash', call);
