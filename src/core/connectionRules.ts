import { t } from '@vscode/l10n';
import type { Addressing, Connection } from './connection.ts';
import { expression } from './expression.ts';
import { plain } from './plain.ts';
import type { SpacesRegion } from './regions.ts';

/** A number in [0, 1), as `Math.random` gives. */
export type Random = () => number;

const ID_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A connection's id, `[a-z0-9]{10}`, that none of `taken` has. */
export function newConnectionId(random: Random, taken: (id: string) => boolean): string {
  for (;;) {
    const id = Array.from({ length: 10 }, () => ID_CHARACTERS[Math.floor(random() * 36)] ?? 'a').join('');
    if (!taken(id)) return id;
  }
}

export function isConnectionId(text: string): boolean {
  return /^[a-z0-9]{10}$/.test(text);
}

/** `wanted`, or `wanted 2`, `wanted 3`… where it is taken. */
export function freeName(wanted: string, taken: (name: string) => boolean): string {
  if (!taken(wanted)) return wanted;
  const base = wanted.replace(/ \d+$/, '');
  for (let number = 2; ; number++) if (!taken(`${base} ${number}`)) return `${base} ${number}`;
}

/** The name that is offered for a connection to a region of DigitalOcean. */
export function nameOfRegion(base: string, region: Pick<SpacesRegion, 'slug'>): string {
  return `${base} ${region.slug.toUpperCase()}`;
}

/** The order in which connections are shown: `Work 2` before `Work 10`. */
export function byName(a: Pick<Connection, 'id' | 'name'>, b: Pick<Connection, 'id' | 'name'>): number {
  return a.name.localeCompare(b.name, undefined, { numeric: true }) || (a.id < b.id ? -1 : 1);
}

const MAX_NAME = 100;

const CONTROL = expression(String.raw`\p{Cc}`, 'u');

/** Why a text can't be a connection's name; `undefined`: it can. Names are trimmed before they are kept. */
export function nameProblem(name: string, taken: (name: string) => boolean): string | undefined {
  const trimmed = name.trim();
  if (trimmed === '') return t('Give the connection a name.');
  if (Array.from(trimmed).length > MAX_NAME) return t('A name has at most {0} characters.', MAX_NAME);
  if (CONTROL().test(trimmed)) return t('A name has no control characters.');
  if (taken(trimmed)) return t('Another connection has this name.');
  return undefined;
}

/** Why a text can't be the signature's region; it becomes part of the credential scope, between slashes. */
export function regionProblem(region: string): string | undefined {
  const trimmed = region.trim();
  if (trimmed === '') return t('Give a region. Servers that have none take us-east-1.');
  if (/^[A-Za-z0-9._-]{1,64}$/.test(trimmed)) return undefined;
  return t('A region has letters, digits, dots, hyphens and underscores only.');
}

/**
 * Why a text can't be an access key ID; it stands in the credential scope, between slashes, in a header's list with
 * commas. Key IDs are trimmed before they are kept.
 */
export function accessKeyProblem(accessKeyId: string): string | undefined {
  const trimmed = accessKeyId.trim();
  if (trimmed === '') return t('Give the access key ID.');
  if (/^do[opr]_v1_/.test(trimmed))
    return t('This is a DigitalOcean API token. Spaces need an access key, made on the Spaces page.');
  if (!/^[\x21-\x7e]+$/.test(trimmed))
    return t('An access key ID has no spaces and no letters beyond ASCII.');
  if (/[/,]/.test(trimmed))
    return t('An access key ID has no slash and no comma. Is this the secret access key?');
  return undefined;
}

/** Why a text can't be a secret access key. Secrets are trimmed before they are kept. */
export function secretProblem(secret: string): string | undefined {
  const trimmed = secret.trim();
  if (trimmed === '') return t('Give the secret access key.');
  if (CONTROL().test(trimmed)) return t('A secret access key is one line.');
  return undefined;
}

/**
 * Why a text can't be a Space's name. In a host name the DNS rules of S3 hold; in a path also the older ones, with
 * capitals and underscores. Source: docs.ceph.com/en/reef/radosgw/s3/bucketops, docs.aws.amazon.com (bucket naming).
 */
export function spaceNameProblem(name: string, addressing: Addressing): string | undefined {
  const rule =
    addressing === 'virtual'
      ? /^[a-z0-9](?:[a-z0-9.-]{1,61})[a-z0-9]$/
      : /^[A-Za-z0-9][A-Za-z0-9._-]{1,253}[A-Za-z0-9]$/;
  if (rule.test(name) && !name.includes('..')) return undefined;
  return t('This is not a name that a Space can have: {0}', plain(name));
}

/** Names parted by commas, spaces or line breaks; each once, in the order given. */
export function readSpaceNames(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((name) => name !== ''))];
}
