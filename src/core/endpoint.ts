import { t } from '@vscode/l10n';
import { SpacesError } from './errors.ts';
import { expression } from './expression.ts';
import { endpointOf, readSpacesHost } from './regions.ts';

export interface ReadEndpoint {
  /** Scheme, host and a port other than the scheme's own; nothing after it. */
  readonly endpoint: string;
  /** A Space that stood in the host, as in `my-space.nyc3.digitaloceanspaces.com`. */
  readonly space?: string | undefined;
  /** The signature's region, where the host tells. */
  readonly region?: string | undefined;
  /** `http:` to another machine: names, contents and signatures could be read on the way. */
  readonly insecure: boolean;
}

/**
 * An endpoint as a person or a caller gives it. Where none is given, `scheme: 'optional'` puts one in front: `https://`,
 * for this machine `http://`; `'required'` refuses that. Throws `badArguments` with what to change.
 */
export function readEndpoint(text: string, scheme: 'optional' | 'required'): ReadEndpoint {
  const url = parse(text.trim(), scheme);
  const spacesHost = readSpacesHost(url.hostname);
  return {
    endpoint: spacesHost ? withProtocol(url, endpointOf(spacesHost.slug)) : url.origin,
    space: spacesHost?.space,
    region: regionIn(url.hostname),
    insecure: url.protocol === 'http:' && !isThisMachine(url.hostname),
  };
}

/** The endpoint's host and port, for names and messages. */
export function hostOf(endpoint: string): string {
  return new URL(endpoint).host;
}

const UNFIT = expression(String.raw`[\s\p{Cc}\p{Cf}\\]`, 'u');

function parse(text: string, scheme: 'optional' | 'required'): URL {
  if (text === '') throw bad(t('Give an endpoint, such as https://s3.example.com'));
  // The URL parser drops tabs and line breaks and turns backslashes: what is shown would not be what is used.
  if (UNFIT().test(text)) throw bad(t('An endpoint has no spaces, control characters or backslashes.'));
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  if (!hasScheme && scheme === 'required')
    throw bad(t('The endpoint needs its scheme in front: https:// or http://'));
  let url: URL;
  try {
    url = new URL(hasScheme ? text : withScheme(text));
  } catch {
    throw bad(
      t('This is not an address. An endpoint looks like https://s3.example.com or http://localhost:9000'),
    );
  }
  refuseParts(url, text);
  return url;
}

/** A store on this machine seldom speaks TLS; any other must. */
function withScheme(text: string): string {
  const { hostname } = new URL(`https://${text}`);
  return `${isThisMachine(hostname) ? 'http' : 'https'}://${text}`;
}

function refuseParts(url: URL, text: string): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw bad(t('An endpoint begins with https:// or http://'));
  if (url.username !== '' || url.password !== '' || /^[^/]*\/\/[^/]*@/.test(text))
    throw bad(t('Leave user name and password out of the endpoint: the key pair is asked for later.'));
  if (/[?#]/.test(text)) throw bad(t('Leave out what follows ? or # in the endpoint.'));
  if (!/^\/*$/.test(url.pathname))
    throw bad(t('Leave the path out of the endpoint: it ends after the host and its port.'));
  if (url.hostname === 'digitaloceanspaces.com')
    throw bad(t("Put the region in front of the endpoint's host: nyc3.digitaloceanspaces.com"));
}

function withProtocol(url: URL, endpoint: string): string {
  return `${url.protocol}//${new URL(endpoint).hostname}${url.port === '' ? '' : `:${url.port}`}`;
}

/** `localhost` and names below it, 127.0.0.0/8 and ::1. */
function isThisMachine(hostname: string): boolean {
  return /^(?:(?:.+\.)?localhost\.?|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}

/** Providers whose hosts name the region: `s3.eu-west-1.amazonaws.com`, `s3.fr-par.scw.cloud`. */
const REGION_HOSTS =
  /(?:^|\.)s3[.-](?:dualstack\.)?([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|backblazeb2\.com|wasabisys\.com|scw\.cloud)$/;

function regionIn(hostname: string): string | undefined {
  if (hostname.endsWith('.r2.cloudflarestorage.com')) return 'auto';
  return readSpacesHost(hostname)?.slug ?? REGION_HOSTS.exec(hostname)?.[1];
}

function bad(message: string): SpacesError {
  return new SpacesError('badArguments', message);
}
