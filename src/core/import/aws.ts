import type { Addressing } from '../connection.ts';
import type { Found } from './found.ts';
import { readAwsLines, type Sections } from './lines.ts';
import { foundFrom } from './place.ts';

/** One of the two shared files; `path` as a person knows it. */
export interface AwsFile {
  readonly text: string;
  readonly path: string;
}

/** Keys that are made at the moment of use, in the order in which the tools look; `credential_process` comes after a pair. */
const ELSEWHERE = ['role_arn', 'sso_session', 'sso_start_url', 'login_session'] as const;
const AFTER_A_PAIR = ['credential_process', 'credential_source', 'web_identity_token_file'] as const;

/**
 * The profiles of `~/.aws`: of `[work]` in `credentials` and `[profile work]` in `config` the first wins, as for the AWS
 * tools. An endpoint of the `services` section goes before the profile's. Nothing is run and no role taken.
 * Source: docs.aws.amazon.com/sdkref, "Shared config and credentials files", "Service-specific endpoints".
 */
export function readAws(credentials: AwsFile | undefined, config: AwsFile | undefined): readonly Found[] {
  const pairs = readAwsLines(credentials?.text ?? '');
  const settings = readAwsLines(config?.text ?? '');
  const profiles = new Map<string, { readonly path: string | undefined; readonly values: Values }>();
  for (const [section, values] of settings) {
    const name = section === 'default' ? section : /^profile\.(.*)$/s.exec(section)?.[1];
    if (name !== undefined) profiles.set(name, { path: config?.path, values });
  }
  for (const [name, values] of pairs) {
    if (/^(?:profile|services|sso-session)\./.test(name)) continue;
    const before = profiles.get(name)?.values ?? new Map();
    profiles.set(name, { path: credentials?.path, values: new Map([...before, ...values]) });
  }
  return [...profiles].map(([name, { path, values }]) => profile(name, path, { values, settings }));
}

type Values = ReadonlyMap<string, string>;

function profile(
  name: string,
  path: string | undefined,
  { values, settings }: { readonly values: Values; readonly settings: Sections },
): Found {
  const services = settings.get(`services.${values.get('services') ?? ''}`);
  const pair = {
    accessKeyId: values.get('aws_access_key_id'),
    secretAccessKey: values.get('aws_secret_access_key'),
    sessionToken: values.get('aws_session_token'),
  };
  const hasPair = pair.accessKeyId !== undefined && pair.secretAccessKey !== undefined;
  const isIgnored = values.get('ignore_configured_endpoint_urls')?.toLowerCase() === 'true';
  return foundFrom({
    tool: 'aws',
    path,
    part: `[${name}]`,
    name: name === 'default' ? undefined : name,
    ...pair,
    endpoint: isIgnored ? undefined : (services?.get('s3.endpoint_url') ?? values.get('endpoint_url')),
    region: values.get('region'),
    addressing: addressingOf(values.get('s3.addressing_style')),
    keysFrom:
      ELSEWHERE.find((field) => values.has(field)) ??
      (hasPair ? undefined : AFTER_A_PAIR.find((field) => values.has(field))),
  });
}

function addressingOf(style: string | undefined): Addressing | undefined {
  return style === 'path' || style === 'virtual' ? style : undefined;
}
