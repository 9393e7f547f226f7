import { type CORSRule, GetBucketCorsCommand, PutBucketCorsCommand } from '@aws-sdk/client-s3';
import { buildQueryString, type HttpRequest, HttpResponse } from '@smithy/core/protocols';
import type { CorsRule } from '../../core/cors.ts';
import type { CorsPlace, Transmit } from '../corsRules.ts';
import { sdkClient } from './client.ts';

/** The CORS rules of a Space (GetBucketCors). Throws what `transmit` throws, also for a Space that has none. */
export async function readCors(place: CorsPlace, transmit: Transmit): Promise<readonly CorsRule[]> {
  const answer = await clientAt(place, transmit).send(new GetBucketCorsCommand({ Bucket: place.space }));
  return (answer.CORSRules ?? []).map(fromSdk);
}

/** Puts these rules in the place of all that are there (PutBucketCors). Throws what `transmit` throws. */
export async function writeCors(
  place: CorsPlace,
  rules: readonly CorsRule[],
  transmit: Transmit,
): Promise<void> {
  const CORSConfiguration = { CORSRules: rules.map(toSdk) };
  await clientAt(place, transmit).send(new PutBucketCorsCommand({ Bucket: place.space, CORSConfiguration }));
}

function clientAt({ target, space, date }: CorsPlace, transmit: Transmit) {
  const requestHandler = { handle: async (request: HttpRequest) => handle(request, transmit) };
  return sdkClient(target, space, { requestHandler, systemClockOffset: date.getTime() - Date.now() });
}

async function handle(request: HttpRequest, transmit: Transmit): Promise<{ response: HttpResponse }> {
  const { protocol, hostname, port, path, method } = request;
  const query = buildQueryString(request.query);
  // `fetch` sets host and length itself; the SDK's own name, which is not signed, is nobody's business.
  const { host, 'content-length': _length, 'user-agent': _agent, ...headers } = request.headers;
  const url = `${protocol}//${host ?? `${hostname}${port ? `:${port}` : ''}`}${path}?${query}`;
  const body = request.body as string | undefined;
  const answer = await transmit({ method, url, headers, ...(body && { body }) });
  const response = new HttpResponse({
    statusCode: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: new TextEncoder().encode(answer.body),
  });
  return { response };
}

function fromSdk(rule: CORSRule): CorsRule {
  return {
    id: rule.ID,
    origins: rule.AllowedOrigins ?? [],
    methods: rule.AllowedMethods ?? [],
    headers: rule.AllowedHeaders ?? [],
    expose: rule.ExposeHeaders ?? [],
    maxAgeSeconds: rule.MaxAgeSeconds,
  };
}

function toSdk({ id, origins, methods, headers, expose, maxAgeSeconds }: CorsRule): CORSRule {
  return {
    ID: id,
    AllowedOrigins: [...origins],
    AllowedMethods: [...methods],
    AllowedHeaders: [...headers],
    ExposeHeaders: [...expose],
    MaxAgeSeconds: maxAgeSeconds,
  };
}
