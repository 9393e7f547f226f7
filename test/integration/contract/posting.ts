import assert from 'node:assert/strict';
import { type Answer, send, type Wire } from './client.ts';
import { expectHeaders, expectStatus } from './expect.ts';
import { post, type TestForm } from './form.ts';
import { makeSpace, type Subject } from './subject.ts';

type Form = Omit<TestForm, 'space'> & { readonly space?: string };
type Refusal = readonly [title: string, form: Form, status: number, code: string, message?: string];

/** A form with one more field that its policy names. */
const withField = (name: string, value: string): Form => ({
  fields: [[name, value]],
  conditions: [{ [name]: value }],
});
const without = (name: string): Form => ({ change: (parts) => parts.filter((part) => part.name !== name) });

const refusals: readonly Refusal[] = [
  [
    'eq violated',
    { conditions: [['eq', '$key', 'k2']] },
    403,
    'AccessDenied',
    'Policy condition failed: eq: $key, k2',
  ],
  [
    'starts-with violated',
    { conditions: [['starts-with', '$key', 'z']] },
    ...([403, 'AccessDenied', 'Policy condition failed: starts-with: $key, z'] as const),
  ],
  [
    'another value',
    { conditions: [{ key: 'k2' }] },
    ...([403, 'AccessDenied', 'Policy check failed, variable not met condition: key'] as const),
  ],
  [
    'a condition on a field that is not there',
    { conditions: [{ foo: 'x' }] },
    ...([403, 'AccessDenied', 'Policy check failed, variable not found: foo'] as const),
  ],
  ...['acl', 'Content-Type', 'x-amz-meta-a', 'success_action_status', 'foo'].map(
    (name): Refusal => [
      `${name}, which no condition names`,
      { fields: [[name, 'public-read']] },
      ...([403, 'AccessDenied', `Policy missing condition: ${name}`] as const),
    ],
  ),
  [
    'the file before the key',
    { change: (parts) => parts.toReversed() },
    400,
    'InvalidArgument',
    'Key not specified',
  ],
  ['no key', without('key'), 400, 'InvalidArgument', 'Key not specified'],
  ['an empty key', { key: '' }, 400, 'InvalidArgument', 'Empty object name'],
  ['a file too large', { conditions: [['content-length-range', 1, 6]] }, 400, 'EntityTooLarge'],
  ['a file too small', { conditions: [['content-length-range', 8, 10]] }, 400, 'EntityTooSmall'],
  [
    'an empty file where one byte is asked',
    { conditions: [['content-length-range', 1, 10]], file: { content: '' } },
    ...([400, 'EntityTooSmall'] as const),
  ],
  [
    'another type',
    { fields: [['Content-Type', 'text/x']], conditions: [['starts-with', '$Content-Type', 'image/']] },
    ...([403, 'AccessDenied', 'Policy condition failed: starts-with: $Content-Type, image/'] as const),
  ],
  ['after its end', { expiration: '2026-01-01T00:00:00Z' }, 403, 'AccessDenied', 'Policy expired'],
  [
    'an end that is no time',
    { expiration: 'soon' },
    400,
    'InvalidArgument',
    'Failed to parse policy expiration',
  ],
  ['a policy that is no JSON', { policy: '{"expiration":' }, 400, 'InvalidArgument', 'Malformed JSON'],
  ['no policy', without('Policy'), 403, 'AccessDenied', ''],
  ['no signature', without('X-Amz-Signature'), 400, 'InvalidArgument', 'Missing aws4 signature'],
  ['an unknown key pair', { keys: { accessKeyId: 'NOPE', secretAccessKey: 'x' } }, 403, 'AccessDenied', ''],
  [
    'a changed policy',
    changed('Policy', btoa('{"expiration":"2099-01-01T00:00:00Z","conditions":[]}')),
    403,
    'AccessDenied',
    '',
  ],
  [
    'another key than signed',
    changed('key', 'k2'),
    403,
    'AccessDenied',
    'Policy check failed, variable not met condition: key',
  ],
  ['a Space that is not there', { space: 'nope-nope' }, 404, 'NoSuchBucket'],
  [
    'another Space in the policy',
    { conditions: [{ bucket: 'other' }] },
    ...([403, 'AccessDenied', 'Policy check failed, variable not met condition: bucket'] as const),
  ],
  ...[' k1', 'k1 ', '\tk1', 'k1\n', `a\${filename}b`].map(
    (key): Refusal => [
      `the exact key ${JSON.stringify(key)}, which is trimmed or filled in`,
      { key },
      ...([403, 'AccessDenied', 'Policy check failed, variable not met condition: key'] as const),
    ],
  ),
  ['an ACL that is none', withField('acl', 'foo'), 400, 'InvalidArgument', 'Bad canned ACLs'],
];

const acceptances: readonly (readonly [title: string, form: Form])[] = [
  ['its own fields alone', {}],
  ['eq', { conditions: [['eq', '$key', 'k1']] }],
  ['starts-with', { conditions: [['starts-with', '$key', 'k']] }],
  ['starts-with nothing', { conditions: [['starts-with', '$key', '']] }],
  ['a size at both bounds', { conditions: [['content-length-range', 7, 7]] }],
  ['bounds as text', { conditions: [['content-length-range', '0', '10']] }],
  ['x-ignore- fields', { fields: [['x-ignore-a', 'b']] }],
  ['fields behind the file', { change: (parts) => [...parts, { name: 'acl', value: 'public-read' }] }],
  [
    'names in lower case',
    { change: (parts) => parts.map((part) => ({ ...part, name: part.name.toLowerCase() })) },
  ],
  ['signed eight days ago', { date: new Date(Date.now() - 8 * 86_400_000) }],
  ['signed tomorrow', { date: new Date(Date.now() + 86_400_000) }],
  ['an end in a year', { expiration: new Date(Date.now() + 365 * 86_400_000).toISOString() }],
  ['a status it does not know', withField('success_action_status', '500')],
];

/** POST of a form with a policy: the upload command. */
export function postingCases(use: () => Subject): void {
  let space: string;

  before(async () => {
    space = await makeSpace(use());
  });

  const upload = (form: Form): Promise<Answer> => post(use(), { space, ...form });
  const stored = (key: string) => send(use(), { space, key });

  for (const [title, form, status, code, message] of refusals) {
    it(`${title}: ${status} ${code}`, async () => {
      const answer = await upload(form);
      expectStatus(answer, status, code);
      if (message !== undefined) assert.equal(/<Message>(.*)<\/Message>/s.exec(answer.text)?.[1], message);
    });
  }

  it('a wrong secret: 403 AccessDenied', async () => {
    expectStatus(await upload({ keys: { ...use().keys, secretAccessKey: 'x' } }), 403, 'AccessDenied');
  });

  acceptances.forEach(([title, form], index) => {
    it(`${title}: 204`, async () => {
      const content = `file ${String(index).padStart(2, '0')}`;
      const answer = await upload({ ...form, file: { content } });
      expectStatus(answer, 204);
      assert.equal(answer.body.length, 0);
      assert.equal((await stored('k1')).text, content);
    });
  });

  it('works as often as it is sent', async () => {
    for (const content of ['first', 'second']) {
      expectStatus(await upload({ file: { content } }), 204);
      assert.equal((await stored('k1')).text, content);
    }
  });

  it('stores the Content-Type field, not the part’s, and neither Cache-Control nor Content-Disposition', async () => {
    const fields = [
      ['Content-Type', 'image/png'],
      ['Cache-Control', 'no-store'],
      ['Content-Disposition', 'inline'],
      ['x-amz-meta-a', 'kept'],
    ] as const;
    const conditions = fields.map(([name, value]) => ({ [name]: value }));
    expectStatus(await upload({ fields, conditions }), 204);
    const headers = { 'content-type': 'image/png', 'x-amz-meta-a': 'kept' };
    expectHeaders(await stored('k1'), {
      ...headers,
      'cache-control': undefined,
      'content-disposition': undefined,
    });
    expectStatus(await upload({}), 204);
    expectHeaders(await stored('k1'), { 'content-type': 'binary/octet-stream' });
  });

  it('acl public-read: readable by everybody', async () => {
    expectStatus(await upload({ ...withField('acl', 'public-read'), key: 'public' }), 204);
    expectStatus(await send(use(), { space, key: 'public', sign: 'none' }), 200);
  });

  it('success_action_status 200 and 201', async () => {
    expectStatus(await upload(withField('success_action_status', '200')), 200);
    const created = await upload({ ...withField('success_action_status', '201'), key: 'a b/ü' });
    assert.equal(created.status, 201);
    assert.match(
      created.text,
      /<PostResponse><Location>.*%20b%2F%C3%BC<\/Location><Bucket>[\w-]+<\/Bucket><Key>a b\/ü<\/Key><ETag>[0-9a-f]{32}<\/ETag>/,
    );
  });

  it('success_action_redirect: 303, always with another ?', async () => {
    const answer = await upload({
      ...withField('success_action_redirect', 'http://x.example/?a=1'),
      key: 'a/ü',
    });
    assert.equal(answer.status, 303);
    const etag = '%22321c3cf486ed509164edec1e1981fec8%22';
    expectHeaders(answer, { location: `http://x.example/?a=1?bucket=${space}&key=a%2F%C3%BC&etag=${etag}` });
  });

  it('no file part: two bytes are stored', async () => {
    expectStatus(await upload({ file: null, key: 'no-file' }), 204);
    assert.equal((await stored('no-file')).body.length, 2);
  });

  it('any bytes, and many', async () => {
    const tricky = 'a\r\n------contract\r\n\r\n--b\r\n';
    expectStatus(await upload({ file: { content: tricky } }), 204);
    assert.equal((await stored('k1')).text, tricky);
    expectStatus(await upload({ file: { content: 'x'.repeat(3_000_000) } }), 204);
    assert.equal((await stored('k1')).body.length, 3_000_000);
  });

  const names: readonly (readonly [filename: string, key: string])[] = [
    ...[
      'a b',
      'x,y',
      'x=y',
      "it's",
      '漢.txt',
      '%41',
      '%22',
      'dir/sub',
      'C:\\fakepath\\x',
      '../../x',
      ' edge ',
      '',
    ].map((name) => [name, `up/${name}`] as const),
    ['semi;colon.bin', 'up/"semi'],
  ];
  for (const [filename, key] of names) {
    it(`\${filename} of ${JSON.stringify(filename)}: ${JSON.stringify(key)}`, async () => {
      const form = { key: `up/\${filename}`, conditions: [['starts-with', '$key', 'up/']] };
      expectStatus(await upload({ ...form, file: { name: filename, content: filename } }), 204);
      assert.equal((await stored(key)).text, filename);
    });
  }

  it('what is no form: 400 InvalidArgument', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await send(use(), { method: 'POST', space, sign: 'none', headers, body: 'a=b' });
    expectStatus(answer, 400, 'InvalidArgument');
  });

  it('a form of unknown length, as curl sends it when it can’t read the file: 411 MissingContentLength', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x', 'transfer-encoding': 'chunked' };
    const change = (wire: Wire) => {
      const { 'content-length': _, ...kept } = wire.headers;
      return { ...wire, headers: kept };
    };
    const answer = await send(use(), { method: 'POST', space, sign: 'none', headers, body: 'a=b', change });
    expectStatus(answer, 411, 'MissingContentLength');
  });
}

function changed(name: string, value: string): Form {
  return { change: (parts) => parts.map((part) => (part.name === name ? { ...part, value } : part)) };
}
