import { t } from '@vscode/l10n';
import { SpacesError } from './errors.ts';

/**
 * One rule of a Space's CORS configuration (AWS, "CORSRule"): which pages may read what their browser fetched. Origins
 * and headers are patterns with at most one `*`.
 */
export interface CorsRule {
  readonly id?: string | undefined;
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers: readonly string[];
  readonly expose: readonly string[];
  /** How long a browser may remember the permission, seconds. */
  readonly maxAgeSeconds?: number | undefined;
}

/** Where vscode.dev and github.dev run extensions: each installation has a name of its own below it. */
export const EDITOR_ORIGIN = 'https://*.vscode-cdn.net';

/** What to allow for an editor at this page; in none, or one below vscode.dev's: all of those. */
export function editorOrigin(page: string | undefined): string {
  const isElsewhere = page !== undefined && /^https?:/.test(page) && !covers(EDITOR_ORIGIN, page);
  return isElsewhere ? page : EDITOR_ORIGIN;
}

/** By it we know our own rule again. */
const OWN_ID = 'spaceport-browser';

/** As many as a Space takes (AWS, "PutBucketCors"; Ceph, rgw_cors_rules_max_num). */
const MAX_RULES = 100;

/** What the extension sends in a browser, beside headers that need no permission. */
const METHODS = ['GET', 'HEAD'];
const HEADERS = ['authorization', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];

/** What it reads of an answer, beside headers that any page may read. */
const EXPOSE = [
  ...['ETag', 'Date', 'Age', 'Content-Length', 'Content-Range', 'Retry-After'],
  ...['x-amz-bucket-region', 'x-amz-request-id', 'x-amz-storage-class', 'x-amz-version-id'],
];

/** The ready rule: an editor in the browser may browse and read, and nothing else. */
export function browserRule(origin = EDITOR_ORIGIN): CorsRule {
  return {
    id: OWN_ID,
    origins: [origin],
    methods: METHODS,
    headers: ['*'],
    expose: EXPOSE,
    maxAgeSeconds: 3600,
  };
}

/**
 * The rules with the ready one for one more origin. All that are there stay as they are; an earlier one of ours gives its
 * origins to the new one. Ours comes first, since on Ceph the first rule for an origin decides, whether it allows the
 * method or not. Throws `badArguments` where there are too many.
 */
export function withBrowserRule(rules: readonly CorsRule[], origin: string): readonly CorsRule[] {
  const others = rules.filter((rule) => !isOwn(rule));
  const earlier = rules.filter(isOwn).flatMap(({ origins }) => origins);
  if (others.length >= MAX_RULES) {
    throw new SpacesError(
      'badArguments',
      t('A Space takes {0} CORS rules at most, and this one has that many. Remove one first.', MAX_RULES),
    );
  }
  return [{ ...browserRule(), origins: [...new Set([...earlier, origin])].sort() }, ...others];
}

function isOwn({ id }: CorsRule): boolean {
  return id === OWN_ID;
}

/** Whether every page that `origin` stands for may browse already, on stores where the first rule decides too. */
export function allowsBrowsing(rules: readonly CorsRule[], origin: string): boolean {
  for (const rule of rules) {
    if (!rule.origins.some((pattern) => overlap(pattern, origin))) continue;
    if (!METHODS.every((method) => rule.methods.includes(method))) return false;
    const patterns = rule.headers.map((name) => name.toLowerCase());
    if (!HEADERS.every((name) => patterns.some((pattern) => covers(pattern, name)))) return false;
    if (rule.origins.some((pattern) => covers(pattern, origin))) return true;
  }
  return false;
}

/** What the rules allow to some of its pages and the ready rule in front of them does not, where the first one decides. */
export function methodsOvertaken(rules: readonly CorsRule[], origin: string): readonly string[] {
  const own = [origin, ...rules.filter(isOwn).flatMap(({ origins }) => origins)];
  const overtaken = rules.filter(({ origins }) => origins.some((a) => own.some((b) => overlap(a, b))));
  const methods = new Set(overtaken.flatMap((rule) => rule.methods));
  return [...methods].filter((method) => !METHODS.includes(method));
}

/**
 * The same rules in the same order; within a rule order means nothing, nor does the case of a header. A rule may lack a
 * name that the other has: a store may give or drop names.
 */
export function isSameRules(a: readonly CorsRule[], b: readonly CorsRule[]): boolean {
  const isNamedAlike = a.every(({ id }, at) => [undefined, id].includes(b[at]?.id) || id === undefined);
  return isNamedAlike && JSON.stringify(a.map(canonical)) === JSON.stringify(b.map(canonical));
}

function canonical({ origins, methods, headers, expose, maxAgeSeconds }: CorsRule) {
  const set = (texts: readonly string[]) => [...new Set(texts)].sort();
  const names = (texts: readonly string[]) => set(texts.map((text) => text.toLowerCase()));
  return [set(origins), set(methods), names(headers), names(expose), maxAgeSeconds ?? null];
}

/** Whether `pattern` stands for all that `text` does, itself a pattern or not. */
function covers(pattern: string, text: string): boolean {
  const [start = '', end] = pattern.split('*');
  if (end === undefined) return text === pattern;
  const literal = text.replace('*', '').length;
  return text.startsWith(start) && text.endsWith(end) && literal >= start.length + end.length;
}

/** Whether some text is of both patterns. */
function overlap(a: string, b: string): boolean {
  if (!a.includes('*')) return covers(b, a);
  if (!b.includes('*')) return covers(a, b);
  const [startA = '', endA = ''] = a.split('*');
  const [startB = '', endB = ''] = b.split('*');
  const oneBegins = startA.startsWith(startB) || startB.startsWith(startA);
  return oneBegins && (endA.endsWith(endB) || endB.endsWith(endA));
}

/** Rules as the document of the S3 protocol, which `s3cmd setcors` takes, too. */
export function corsXml(...rules: readonly CorsRule[]): string {
  return `<CORSConfiguration>\n${rules.map(ruleXml).join('')}</CORSConfiguration>\n`;
}

function ruleXml(rule: CorsRule): string {
  const many = (name: string, values: readonly string[]) => values.map((value) => element(name, value));
  const lines = [
    ...many('ID', rule.id === undefined ? [] : [rule.id]),
    ...many('AllowedOrigin', rule.origins),
    ...many('AllowedMethod', rule.methods),
    ...many('AllowedHeader', rule.headers),
    ...many('ExposeHeader', rule.expose),
    ...many('MaxAgeSeconds', rule.maxAgeSeconds === undefined ? [] : [String(rule.maxAgeSeconds)]),
  ];
  return `  <CORSRule>\n${lines.join('')}  </CORSRule>\n`;
}

function element(name: string, text: string): string {
  const escaped = text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
  return `    <${name}>${escaped}</${name}>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The rule as the file that `aws s3api put-bucket-cors --cors-configuration` takes. */
export function corsJson(rule: CorsRule): string {
  const written = {
    ID: rule.id,
    AllowedOrigins: rule.origins,
    AllowedMethods: rule.methods,
    AllowedHeaders: rule.headers,
    ExposeHeaders: rule.expose,
    MaxAgeSeconds: rule.maxAgeSeconds,
  };
  return `${JSON.stringify({ CORSRules: [written] }, undefined, 2)}\n`;
}

const ORIGIN = /^(https?):\/\/([^\s/?#@:[\]]+|\[[0-9a-f:.]+\])(?::(\d{1,5}|\*))?\/?$/i;

/**
 * An editor's address as the browser sends it in `Origin`: in lower case, without the scheme's own port. Throws
 * `badArguments` for what is no origin, and for one that stands for any page.
 */
export function readOrigin(text: string): string {
  const [, scheme = '', host = '', port] = ORIGIN.exec(text.trim()) ?? [];
  const url = `${scheme}://${host}${port === undefined || port === '*' ? '' : `:${port}`}`;
  if (host === '' || !URL.canParse(url)) {
    throw bad(t('An address of an editor looks like https://code.example.com, without a path.'));
  }
  const { origin, hostname } = new URL(url);
  const read = port === '*' ? `${origin}:*` : origin;
  if (read.split('*').length > 2) throw bad(t('An address has one * at most.'));
  // By the address as it is read: `%2A` and a Japanese keyboard's wide star are stars, too.
  if (/^\*\.?$/.test(hostname)) throw bad(t('This stands for any page. Name the host of the editor.'));
  return read;
}

function bad(message: string): SpacesError {
  return new SpacesError('badArguments', message);
}
