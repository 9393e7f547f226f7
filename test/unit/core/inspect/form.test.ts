import assert from 'node:assert/strict';
import type { Examined } from '../../../../src/core/inspect/examine.ts';
import { readSigned } from '../../../../src/core/inspect/readSigned.ts';
import { uploadPage } from '../../../../src/core/page/uploadPage.ts';
import { toBase64 } from '../../../../src/core/policyText.ts';
import { unixShell } from '../../../../src/core/quoting/unix.ts';
import { nodeHashing } from '../../../../src/platform/node.ts';

type Entry = readonly [name: string, value: string];

const OWN: readonly Entry[] = [
  ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
  ['X-Amz-Credential', 'DO00AAAA/20261124/nyc3/s3/aws4_request'],
  ['X-Amz-Date', '20261124T080000Z'],
];

function fieldsFor(
  fields: readonly Entry[],
  more: readonly unknown[] = [],
  covered: readonly Entry[] = fields,
): Entry[] {
  const conditions = [
    ...[...covered, ...OWN].map(([name, value]) => ({ [name]: value })),
    ['eq', '$bucket', 'photos'],
    ...more,
  ];
  const policy = toBase64(JSON.stringify({ expiration: '2026-11-24T09:00:00Z', conditions }));
  return [...fields, ...OWN, ['Policy', policy], ['X-Amz-Signature', '0a'.repeat(32)]];
}

const URL = 'https://photos.nyc3.digitaloceanspaces.com/';
const curl = (
  fields: readonly Entry[],
  file: readonly string[] = ['--form', 'file=@a'],
  behind: readonly Entry[] = [],
) =>
  unixShell.command([
    'curl',
    ...fields.flatMap(([name, value]) => ['--form-string', `${name}=${value}`]),
    ...file,
    ...behind.flatMap(([name, value]) => ['--form-string', `${name}=${value}`]),
    URL,
  ]);

function read(text: string): Examined {
  const found = readSigned(text, { connections: [] });
  assert.ok(found, text);
  return found.first;
}
const codes = (text: string) => read(text).problems.map(({ code }) => code);
const KEY: Entry = ['key', 'in/a.txt'];

describe('inspect: an upload form', () => {
  it('says where, until when and what it allows', () => {
    const more = [
      ['starts-with', '$Content-Type', 'image/'],
      ['content-length-range', 1, 1000],
      ['starts-with', '$x-amz-meta-a', ''],
    ];
    const fields = fieldsFor([KEY, ['acl', 'private'], ['bucket', 'photos']], more);
    const { kind, method, place, signed, conditions, problems } = read(
      curl([['Content-Type', 'image/png'], ['x-amz-meta-a', 'b'], ...fields]),
    );
    assert.deepEqual([kind, method, place.space, place.key], ['form', 'POST', 'photos', 'in/a.txt']);
    assert.deepEqual(
      [signed.accessKeyId, signed.made, signed.ends],
      ['DO00AAAA', Date.UTC(2026, 10, 24, 8), Date.UTC(2026, 10, 24, 9)],
    );
    assert.deepEqual(problems, []);
    assert.deepEqual(conditions, [
      { how: 'is', name: 'key', value: 'in/a.txt' },
      { how: 'is', name: 'acl', value: 'private' },
      { how: 'beginsWith', name: 'Content-Type', value: 'image/' },
      { how: 'anything', name: 'x-amz-meta-a' },
      { how: 'size', min: 1, max: 1000 },
    ]);
  });

  const good = fieldsFor([KEY]);
  const without = (name: string) => good.filter(([each]) => each !== name);
  const dropBox = fieldsFor([], [['starts-with', '$key', 'in/']]);
  const cases: readonly (readonly [name: string, text: string, ...codes: string[]])[] = [
    ['well-formed', curl(good)],
    ['a drop box', curl([['key', 'in/$' + '{filename}'], ...dropBox])],
    ['a drop box with a key beside it', curl([['key', 'out/a'], ...dropBox]), 'condition'],
    ['without its key', curl(without('key')), 'missing'],
    ['without its signature', curl(without('X-Amz-Signature')), 'missing'],
    ['without a field of the signature', curl(without('X-Amz-Date')), 'missing', 'condition'],
    ['a field without a condition', curl([['acl', 'private'], ...good]), 'uncovered'],
    [
      'a field with another value',
      curl(
        fieldsFor([KEY, ['acl', 'private']]).map(
          ([name, value]): Entry => [name, name === 'acl' ? 'public-read' : value],
        ),
      ),
      'condition',
    ],
    [
      'a field that is demanded and not there',
      curl(fieldsFor([KEY], [], [KEY, ['acl', 'private']])),
      'condition',
    ],
    ['a size that nothing has', curl(fieldsFor([KEY], [['content-length-range', 5, 3]])), 'condition'],
    ['a status that is no number', curl(fieldsFor([KEY, ['success_action_status', 'ok']])), 'condition'],
    ['no file', curl(good, []), 'noFile'],
    ['a field behind the file', curl(good, undefined, [['acl', 'private']]), 'behindFile'],
    ['a policy that is no base64', curl([...without('Policy'), ['Policy', '%%%']]), 'policy'],
    ['a policy that is no JSON', curl([...without('Policy'), ['Policy', toBase64('{')]]), 'policy'],
    [
      'a policy without an end',
      curl([...without('Policy'), ['Policy', toBase64('{"conditions":[]}')]]),
      'policy',
    ],
    ['a key with white space at its end', curl(fieldsFor([['key', 'a ']])), 'key', 'condition'],
    [
      'a signature that is cut off',
      curl([...without('X-Amz-Signature'), ['X-Amz-Signature', '0a']]),
      'signature',
    ],
    [
      'curl cuts a field at ";"',
      `curl -F 'key=a;b' ${curl(fieldsFor([['key', 'a;b']]).filter(([name]) => name !== 'key')).slice(5)}`,
      'condition',
    ],
    [
      'version 2',
      curl([
        KEY,
        ['AWSAccessKeyId', 'A'],
        [
          'policy',
          toBase64(
            '{"expiration":"2026-11-24T09:00:00Z","conditions":[{"key":"in/a.txt"},{"bucket":"photos"}]}',
          ),
        ],
        ['signature', 'abc='],
      ]),
    ],
  ];
  for (const [name, text, ...expected] of cases) {
    it(`${name}: ${expected.join() || 'nothing is wrong'}`, () => {
      assert.deepEqual(codes(text), expected);
    });
  }

  it('a form whose fields all stand behind the file has none', () => {
    assert.equal(readSigned(curl([], undefined, good), { connections: [] }), undefined);
  });

  it('no message repeats a policy or a signature', () => {
    for (const [, text] of cases) {
      const said = JSON.stringify(read(text).problems);
      assert.ok(!/(?:0a){20}|eyJ|aws4_request/.test(said), said);
    }
  });

  const same: Readonly<Record<string, string>> = {
    'as JSON': JSON.stringify({ url: URL, fields: Object.fromEntries(good) }),
    'as JSON with pairs': JSON.stringify({ url: URL, fields: good }),
    'as Python': `{'url': '${URL}', 'fields': {${good.map(([name, value]) => `'${name}': '${value}'`).join(', ')}}}`,
    'as a page': `<form method="post" action="${URL}" enctype="multipart/form-data">${good
      .map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`)
      .join('\n')}<input type="file" name="file"><input type="submit" value="Go"></form>`,
    'with PowerShell 7': `Invoke-RestMethod -Method Post -Uri '${URL}' -Form @{ ${good
      .map(([name, value]) => `'${name}' = '${value}'`)
      .join('; ')}; file = 'x' }`,
  };
  for (const [name, text] of Object.entries(same)) {
    it(`${name}`, () => {
      const { kind, place, problems } = read(text);
      assert.deepEqual([kind, place.space, place.key, problems], ['form', 'photos', 'in/a.txt', []]);
    });
  }

  it('data and pages may lack a field of which only the beginning is demanded', () => {
    const family = fieldsFor([KEY], [['starts-with', '$Content-Type', 'image/']]);
    assert.deepEqual(codes(JSON.stringify({ url: URL, fields: family })), []);
    assert.deepEqual(codes(curl(family)), ['condition']);
  });

  it('the page that we make for uploads', async () => {
    const fields = fieldsFor([KEY, ['acl', 'private']]);
    const form = { url: URL, fields };
    const html = await uploadPage(
      {
        key: 'in/a.txt',
        isBox: false,
        min: 1,
        forms: { plain: form, seen: form, blind: form },
        title: undefined,
        ends: new Date('2026-11-24T09:00:00Z'),
        moments: { locale: 'en', timeZone: 'UTC' },
      },
      async (text) => nodeHashing.sha256Hex(text),
    );
    const { kind, place, problems } = read(html);
    assert.deepEqual([kind, place.space, place.key, problems], ['form', 'photos', 'in/a.txt', []]);
  });
});
