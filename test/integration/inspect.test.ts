// Links and commands that others and we hand out, read back: what they say, and whether their signatures are right.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { inspect } from '../../src/commands/inspect.ts';
import type { Connection } from '../../src/core/connection.ts';
import { SpacesError } from '../../src/core/errors.ts';
import { formatLinks } from '../../src/core/formats/links.ts';
import { defaultFileName, uploadProblem } from '../../src/core/keyRules.ts';
import { shellOf } from '../../src/core/quoting/shell.ts';
import { SHELL_IDS } from '../../src/core/settings.ts';
import type { PostForm } from '../../src/core/signing.ts';
import { putCommand, uploadCommand } from '../../src/core/uploadCommand.ts';
import { nodeHashing } from '../../src/platform/node.ts';
import { createSigner } from '../../src/s3/signer.ts';
import { runBoto3 } from '../support/boto3/run.ts';
import { ensureGroups } from '../support/debian.mjs';
import { downloadLine } from '../support/downloadLine.ts';
import { inspectSetup } from '../unit/commands/inspectSetup.ts';

const SPACE = 'example-bucket';
const credentials = { accessKeyId: 'DO00EXAMPLE', secretAccessKey: 'example/secret+key' };
const KEYS = [
  'my-object.zip',
  'a b/ä#?%+&=.txt',
  "it's $HOME `id` !! & | ; < >.txt",
  '漢字/😀 e\u0301.png',
  'per%41cent 100%.txt',
  '-dash --help.txt',
  '(a) [b] {c} ~ ^ @ *.txt',
];

const at = (more: Partial<Connection>): Connection => ({
  id: 'aaaaaaaaaa',
  name: 'Mine',
  provider: 'custom',
  endpoint: 'https://nyc3.digitaloceanspaces.com',
  region: 'nyc3',
  addressing: 'virtual',
  readOnly: false,
  ...more,
});
const CONNECTIONS = [
  at({}),
  at({ endpoint: 'https://minio.example:9000', region: 'us-east-1', addressing: 'path' }),
];

interface Sample {
  readonly maker: string;
  readonly connection: Connection;
  readonly key: string;
  readonly method: 'GET' | 'PUT' | 'POST';
  /** Version 2 is read, and not verified. */
  readonly isOld?: boolean;
  readonly text: string;
}

const places = CONNECTIONS.flatMap((connection) => KEYS.map((key) => ({ connection, key })));
const EXPIRES_IN = 3600;

async function byBoto3(): Promise<readonly Sample[]> {
  const forms = ['repr', 'json'] as const;
  const wanted = places.flatMap(({ connection, key }) => [
    { connection, key, method: 'GET' as const, as: 'url', version: 's3v4' },
    { connection, key, method: 'GET' as const, as: 'url', version: 's3', isOld: true },
    { connection, key, method: 'PUT' as const, as: 'url', version: 's3v4' },
    ...forms.map((as) => ({ connection, key, method: 'POST' as const, as, version: 's3v4' })),
  ]);
  const cases = wanted.map(({ connection: { endpoint, region, addressing }, ...more }) => ({
    ...{ endpoint, region, addressing, space: SPACE, expiresIn: EXPIRES_IN, ...credentials },
    ...more,
  }));
  const texts = (await runBoto3('presign.py', cases)) as readonly string[];
  return wanted.map((each, index) => ({ ...each, maker: `boto3 ${each.as}`, text: texts[index] ?? '' }));
}

/** `aws s3 presign`, which takes a second each. */
async function byAws(): Promise<readonly Sample[]> {
  await ensureGroups(['aws']);
  return places
    .filter(({ key }) => KEYS.indexOf(key) < 3)
    .map(({ connection, key }) => {
      const { endpoint, region } = connection;
      const place = [`s3://${SPACE}/${key}`, '--endpoint-url', endpoint, '--region', region];
      const { stdout, stderr, status } = spawnSync(
        'aws',
        ['s3', 'presign', ...place, '--expires-in', String(EXPIRES_IN)],
        {
          encoding: 'utf8',
          env: {
            PATH: process.env.PATH,
            HOME: '/nonexistent',
            AWS_ACCESS_KEY_ID: credentials.accessKeyId,
            AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
          },
        },
      );
      assert.equal(status, 0, stderr);
      const isOld = stdout.includes('AWSAccessKeyId=');
      return { maker: 'aws', connection, key, method: 'GET' as const, isOld, text: stdout };
    });
}

/** As `mc share upload` prints it (its makeCurlCmd and shellQuote), around forms that boto3 signed. */
function likeMc(forms: readonly Sample[]): readonly Sample[] {
  return (
    forms
      .filter(({ maker }) => maker === 'boto3 json')
      .map((sample) => {
        const { url, fields } = JSON.parse(sample.text) as { url: string; fields: Record<string, string> };
        const quoted = (text: string) => text.replace(/[^A-Za-z0-9_\-.,:/@\n]/gu, '\\$&');
        const others = Object.entries(fields).filter(([name]) => name !== 'key');
        const parts = others.map(([name, value]) => `-F ${name}=${value} `).join('');
        const curl = `curl ${url} ${parts}-F key=${quoted(fields.key ?? '')} -F file=@<FILE>`;
        return { ...sample, maker: 'mc', text: `URL: ${url}\nExpire: 1 hour\nShare: ${curl}\n` };
      })
      // curl itself would cut these at the ";", which is said of them (test/unit/core/inspect).
      .filter(({ key }) => !key.includes(';'))
  );
}

async function byUs(): Promise<readonly Sample[]> {
  const signer = createSigner(nodeHashing);
  const samples: Sample[] = [];
  const add = (sample: Omit<Sample, 'text'>, write: () => string) => {
    try {
      samples.push({ ...sample, text: write() });
    } catch (error) {
      // What a shell can't say is refused.
      if (!(error instanceof SpacesError)) throw error;
    }
  };
  for (const { connection, key } of places) {
    const date = new Date();
    const request = { connection, credentials, space: SPACE, key, expiresIn: EXPIRES_IN, date };
    const url = await signer.signUrl({ ...request, query: [['response-content-type', 'text/plain']] });
    const form: PostForm = await signer.signPost({ ...request, minBytes: 3, maxBytes: 1e6 });
    const put = await signer.signPut({ ...request, headers: [['content-type', 'text/plain']] });
    const link = { url, key, space: SPACE, filename: defaultFileName(key), expiresAt: date };
    for (const as of ['url', 'markdown', 'html', 'wget', 'powershell', 'csv', 'json'] as const) {
      const context = { shell: 'unix', locale: 'en' } as unknown as Parameters<typeof formatLinks>[2];
      add({ maker: `ours as ${as}`, connection, key, method: 'GET' }, () => formatLinks(as, [link], context));
    }
    for (const id of SHELL_IDS) {
      const shell = shellOf(id);
      const of = (method: Sample['method']) => ({ maker: `ours in ${id}`, connection, key, method });
      add(of('GET'), () => downloadLine(url, key, id));
      add(of('PUT'), () => putCommand({ put, key, shell, multiline: true }));
      if (uploadProblem(key) !== undefined) continue;
      for (const multiline of [false, true]) {
        add(of('POST'), () => uploadCommand({ form, key, shell, multiline }));
      }
    }
  }
  return samples;
}

describe('Inspect, over what others and we hand out', function () {
  this.timeout(120_000);
  const samples: Sample[] = [];

  before(async () => {
    const theirs = await byBoto3();
    samples.push(...theirs, ...(await byAws()), ...likeMc(theirs), ...(await byUs()));
  });

  it('there are over 200, of each maker', () => {
    const makers = new Set(samples.map(({ maker }) => maker));
    assert.ok(samples.length >= 200, String(samples.length));
    for (const maker of ['boto3 url', 'boto3 repr', 'aws', 'mc', ...SHELL_IDS.map((id) => `ours in ${id}`)])
      assert.ok(makers.has(maker), maker);
  });

  it('reads each: object, Space, host, method, key ID, times; nothing is wrong, and the signature is right', async () => {
    for (const { maker, connection, key, method, isOld = false, text } of samples) {
      const { deps, shown } = inspectSetup({ connection, credentials, now: Date.now() });
      const found = await inspect(deps, text);
      const what = `${maker}, ${method}: ${key}`;
      const { host } = new URL(connection.endpoint);
      assert.deepEqual(
        [found.key, found.space, found.method, found.accessKeyId],
        [key, SPACE, method, credentials.accessKeyId],
        what,
      );
      assert.ok([host, `${SPACE}.${host}`].includes(found.host), what);
      const ends = Date.parse(found.expiresAt ?? '');
      if (!isOld) assert.ok(Math.abs(ends - Date.parse(found.made ?? '') - EXPIRES_IN * 1000) <= 1000, what);
      assert.ok(Math.abs(ends - Date.now() - EXPIRES_IN * 1000) < 90_000, what);
      assert.equal(found.ended, false, what);
      assert.deepEqual(found.problems, [], what);
      const signature = shown.at(-1)?.facts.find(({ label }) => label === 'Signature')?.value ?? '';
      assert.match(signature, isOld ? /^not checked/ : /^right: made with the key of Mine$/, what);
      assert.ok(!JSON.stringify([found, shown]).match(/[0-9a-f]{64}|eyJ[A-Za-z0-9+/]{40}/), what);
    }
  });

  it('with another key nothing can be told; with a wrong secret it is said', async () => {
    for (const { connection, isOld = false, text, maker, key } of samples) {
      if (isOld) continue;
      const wrong = { ...credentials, secretAccessKey: 'another' };
      const { deps } = inspectSetup({ connection, credentials: wrong, now: Date.now() });
      const { problems } = await inspect(deps, text);
      assert.deepEqual(
        problems.map(({ code }) => code),
        ['wrongSignature'],
        `${maker}: ${key}`,
      );
    }
  });
});
