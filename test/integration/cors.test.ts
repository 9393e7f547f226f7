import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import {
  allowsBrowsing,
  browserRule,
  type CorsRule,
  corsXml,
  EDITOR_ORIGIN,
  isSameRules,
  withBrowserRule,
} from '../../src/core/cors.ts';
import { SpacesError } from '../../src/core/errors.ts';
import { freshSpace, type TestSpace } from '../support/cephForTests.ts';
import { hostileAws } from '../support/hostileAws.ts';
import { connectionTo, realStore } from '../support/realStore.ts';
import { type KeyPair, signedFetch } from '../support/signedFetch.ts';
import { allowAll } from '../support/userPolicy.ts';

const { signal } = new AbortController();
const page = 'https://v--1a2b3c.vscode-cdn.net';
const asked = 'authorization,x-amz-content-sha256,x-amz-date,x-amz-security-token';

const app: CorsRule = {
  id: 'the <app> & its "rule"',
  origins: ['http://localhost:3000', 'https://app.example.com'],
  methods: ['GET', 'PUT', 'POST', 'DELETE'],
  headers: ['content-type', 'x-amz-*'],
  expose: ['ETag', 'x-amz-version-id'],
  maxAgeSeconds: 60,
};
const everybody: CorsRule = { origins: ['*'], methods: ['PUT'], headers: [], expose: [] };

describe("a Space's CORS rules on Ceph", function () {
  this.timeout(60_000);
  let space: TestSpace;
  beforeEach(async () => {
    space = await freshSpace();
  });

  const target = () => ({ connection: connectionTo(space), space: space.bucket });
  const rulesOf = (keys: KeyPair = space.keys) => realStore(keys).rules;
  const preflight = async (origin = page, method = 'GET') => {
    const headers = {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': asked,
    };
    const answer = await fetch(`${space.endpoint}/${space.bucket}/key`, { method: 'OPTIONS', headers });
    await answer.arrayBuffer();
    return answer;
  };
  const allow = async (origin = EDITOR_ORIGIN) => {
    const { rules } = realStore(space.keys);
    await rules.write(target(), withBrowserRule(await rules.read(target(), signal), origin), signal);
    return rules.read(target(), signal);
  };

  it('none at all are none', async () => {
    assert.deepEqual(await rulesOf().read(target(), signal), []);
  });

  it('come back as they were written, with every field, in their order', async () => {
    const written = [everybody, app, { ...browserRule(), maxAgeSeconds: undefined }];
    await rulesOf().write(target(), written, signal);
    const read = await rulesOf().read(target(), signal);
    assert.ok(isSameRules(read, written), JSON.stringify(read));
    assert.deepEqual(
      read.map(({ id }) => id),
      written.map(({ id }) => id),
    );
  });

  it('with the ready rule an editor under vscode-cdn.net may ask, and before it may not', async () => {
    assert.equal((await preflight()).status, 403);
    await allow();
    const answer = await preflight();
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('access-control-allow-origin'), page);
    assert.equal(answer.headers.get('access-control-max-age'), '3600');
    assert.match(answer.headers.get('access-control-expose-headers') ?? '', /\bDate\b/);
    assert.equal((await preflight(page, 'HEAD')).status, 200);
    assert.equal((await preflight(page, 'PUT')).status, 403);
    for (const other of ['https://vscode-cdn.net', 'https://evil.example', 'http://v--1.vscode-cdn.net'])
      assert.equal((await preflight(other)).status, 403, other);
  });

  it('all that were there stay, and stay in force for their own pages', async () => {
    await rulesOf().write(target(), [app], signal);
    const after = await allow();
    assert.ok(isSameRules(after.slice(1), [app]));
    const headers = { origin: 'https://app.example.com', 'access-control-request-method': 'PUT' };
    const answer = await fetch(`${space.endpoint}/${space.bucket}/key`, { method: 'OPTIONS', headers });
    assert.equal(answer.status, 200);
  });

  it('comes first, since the first rule for an origin decides', async () => {
    await rulesOf().write(target(), [everybody, browserRule()], signal);
    assert.equal((await preflight()).status, 403, 'behind a rule for every origin it counts for nothing');
    assert.ok(!allowsBrowsing(await rulesOf().read(target(), signal), EDITOR_ORIGIN));
    const after = await allow();
    assert.equal((await preflight()).status, 200);
    assert.ok(allowsBrowsing(after, EDITOR_ORIGIN));
    assert.ok(isSameRules(after, [browserRule(), everybody]));
  });

  it('the XML that is copied is taken as it is, as `s3cmd setcors` sends it', async () => {
    const body = corsXml(browserRule());
    const answer = await signedFetch(`${space.endpoint}/${space.bucket}?cors=`, space.keys, {
      method: 'PUT',
      body,
    });
    assert.equal(answer.status, 200);
    assert.ok(isSameRules(await rulesOf().read(target(), signal), [browserRule()]));
    assert.equal((await preflight()).status, 200);
  });

  it('a second editor is allowed beside the first', async () => {
    await allow();
    await allow('https://code.example.com');
    assert.equal((await preflight()).status, 200);
    assert.equal((await preflight('https://code.example.com')).status, 200);
  });

  it('a hundred are kept, one more is refused by us', async () => {
    const many = Array.from({ length: 99 }, (_, n) => ({ ...app, id: `rule ${n}` }));
    await rulesOf().write(target(), many, signal);
    const after = await allow();
    assert.equal(after.length, 100);
    assert.ok(isSameRules(after.slice(1), many));
    assert.throws(() => withBrowserRule([...many, everybody], EDITOR_ORIGIN), /100 CORS rules/);
  });

  it('hostile AWS variables and files change nothing', () => {
    const script = fileURLToPath(new URL('../support/allowBrowserIn.ts', import.meta.url));
    const { accessKeyId, secretAccessKey } = space.keys;
    const args = [script, space.endpoint, space.bucket, accessKeyId, secretAccessKey];
    for (const by of ['variables', 'files'] as const) {
      const { stdout, stderr } = spawnSync(process.execPath, args, { env: hostileAws(by), encoding: 'utf8' });
      assert.equal(stderr, '');
      assert.ok(isSameRules(JSON.parse(stdout) as CorsRule[], [browserRule()]), stdout);
    }
  });

  it('virtual-hosted addresses, dotted names and odd regions are signed as they are', async () => {
    const endpoint = space.endpoint.replace('127.0.0.1', 'localhost');
    const dotted = `${space.bucket}.dotted`;
    await space.client.send(new CreateBucketCommand({ Bucket: dotted }));
    const connection = connectionTo({ endpoint, region: 'Mars_1' }, { addressing: 'virtual' });
    for (const name of [space.bucket, dotted]) {
      await rulesOf().write({ connection, space: name }, [app], signal);
      assert.ok(isSameRules(await rulesOf().read({ connection, space: name }, signal), [app]), name);
    }
  });

  it('a clock that is wrong by an hour is set by the refusal', async () => {
    const { rules } = realStore(space.keys, () => Date.now() - 3_600_000);
    await rules.write(target(), [app], signal);
    assert.ok(isSameRules(await rules.read(target(), signal), [app]));
  });

  describe('are refused clearly', () => {
    const refused = async (work: Promise<unknown>, code: string, words: RegExp) => {
      const error = await work.then(
        () => assert.fail('was not refused'),
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof SpacesError, `${error}`);
      assert.equal(error.code, code);
      assert.match(error.message, words);
      assert.equal(error.connectionId, target().connection.id);
    };

    it('to a key that may only read, which does learn them', async () => {
      const uid = `reader-${randomBytes(4).toString('hex')}`;
      const keys = await space.createUser({ uid, readOnly: true });
      await allowAll(space, space.bucket, uid);
      assert.deepEqual(await rulesOf(keys).read(target(), signal), []);
      await refused(
        rulesOf(keys).write(target(), [app], signal),
        'accessDenied',
        new RegExp(`may not change the CORS rules of the Space: ${space.bucket}$`),
      );
    });

    it('to a stranger, a wrong key, a wrong secret, and for a Space that is not there', async () => {
      const stranger = await space.createUser({ uid: `stranger-${randomBytes(4).toString('hex')}` });
      await refused(rulesOf(stranger).read(target(), signal), 'accessDenied', /may not read the CORS rules/);
      const unknown = { ...space.keys, accessKeyId: 'NOSUCHKEY' };
      await refused(rulesOf(unknown).read(target(), signal), 'wrongKey', /access key ID/);
      const wrong = { ...space.keys, secretAccessKey: 'wrong' };
      await refused(rulesOf(wrong).read(target(), signal), 'wrongSecret', /secret/);
      const nowhere = { ...target(), space: 'no-such-space-1' };
      await refused(rulesOf().read(nowhere, signal), 'noSuchSpace', /no-such-space-1$/);
    });
  });
});
