import { t } from '@vscode/l10n';
import type { Connection } from '../connection.ts';
import { linkProblem } from '../keyRules.ts';
import { plain } from '../plain.ts';
import { listed } from '../sentences.ts';
import { type AddressedKey, readAddress } from '../storeAddress.ts';
import type { Condition } from './conditions.ts';
import { examineForm } from './examineForm.ts';
import { foreignProblem, readForeign, readVersion2 } from './otherQueries.ts';
import { type Place, placeOf } from './place.ts';
import { error, type Problem, warning } from './problems.ts';
import type { Entry, WrittenRequest } from './request.ts';
import { readVersion4, type SignedBy } from './signedQuery.ts';
import { decodeComponent, parameterOf, splitUrl, type UrlParts } from './url.ts';

/** All that can be told of a signed request without asking anybody. Times in milliseconds since the epoch. */
export interface Examined {
  /** A signed link, an upload form, or a signed upload of the file itself. */
  readonly kind: 'link' | 'form' | 'put';
  readonly method: string;
  /** False: only who has the key can tell; this is what such a link usually is for. */
  readonly isMethodSure: boolean;
  readonly parts: UrlParts;
  readonly place: Place;
  readonly signed: SignedBy;
  /** The connections whose endpoint this is, with the object as they call it. */
  readonly ours: readonly AddressedKey[];
  readonly versionId?: string | undefined;
  /** What the server is asked to answer with: `response-content-type` and the like, by their names. */
  readonly answer: readonly Entry[];
  readonly conditions: readonly Condition[];
  readonly problems: readonly Problem[];
  /** Holds the secrets. */
  readonly request: WrittenRequest;
}

export interface ExamineContext {
  readonly connections: readonly Connection[];
}

/** `undefined`: this is no signed request. */
export function examine(request: WrittenRequest, context: ExamineContext): Examined | undefined {
  const parts = splitUrl(request.url);
  if (parts === undefined) return undefined;
  return request.form === undefined
    ? examineUrl(request, parts, context)
    : examineForm({ ...request, form: request.form }, parts, context);
}

function examineUrl(
  request: WrittenRequest,
  parts: UrlParts,
  { connections }: ExamineContext,
): Examined | undefined {
  const { parameters } = parts;
  const signed = readVersion4(parameters) ?? readVersion2(parameters) ?? readForeign(parameters);
  if (signed === undefined) return undefined;
  const ours = oursOf(request.url, connections);
  const place = placeOf(parts, { known: ours[0] });
  const { method, isSure } = methodOf(request, parts, signed);
  return {
    kind: method === 'PUT' ? 'put' : 'link',
    method,
    isMethodSure: isSure,
    parts,
    place,
    signed,
    ours,
    versionId: parameterOf(parameters, 'versionId'),
    answer: parameters.filter(([name]) => /^response-/i.test(name)),
    conditions: [],
    problems: [
      ...flawProblems(request),
      ...signed.problems,
      ...urlProblems(parts, place),
      ...headerProblems(request, signed),
      ...(signed.scheme === 'v4' || signed.scheme === 'v2' ? [] : [foreignProblem()]),
    ],
    request,
  };
}

/** The object by each connection whose address this is; an address of none of them is no error here. */
export function oursOf(url: string, connections: readonly Connection[]): readonly AddressedKey[] {
  try {
    return readAddress(url, connections);
  } catch {
    return [];
  }
}

export function flawProblems({ flaws }: WrittenRequest): readonly Problem[] {
  return flaws.map((flaw) =>
    flaw === 'escaped'
      ? warning('escaped', t('In this text "&" is written as "&amp;": so it works in a page alone.'))
      : error('unquoted', t('The URL stands without quotes: a shell ends the command at its first "&".')),
  );
}

/** What holds for every address. */
export function urlProblems(parts: UrlParts, place: Place): readonly Problem[] {
  const problems: Problem[] = [];
  if (decodeComponent(parts.path) === undefined || /%(?![0-9a-f]{2})/i.test(parts.query)) {
    problems.push(
      error('encoding', t('The address is not a valid URL: two hexadecimal digits must follow each "%".')),
    );
  }
  const wrong = place.key ? linkProblem(place.key) : undefined;
  if (wrong !== undefined) problems.push(warning('key', wrong.message));
  if (parts.scheme === 'http' && !THIS_MACHINE.test(parts.host)) {
    problems.push(warning('insecure', t('http: whoever is on the way can read the link and what it gives.')));
  }
  const added = parts.parameters.map(([name]) => name).filter((name) => TRACKING.test(name));
  if (added.length > 0) {
    const names = listed(added.map((name) => plain(name)));
    problems.push(error('added', t('Added after it was signed, so the signature fails: {0}', names)));
  }
  return problems;
}

const THIS_MACHINE = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/;

/** What mail and chat programs hang on links. */
const TRACKING = /^(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid)$/;

function headerProblems({ from, headers }: WrittenRequest, { signedHeaders }: SignedBy): readonly Problem[] {
  if (from !== 'command') return [];
  const sent = headers.map(([name]) => name.toLowerCase());
  // curl sends the length of a file by itself.
  const absent = signedHeaders.filter((name) => name !== 'content-length' && !sent.includes(name));
  if (absent.length === 0) return [];
  return [
    error(
      'headers',
      t('Signed headers that the command does not send: {0}', listed(absent.map((name) => plain(name)))),
    ),
  ];
}

/** Parameters and signed headers that only one method has. */
function methodOf(
  { method }: WrittenRequest,
  { parameters }: UrlParts,
  { signedHeaders, scheme }: SignedBy,
): { method: string; isSure: boolean } {
  if (method !== undefined) return { method, isSure: true };
  const operation = parameterOf(parameters, 'x-id') ?? '';
  const [known] = /^(?:Get|Put|Head|Delete)(?=Object)/.exec(operation) ?? [];
  if (known !== undefined) return { method: known.toUpperCase(), isSure: true };
  const has = (name: string) => parameterOf(parameters, name) !== undefined;
  if (operation === 'UploadPart' || (has('partNumber') && has('uploadId')))
    return { method: 'PUT', isSure: true };
  if (scheme === 'azure')
    return { method: /[wc]/.test(parameterOf(parameters, 'sp') ?? '') ? 'PUT' : 'GET', isSure: true };
  const isUpload = signedHeaders.some((name) => /^(?:content-|x-amz-(?:acl|meta-|checksum-))/.test(name));
  if (isUpload) return { method: 'PUT', isSure: true };
  const isDownload = parameters.some(([name]) => /^response-/i.test(name));
  return { method: 'GET', isSure: isDownload };
}
