import { SpacesError } from '../core/errors.ts';
import { ServerFailure } from '../core/serverFailure.ts';
import type { Answer } from './exchange.ts';
import { parseXml, textOf, type XmlElement } from './xml.ts';

/**
 * What failed: an answer other than 2xx, one that began as 200 and ends as an error (AWS, CompleteMultipartUpload), or a web
 * page, by which a proxy or a sign-in says yes to everything.
 */
export function failureIn(answer: Answer): ServerFailure | undefined {
  const isFine = answer.status >= 200 && answer.status < 300;
  return isFine && !/^\s*(<\?xml[^>]*>\s*)?<(Error[\s>]|!doctype html|html[\s>])/i.test(answer.body)
    ? undefined
    : failureOf(answer);
}

/**
 * What an answer other than 2xx says. An S3 error is an XML document `<Error>` (AWS, "REST error responses"); HEAD has
 * no body. What the document says of signatures and keys is left behind.
 */
export function failureOf({
  status,
  headers,
  body,
}: Pick<Answer, 'status' | 'headers' | 'body'>): ServerFailure {
  const error = errorElement(body);
  return new ServerFailure({
    status,
    code: textOf(error, 'Code'),
    text: textOf(error, 'Message')?.slice(0, 500),
    foreign: error === undefined && body.trim() !== '',
    region: textOf(error, 'Region') ?? headers.get('x-amz-bucket-region') ?? undefined,
    endpoint: textOf(error, 'Endpoint') ?? hostOf(headers.get('location')),
    serverTime: timeOf(textOf(error, 'ServerTime')),
    requestId: headers.get('x-amz-request-id') ?? textOf(error, 'RequestId'),
  });
}

/** S3's own word for a refusal. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof SpacesError && error.cause instanceof ServerFailure
    ? error.cause.facts.code
    : undefined;
}

function errorElement(body: string): XmlElement | undefined {
  if (body.trim() === '') return undefined;
  try {
    const root = parseXml(body);
    return root.name === 'Error' && textOf(root, 'Code') !== undefined ? root : undefined;
  } catch {
    return undefined;
  }
}

function hostOf(location: string | null): string | undefined {
  if (location === null || !URL.canParse(location)) return undefined;
  return new URL(location).host || undefined;
}

function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : time;
}
