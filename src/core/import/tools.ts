import { t } from '@vscode/l10n';
import type { Addressing } from '../connection.ts';
import type { Described, Found } from './found.ts';
import { readRcloneLines, readS3cmdLines } from './lines.ts';
import { foundFrom } from './place.ts';

type From = Pick<Described, 'path'>;

/**
 * `~/.s3cfg`: one connection. A value that begins with `$` is an environment variable's, as s3cmd has it.
 * Source: s3cmd's `S3/Config.py`.
 */
export function readS3cmd(text: string, from: From, environment: Environment): readonly Found[] {
  const values = readS3cmdLines(text);
  const get = (name: string) => {
    const value = values.get(name);
    return value?.startsWith('$') ? environment[value.slice(1)] : value;
  };
  const host = get('host_base')
    ?.replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
  const scheme = /^(?:false|no|off|0)$/i.test(get('use_https') ?? '') ? 'http' : 'https';
  const location = get('bucket_location');
  return [
    foundFrom({
      tool: 's3cmd',
      ...from,
      part: '[default]',
      endpoint: host === undefined || host === '' ? undefined : `${scheme}://${host}`,
      usual: 'aws',
      addressing: host === undefined ? undefined : s3cmdAddressing(host, get('host_bucket') ?? ''),
      region: location === 'US' ? undefined : location === 'EU' ? 'eu-west-1' : location,
      accessKeyId: get('access_key'),
      secretAccessKey: get('secret_key'),
      sessionToken: get('access_token'),
    }),
  ];
}

/** The host with the bucket in front of it, or anything else: then it stands in the path. */
function s3cmdAddressing(host: string, hostBucket: string): Addressing {
  return hostBucket.toLowerCase() === `%(bucket)s.${host.toLowerCase()}` ? 'virtual' : 'path';
}

/** Of rclone's providers those whose buckets it puts into the path (`setQuirks` in rclone's `s3.go`). */
const RCLONE_IN_PATH =
  /^(?:Ceph|Cloudflare|IBMCOS|IDrive|IONOS|LyveCloud|Minio|Netease|SeaweedFS|StackPath|Other)$/i;

/** Every remote of the type `s3` in `rclone.conf`. */
export function readRclone(text: string, from: From): readonly Found[] {
  if (/^\s*(?:[#;].*\s+)*RCLONE_ENCRYPT_V/.test(text)) {
    const problem = t(
      'This file is encrypted. Its own tool can show what is in it: {0}',
      'rclone config show',
    );
    return [{ tool: 'rclone', ...from, part: '', spaces: [], problem }];
  }
  return [...readRcloneLines(text)]
    .filter(([, values]) => values.get('type') === 's3')
    .map(([name, values]) => {
      const get = (key: string) => values.get(key) || undefined;
      const region = get('region');
      const hasPair = get('access_key_id') !== undefined && get('secret_access_key') !== undefined;
      return foundFrom({
        tool: 'rclone',
        ...from,
        part: `[${name}]`,
        name,
        endpoint: get('endpoint'),
        usual: get('provider') === 'AWS' ? 'aws' : undefined,
        region: region === 'other-v2-signature' ? undefined : region,
        addressing: rcloneAddressing(get('provider'), get('force_path_style')),
        accessKeyId: get('access_key_id'),
        secretAccessKey: get('secret_access_key'),
        sessionToken: get('session_token'),
        keysFrom: !hasPair && get('env_auth') === 'true' ? 'env_auth' : undefined,
      });
    });
}

function rcloneAddressing(provider: string | undefined, forced: string | undefined): Addressing | undefined {
  if (forced === 'false') return 'virtual';
  if (provider === undefined) return undefined;
  return RCLONE_IN_PATH.test(provider) ? 'path' : 'virtual';
}

/** MinIO Client's `config.json`: its aliases (`hosts` before version 10). */
export function readMc(text: string, from: From): readonly Found[] {
  const config = objectIn(parsed(text));
  const aliases = Object.entries(objectIn(config.aliases ?? config.hosts));
  return aliases.map(([name, alias]) => {
    const { url, accessKey, secretKey, sessionToken, path } = objectIn(alias);
    return foundFrom({
      tool: 'mc',
      ...from,
      part: name,
      name,
      endpoint: textIn(url),
      addressing: path === 'on' ? 'path' : path === 'off' || path === 'dns' ? 'virtual' : undefined,
      accessKeyId: textIn(accessKey),
      secretAccessKey: textIn(secretKey),
      sessionToken: textIn(sessionToken),
    });
  });
}

/** What a program is told in its environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** `undefined` for what is no JSON: whose message would repeat a part of it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectIn(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
