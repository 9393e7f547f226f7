import assert from 'node:assert/strict';
import type { Found } from '../../../../src/core/import/found.ts';
import { readPicked, readSources, type SourceFile } from '../../../../src/core/import/sources.ts';
import { readVariables } from '../../../../src/core/import/variables.ts';
import { assertGolden } from '../../../support/golden.ts';

const files: readonly SourceFile[] = [
  {
    kind: 'awsCredentials',
    path: '~/.aws/credentials',
    text: `[default]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = s1#;=

[spaces]
aws_access_key_id = DO00SPACES
aws_secret_access_key = s2
[moved]
aws_access_key_id = AKID
aws_secret_access_key = s3
aws_session_token = t3==
[half]
aws_access_key_id = AKID
[token]
aws_access_key_id = dop_v1_0123456789abcdef
aws_secret_access_key = s4
`,
  },
  {
    kind: 'awsConfig',
    path: '~/.aws/config',
    text: `[default]
region = eu-west-1
[profile spaces]
region = nyc3
[profile moved]
endpoint_url = https://never.example
services = local
region = us-west-2
s3 =
  addressing_style = virtual
[services local]
s3 =
  endpoint_url = http://localhost:9000
dynamodb =
  endpoint_url = http://localhost:8000
[profile role]
role_arn = arn:aws:iam::123456789012:role/r
source_profile = default
[profile sso]
sso_session = my
sso_account_id = 1
[profile program]
credential_process = /bin/sh -c "touch /tmp/ran"
[profile elsewhere]
aws_access_key_id = OWNKEY
aws_secret_access_key = s5
region = us-east-1
[profile mended]
aws_access_key_id = OWNKEY
aws_secret_access_key = s6
endpoint_url = https://my-space.ams3.digitaloceanspaces.com
[profile ignored]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = s7
ignore_configured_endpoint_urls = true
endpoint_url = https://never.example
region = cn-north-1
[sso-session my]
sso_start_url = https://x
`,
  },
  {
    kind: 's3cmd',
    path: '~/.s3cfg',
    text: `[default]
access_key = AKID
secret_key = s8
access_token =
bucket_location = US
host_base = localhost:7480
host_bucket = %(bucket)s.localhost:7480
use_https = False
`,
  },
  {
    kind: 'rclone',
    path: '~/.config/rclone/rclone.conf',
    text: `[drive]
type = drive
token = {"access_token":"never"}

[do]
type = s3
provider = DigitalOcean
env_auth = false
access_key_id = AKID
secret_access_key = s9
endpoint = fra1.digitaloceanspaces.com
acl = private
[aws]
type = s3
provider = AWS
access_key_id = AKID
secret_access_key = s10
region = eu-central-1
[machine]
type = s3
provider = AWS
env_auth = true
[wasabi]
type = s3
provider = Wasabi
access_key_id = AKID
secret_access_key = s11
endpoint = s3.eu-central-1.wasabisys.com
[ceph]
type = s3
provider = Ceph
access_key_id = AKID
secret_access_key = s12
endpoint = https://ceph.example:8443
region = other-v2-signature
[lost]
type = s3
provider = DigitalOcean
access_key_id = AKID
secret_access_key = s13
`,
  },
  {
    kind: 'mc',
    path: '~/.mc/config.json',
    text: JSON.stringify({
      version: '10',
      aliases: {
        local: {
          url: 'http://localhost:9000',
          accessKey: 'minio',
          secretKey: 's14',
          api: 'S3v4',
          path: 'auto',
        },
        gcs: { url: 'https://storage.example', accessKey: '', secretKey: '', api: 'S3v2', path: 'dns' },
      },
    }),
  },
  { kind: 'dotenv', path: '~/huge.env' },
];

/** One line a connection; of a secret its length and its end. */
function line({ tool, path, part, name, place, credentials, spaces, problem }: Found): string {
  const { accessKeyId, secretAccessKey = '', sessionToken } = credentials ?? {};
  const where = place && `${place.endpoint} ${place.region} ${place.addressing} (${place.provider})`;
  const keys = credentials && `${accessKeyId}/${secretAccessKey}${sessionToken ? `/${sessionToken}` : ''}`;
  const named = spaces.length > 0 ? `Spaces: ${spaces.join()}` : '';
  const said = problem === undefined ? [where ?? 'asks for the endpoint', keys, named] : [`NOT: ${problem}`];
  return [`${tool} ${path} ${part}`, name ?? '-', ...said].filter(Boolean).join(' | ');
}

describe("other tools' configuration", () => {
  it('is read as reviewed', () => {
    const found = readSources(files, {});
    assertGolden(new URL('sources.golden.txt', import.meta.url), `${found.map(line).join('\n')}\n`);
  });

  it('s3cmd: an endpoint with its scheme, and every word for no', () => {
    const placeOf = (more: string) =>
      readPicked({ path: '.s3cfg', text: `access_key = AK\nsecret_key = SK\n${more}` })[0]?.place?.endpoint;
    for (const no of ['False', 'no', 'off', '0'])
      assert.equal(placeOf(`host_base = s3.example:9000\nuse_https = ${no}`), 'http://s3.example:9000');
    for (const base of ['https://s3.example/', 'http://s3.example', 's3.example'])
      assert.equal(placeOf(`host_base = ${base}\nuse_https = True`), 'https://s3.example');
  });

  it('files that a person picks are told by what is in them', () => {
    const told = files.filter(({ text }) => text !== undefined);
    for (const { kind, path, text } of told) {
      const known = readSources([{ kind, path, text }], {}).map(({ part }) => part);
      const picked = readPicked({ path, text }).map(({ part }) => part);
      assert.ok(picked.length > 0 && known.every((part) => picked.includes(part)), `${kind}: ${picked}`);
    }
    assert.deepEqual(
      readPicked({ path: 'x', text: '# a\nSPACES_KEY=a\nSPACES_SECRET=b' }).map(({ part }) => part),
      ['SPACES_…'],
    );
  });

  it('an encrypted rclone.conf is refused with what helps, also below its comment', () => {
    const text = '# Encrypted rclone configuration File\n\nRCLONE_ENCRYPT_V0:\n4EtEEx4yX9Rmyg0=\n';
    for (const kind of ['rclone', undefined] as const) {
      const [found, ...others] = readPicked({ kind, path: '~/rclone.conf', text });
      assert.deepEqual(others, []);
      assert.match(found?.problem ?? '', /encrypted.*rclone config show/);
    }
  });

  it("s3cmd's values may be environment variables; what it does not set is AWS's", () => {
    const text = '[default]\naccess_key = $MY_KEY\nsecret_key = $MY_SECRET\nbucket_location = EU';
    const [found] = readSources([{ kind: 's3cmd', path: '', text }], { MY_KEY: 'A', MY_SECRET: 's' });
    assert.deepEqual(found?.credentials, { accessKeyId: 'A', secretAccessKey: 's' });
    assert.equal(found?.place?.endpoint, 'https://s3.eu-west-1.amazonaws.com');
    assert.match(readSources([{ kind: 's3cmd', path: '', text }], {})[0]?.problem ?? '', /key pair/);
    assert.match(
      readPicked({ path: '', text })[0]?.problem ?? '',
      /key pair/,
      'a stranger may have written it',
    );
  });
});

describe('variables', () => {
  const read = (variables: Record<string, string>) => readVariables(variables, { tool: 'environment' });
  const cases: readonly (readonly [what: string, variables: Record<string, string>, ...lines: string[]])[] = [
    ['none', { PATH: '/bin', AWS_REGION: 'nyc3' }],
    [
      'AWS, the endpoint of S3 before the one of all',
      {
        AWS_ACCESS_KEY_ID: 'A',
        AWS_SECRET_ACCESS_KEY: 's',
        AWS_SESSION_TOKEN: 't',
        AWS_ENDPOINT_URL: 'https://all.example',
        AWS_ENDPOINT_URL_S3: 'https://s3.example',
        AWS_REGION: 'eu-1',
      },
      'AWS_… https://s3.example eu-1 path A/s/t',
    ],
    [
      'Laravel, with the bucket in the endpoint and beside it',
      {
        AWS_ACCESS_KEY_ID: 'A',
        AWS_SECRET_ACCESS_KEY: 's',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_BUCKET: 'files',
        AWS_ENDPOINT: 'https://files.nyc3.digitaloceanspaces.com',
      },
      'AWS_… https://nyc3.digitaloceanspaces.com nyc3 virtual A/s files',
    ],
    ['terraform and pulumi', { SPACES_ACCESS_KEY_ID: 'A', SPACES_SECRET_ACCESS_KEY: 's' }, 'SPACES_… ? A/s'],
    [
      'two names for one pair: the whole one',
      { SPACES_ACCESS_KEY_ID: 'X', SPACES_KEY: 'A', SPACES_SECRET: 's', SPACES_REGION: 'sgp1' },
      'SPACES_… https://sgp1.digitaloceanspaces.com sgp1 virtual A/s',
    ],
    [
      'DO_SPACES, the bucket as a path, a trailing slash, a CDN host',
      {
        DO_SPACES_ACCESS_KEY: 'A',
        DO_SPACES_SECRET_KEY: 's',
        DO_SPACES_ENDPOINT: 'https://nyc3.digitaloceanspaces.com/my-space/',
      },
      'DO_SPACES_… https://nyc3.digitaloceanspaces.com nyc3 virtual A/s my-space',
    ],
    [
      'the bucket before a host of another provider',
      {
        S3_ACCESS_KEY: 'A',
        S3_SECRET_KEY: 's',
        S3_BUCKET: 'box',
        S3_ENDPOINT: 'https://box.s3.eu-central-1.wasabisys.com',
      },
      'S3_… https://s3.eu-central-1.wasabisys.com eu-central-1 path A/s box',
    ],
    ['half a pair', { DO_SPACES_KEY: 'A' }, 'DO_SPACES_… NOT'],
    [
      'several families at once',
      { SPACES_KEY: 'A', SPACES_SECRET: 's', DO_SPACES_KEY: 'B', DO_SPACES_SECRET: 's2' },
      'SPACES_… ? A/s',
      'DO_SPACES_… ? B/s2',
    ],
  ];
  for (const [what, variables, ...lines] of cases) {
    it(what, () => {
      const said = read(variables).map(({ part, place, credentials, spaces, problem }) => {
        if (problem !== undefined) return `${part} NOT`;
        const where = place ? `${place.endpoint} ${place.region} ${place.addressing}` : '?';
        const keys = Object.values(credentials ?? {}).join('/');
        return [part, where, keys, ...spaces].join(' ');
      });
      assert.deepEqual(said, lines);
    });
  }

  it('a CDN host stands for the Space it serves', () => {
    const [found] = read({
      SPACES_KEY: 'A',
      SPACES_SECRET: 's',
      SPACES_ENDPOINT: 'https://box.nyc3.cdn.digitaloceanspaces.com',
    });
    assert.equal(found?.place?.endpoint, 'https://nyc3.digitaloceanspaces.com');
    assert.deepEqual(found?.spaces, ['box']);
  });

  it('a user name in an endpoint is refused without being repeated', () => {
    const [found] = read({ S3_KEY: 'A', S3_SECRET: 's', S3_ENDPOINT: 'https://me:hunter2@h.example' });
    assert.match(found?.problem ?? '', /user name and password/);
    assert.ok(!found?.problem?.includes('hunter2'));
  });
});
