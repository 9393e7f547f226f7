// Configuration written by the tools themselves becomes connections that list a real gateway.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { importConnections } from '../../src/commands/import/importConnections.ts';
import { readAws } from '../../src/core/import/aws.ts';
import type { Found } from '../../src/core/import/found.ts';
import { readSources } from '../../src/core/import/sources.ts';
import { THIS_COMPUTER } from '../../src/core/machine.ts';
import { createImportSources } from '../../src/platform/importSources.ts';
import { runBoto3 } from '../support/boto3/run.ts';
import { CephAdmin } from '../support/cephAdmin.ts';
import { sdkClient, useCeph } from '../support/cephForTests.ts';
import { ensureGroups, findCommand } from '../support/debian.mjs';
import { FakeConnectionStore } from '../support/fakes/connectionStore.ts';
import { FakeNotices } from '../support/fakes/notices.ts';
import { FakePrompts, pickMany } from '../support/fakes/prompts.ts';
import { FakeProgress } from '../support/fakes/small.ts';
import { run, start } from '../support/process.mjs';
import { realStore } from '../support/realStore.ts';
import { scratchFolder } from '../support/scratch.mjs';

describe('Import Connections, on what the tools wrote themselves', function () {
  this.timeout(120_000);
  const home = scratchFolder('import-home');
  /** What the tools' readers treat in a way of their own. */
  const secret = `${randomBytes(9).toString('base64')}/+=#;"%'\\$x`;
  const accessKeyId = `IMPORT${randomBytes(6).toString('hex').toUpperCase()}`;
  const bucket = `import-${randomBytes(4).toString('hex')}`;
  const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8' };
  const sources = createImportSources({ environment: env, home, isWindows: false });
  let endpoint = '';

  const tool = (name: string, ...args: readonly string[]) =>
    run(findCommand(name) ?? name, [...args], { env });

  before(async () => {
    await ensureGroups(['tools']);
    const ceph = await useCeph();
    endpoint = ceph.endpoint;
    await new CephAdmin(ceph).createUser({ uid: accessKeyId, accessKeyId, secretAccessKey: secret });
    const client = sdkClient(ceph, { accessKeyId, secretAccessKey: secret });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'a b.txt', Body: 'x' }));

    const set = (...args: readonly string[]) => tool('aws', 'configure', 'set', ...args, '--profile', 'ceph');
    await set('aws_access_key_id', accessKeyId);
    await set('aws_secret_access_key', secret);
    await set('endpoint_url', endpoint);
    await set('s3.addressing_style', 'path');
    await tool(
      'rclone',
      ...['config', 'create', 'my.re-mote', 's3', 'provider=Ceph', `endpoint=${endpoint}`],
      ...[`access_key_id=${accessKeyId}`, `secret_access_key=${secret}`],
    );
    const { host } = new URL(endpoint);
    const dumped = await tool(
      's3cmd',
      ...[`--access_key=${accessKeyId}`, `--secret_key=${secret}`, `--host=${host}`, `--host-bucket=${host}`],
      ...['--no-ssl', '--dump-config'],
    );
    writeFileSync(join(home, '.s3cfg'), dumped);
  });

  it('each gives the pair as it is, and a connection that lists', async () => {
    const found = readSources(await sources.usual(), env);
    assert.deepEqual(
      found.map(({ tool: by, name }) => [by, name]),
      [
        ['aws', 'ceph'],
        ['s3cmd', undefined],
        ['rclone', 'my.re-mote'],
      ],
    );
    for (const { tool: by, credentials, place, problem } of found) {
      assert.equal(problem, undefined, by);
      assert.deepEqual(credentials, { accessKeyId, secretAccessKey: secret }, by);
      assert.equal(place?.endpoint, endpoint, by);
      assert.equal(place?.addressing, 'path', by);
    }
  });

  it('the flow tests them on the gateway, saves them, and they list', async () => {
    const store = new FakeConnectionStore();
    const [prompts, notices] = [new FakePrompts(), new FakeNotices()];
    const { host } = new URL(endpoint);
    prompts.expect('Import Connections', pickMany('ceph', host, 'my.re-mote'));
    const keys = { accessKeyId, secretAccessKey: secret };
    const real = realStore(keys);
    const before = (await sources.usual()).map(({ text }) => text);
    const count = await importConnections({
      ...{ store, prompts, notices, sources, folders: [], tester: real.tester, progress: new FakeProgress() },
      ...{ machine: THIS_COMPUTER, random: Math.random, canListSpaces: true },
      chooseFiles: async () => [],
      openHelp: async () => undefined,
    });
    assert.equal(count, 3);
    assert.deepEqual(notices.messages, [`Connections added: ceph, ${host}, my.re-mote`]);
    const signal = new AbortController().signal;
    for (const connection of store.list()) {
      assert.deepEqual(await real.store.listSpaces(connection, signal), [bucket]);
      const page = await real.store.listPage(connection, bucket, { prefix: '' }, signal);
      assert.deepEqual(
        page.objects.map(({ key }) => key),
        ['a b.txt'],
      );
      assert.deepEqual(await store.credentials(connection), { state: 'ok', credentials: keys });
    }
    assert.deepEqual(
      (await sources.usual()).map(({ text }) => text),
      before,
      'nothing changed there',
    );
  });

  it('an rclone.conf that rclone encrypted is refused politely', async () => {
    const folder = scratchFolder('import-encrypted');
    const file = join(folder, 'rclone.conf');
    writeFileSync(file, readFileSync(join(home, '.config', 'rclone', 'rclone.conf')));
    const env = { PATH: process.env.PATH, HOME: home, RCLONE_CONFIG: file };
    const menu = start(findCommand('rclone') ?? 'rclone', ['config'], { env, stdin: true });
    const answer = async (question: RegExp, text: string) => {
      await menu.untilOutput(question);
      menu.child.stdin?.write(`${text}\n`);
    };
    await answer(/s\) Set configuration password/, 's');
    await answer(/a\) Add Password/, 'a');
    await answer(/NEW configuration password/, 'a password');
    await answer(/Confirm NEW/, 'a password');
    await menu.untilOutput(/Password set/);
    await menu.stop();
    const text = readFileSync(file, 'utf8');
    assert.match(text, /RCLONE_ENCRYPT_V0:/);
    const [found, ...others] = readSources([{ kind: 'rclone', path: file, text }], {});
    assert.match(found?.problem ?? '', /encrypted/);
    assert.deepEqual(others, []);
  });
});

describe('what an AWS profile means', () => {
  const credentials = `[default]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = d/+=#;
[both]
aws_access_key_id = AKIAIOSFODNN7PAIRS01
aws_secret_access_key = from-credentials
aws_session_token = FwoGZXIvYXdz//==
[services]
aws_access_key_id = AKID
aws_secret_access_key = s
[plain]
aws_access_key_id = AKID
aws_secret_access_key = "quoted"
`;
  const config = `[default]
region = eu-west-1
[profile both]
region = us-west-2
aws_access_key_id = AKIAIOSFODNN7CONFIG1
aws_secret_access_key = from-config
[profile services]
region = nyc3
endpoint_url = https://profile.example
services = my-services
s3 =
  addressing_style = path
[services my-services]
dynamodb =
  endpoint_url = https://dynamo.example
s3 =
  endpoint_url = https://s3.example:8443
[profile plain]
endpoint_url = http://localhost:9000
region = here-1
[profile config-only]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = c
region = ap-southeast-2
[profile ignored]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = i
region = eu-central-1
endpoint_url = https://never.example
ignore_configured_endpoint_urls = true
`;

  it('boto3 and we agree, on every profile', async () => {
    const folder = scratchFolder('profiles');
    const at = { credentials: join(folder, 'credentials'), config: join(folder, 'config') };
    mkdirSync(folder, { recursive: true });
    writeFileSync(at.credentials, credentials);
    writeFileSync(at.config, config);
    const found = readAws({ text: credentials, path: '' }, { text: config, path: '' });
    const ours = Object.fromEntries(found.map((each) => [each.name ?? 'default', meaningOf(each)]));
    const theirs = (await runBoto3('profiles.py', { ...at, profiles: Object.keys(ours) })) as Record<
      string,
      Theirs
    >;
    assert.deepEqual(Object.keys(ours).sort(), [
      'both',
      'config-only',
      'default',
      'ignored',
      'plain',
      'services',
    ]);
    for (const [name, { style, ...said }] of Object.entries(theirs)) {
      assert.deepEqual(ours[name], { ...said, sessionToken: said.sessionToken ?? undefined }, name);
      if (style) assert.equal(found.find((each) => each.name === name)?.place?.addressing, style);
    }
  });
});

interface Theirs {
  readonly endpoint: string;
  readonly region: string;
  readonly style: string | null;
  readonly sessionToken: string | null;
}

function meaningOf({ place, credentials }: Found) {
  return { endpoint: place?.endpoint, region: place?.region, sessionToken: undefined, ...credentials };
}
