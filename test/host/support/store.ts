// The in-memory store that the runner started, as host tests use it. Each test file takes Spaces of its own.
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

export const storeFacts = (): StoreFacts => facts.outside.store as StoreFacts;

/** Puts objects of one content; makes the Space where it is missing. */
export const put = (request: PutRequest): Promise<unknown> => outside('storePut', request);
export const addSpace = (space: string): Promise<unknown> => outside('storeAddSpace', space);
/** The next request in this Space fails. */
export const failNext = (fault: { space: string; status: number; code: string }): Promise<unknown> =>
  outside('storeFail', fault);
