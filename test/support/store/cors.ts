import { S3Error } from './errors.ts';
import type { StoreRequest } from './request.ts';
import { type Element, type Node, parseXml } from './xml.ts';

/** One rule of a Space; patterns hold at most one `*`. */
export interface CorsRule {
  readonly id?: string | undefined;
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers?: readonly string[];
  readonly expose?: readonly string[];
  readonly maxAgeSeconds?: number;
}

const knownMethods = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE', 'COPY'];

/** Reads a `CORSConfiguration`. Throws `MalformedXML`. */
export function parseCors(body: Buffer): CorsRule[] {
  const rules = parseXml(body).all('CORSRule').map(parseRule);
  if (rules.length === 0) throw new S3Error('MalformedXML');
  return rules;
}

/** The children of a `CORSConfiguration`. */
export function corsNodes(rules: readonly CorsRule[]): Node[] {
  return rules.map((rule): Node => {
    const many = (name: string, values: readonly string[] = []) => values.map((value): Node => [name, value]);
    return [
      'CORSRule',
      [
        ...many('ID', rule.id === undefined ? [] : [rule.id]),
        ...many('AllowedMethod', rule.methods),
        ...many('AllowedOrigin', rule.origins),
        ...many('AllowedHeader', rule.headers),
        ...(rule.maxAgeSeconds === undefined ? [] : [['MaxAgeSeconds', String(rule.maxAgeSeconds)] as const]),
        ...many('ExposeHeader', rule.expose),
      ],
    ];
  });
}

/**
 * The headers that let a page read an answer; none without a matching rule or an `Origin`. As in Ceph, the first rule
 * for the origin decides, whether it has the method or not.
 */
export function corsHeaders(request: StoreRequest, rules: readonly CorsRule[]): Record<string, string> {
  const origin = request.headers.get('origin');
  const rule = origin === undefined ? undefined : ruleFor(origin, rules);
  if (origin === undefined || !rule?.methods.includes(request.method)) return {};
  const headers = headersOf(rule, { origin, method: request.method });
  if (!rule.origins.includes('*') || request.headers.has('authorization')) return headers;
  // Without an Authorization header the answer is good for any page, says Ceph: also that to a signed URL.
  const { vary: _, ...open } = headers;
  return { ...open, 'access-control-allow-origin': '*' };
}

/** The answer to a preflight. Throws what Ceph refuses it with. */
export function preflightHeaders(request: StoreRequest, rules: readonly CorsRule[]): Record<string, string> {
  const origin = request.headers.get('origin');
  const method = request.headers.get('access-control-request-method');
  if (origin === undefined || method === undefined) throw new S3Error('InvalidArgument');
  const asked = (request.headers.get('access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const rule = ruleFor(origin, rules);
  const patterns = rule?.headers?.map(lower) ?? [];
  if (!rule?.methods.includes(method) || !asked.every((name) => isAnyOf(name.toLowerCase(), patterns))) {
    throw new S3Error('AccessDenied');
  }
  return {
    ...headersOf(rule, { origin, method }),
    ...(asked.length > 0 ? { 'access-control-allow-headers': asked.join(',') } : {}),
  };
}

function ruleFor(origin: string, rules: readonly CorsRule[]): CorsRule | undefined {
  return rules.find(({ origins }) => isAnyOf(origin, origins));
}

function parseRule(rule: Element): CorsRule {
  const texts = (name: string) => rule.all(name).map(({ text }) => text);
  const maxAge = rule.first('MaxAgeSeconds');
  const origins = texts('AllowedOrigin');
  const methods = texts('AllowedMethod');
  if (origins.length === 0 || !methods.every((method) => knownMethods.includes(method)))
    throw new S3Error('MalformedXML');
  return {
    id: rule.first('ID')?.text,
    origins,
    methods,
    headers: texts('AllowedHeader'),
    expose: texts('ExposeHeader'),
    ...(maxAge ? { maxAgeSeconds: Number(maxAge.text) } : {}),
  };
}

function headersOf(
  rule: CorsRule,
  { origin, method }: { origin: string; method: string },
): { vary: string } & Record<string, string> {
  return {
    'access-control-allow-origin': origin,
    vary: 'Origin',
    'access-control-allow-methods': method,
    ...(rule.expose?.length ? { 'access-control-expose-headers': rule.expose.join(',') } : {}),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
  };
}

function isAnyOf(text: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const [start = '', end] = pattern.split('*');
    if (end === undefined) return text === pattern;
    return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
  });
}

const lower = (text: string) => text.toLowerCase();
