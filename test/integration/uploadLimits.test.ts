import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import type { UploadDraft } from '../../src/commands/uploads/draft.ts';
import type { UploadTerms } from '../../src/core/uploadTerms.ts';
import { MadeUploads } from '../support/madeUploads.ts';

interface Limit {
  readonly name: string;
  readonly terms: UploadTerms;
  readonly draft?: Partial<UploadDraft>;
  readonly tries: readonly Try[];
}

interface Try {
  readonly name: string;
  /** What whoever has it changes in the command, or in the JSON: text for text. */
  readonly change?: readonly [from: string, to: string];
  readonly content?: string;
  readonly answer: readonly [status: number, code?: string];
  /** Headers of what is stored then. */
  readonly stored?: Readonly<Record<string, string>>;
  /** What everybody gets. */
  readonly forAll?: number;
}

const DENIED = [403, 'AccessDenied'] as const;

/** Each limit with what it lets in and what it does not. */
const limits: readonly Limit[] = [
  {
    name: 'an exact key',
    terms: {},
    tries: [
      { name: 'that key', answer: [204], stored: { 'content-type': 'binary/octet-stream' }, forAll: 403 },
      { name: 'another', change: ['key=k.png', 'key=j.png'], answer: DENIED },
      { name: 'a longer one', change: ['key=k.png', 'key=k.png2'], answer: DENIED },
    ],
  },
  {
    name: 'a largest size',
    terms: { maxBytes: 5 },
    tries: [
      { name: 'just that', content: 'hello', answer: [204] },
      { name: 'nothing', content: '', answer: [204] },
      { name: 'a byte more', content: 'hello!', answer: [400, 'EntityTooLarge'] },
    ],
  },
  {
    name: 'a smallest size',
    terms: { minBytes: 3 },
    tries: [
      { name: 'just that', content: 'abc', answer: [204] },
      { name: 'a byte less', content: 'ab', answer: [400, 'EntityTooSmall'] },
      { name: 'nothing', content: '', answer: [400, 'EntityTooSmall'] },
    ],
  },
  {
    name: 'one size',
    terms: { minBytes: 4, maxBytes: 4 },
    tries: [
      { name: 'that', content: 'four', answer: [204] },
      { name: 'less', content: 'thr', answer: [400, 'EntityTooSmall'] },
      { name: 'more', content: 'fives', answer: [400, 'EntityTooLarge'] },
    ],
  },
  {
    name: 'an exact type',
    terms: { contentType: 'image/webp' },
    tries: [
      { name: 'that', answer: [204], stored: { 'content-type': 'image/webp' } },
      { name: 'another', change: ['Content-Type=image/webp', 'Content-Type=image/png'], answer: DENIED },
      { name: 'in another case', change: ['image/webp', 'image/WebP'], answer: DENIED },
      { name: 'under another name', change: ['Content-Type=image/webp', 'x-ignore-a=1'], answer: DENIED },
    ],
  },
  {
    name: 'a type with a parameter',
    terms: { contentType: 'text/plain; charset=utf-8' },
    tries: [{ name: 'that', answer: [204], stored: { 'content-type': 'text/plain; charset=utf-8' } }],
  },
  {
    name: 'a family of types',
    terms: { contentType: 'image/*' },
    tries: [
      { name: 'as the name tells', answer: [204], stored: { 'content-type': 'image/png' } },
      {
        name: 'another of them',
        change: ['image/png', 'image/gif'],
        answer: [204],
        stored: { 'content-type': 'image/gif' },
      },
      {
        name: 'another family',
        change: ['Content-Type=image/png', 'Content-Type=text/html'],
        answer: DENIED,
      },
      { name: 'none', change: ['Content-Type=image/png', 'x-ignore-a=1'], answer: DENIED },
    ],
  },
  {
    name: 'public',
    terms: { acl: 'public-read' },
    tries: [
      { name: 'as it is', answer: [204], forAll: 200 },
      { name: 'made private', change: ['acl=public-read', 'acl=private'], answer: DENIED },
      { name: 'made writable', change: ['acl=public-read', 'acl=public-read-write'], answer: DENIED },
    ],
  },
  {
    name: 'private',
    terms: { acl: 'private' },
    tries: [
      { name: 'as it is', answer: [204], forAll: 403 },
      { name: 'made public', change: ['acl=private', 'acl=public-read'], answer: DENIED },
    ],
  },
  ...([200, 201, 204] as const).map(
    (successStatus): Limit => ({
      name: `status ${successStatus}`,
      terms: { successStatus },
      tries: [
        { name: 'as it is', answer: [successStatus] },
        {
          name: 'another',
          change: [`success_action_status=${successStatus}`, 'success_action_status=202'],
          answer: DENIED,
        },
      ],
    }),
  ),
  {
    name: 'a redirect',
    terms: { successRedirect: 'https://example.com/thanks' },
    tries: [
      { name: 'as it is', answer: [303] },
      { name: 'elsewhere', change: ['example.com', 'example.org'], answer: DENIED },
    ],
  },
  {
    name: 'metadata',
    terms: { metadata: { From: 'me & "you"', 'a_b.c': '%41; e' } },
    tries: [
      {
        name: 'as it is',
        answer: [204],
        stored: { 'x-amz-meta-from': 'me & "you"', 'x-amz-meta-a_b.c': '%41; e' },
      },
      { name: 'another value', change: ['=me & ', '=us & '], answer: DENIED },
      { name: 'another name', change: ['x-amz-meta-from', 'x-amz-meta-to'], answer: DENIED },
    ],
  },
  {
    name: 'all of them',
    terms: {
      minBytes: 1,
      maxBytes: 10,
      contentType: 'image/*',
      acl: 'public-read',
      successStatus: 201,
      metadata: { a: '1' },
    },
    tries: [
      {
        name: 'kept',
        answer: [201],
        stored: { 'content-type': 'image/png', 'x-amz-meta-a': '1' },
        forAll: 200,
      },
      { name: 'too large', content: 'elevenbytes', answer: [400, 'EntityTooLarge'] },
    ],
  },
];

describe('the limits of an upload, on real Ceph', () => {
  let uploads: MadeUploads;
  beforeEach(async () => {
    uploads = await MadeUploads.start();
  });

  for (const { name, terms, draft, tries } of limits) {
    for (const one of tries) {
      it(`${name}, ${one.name}: ${one.answer.join(' ')}`, async () => {
        const content = one.content ?? 'hello';
        const command = await uploads.make(uploads.draft(terms, draft));
        const json = await uploads.make(uploads.draft(terms, { ...draft, as: 'json' }));
        for (const send of [
          () => uploads.run(changed(command, one.change), { name: 'k.png', content }),
          () => uploads.post(changed(json, one.change, 'json'), { name: 'k.png', content }),
        ]) {
          const { status, code } = await send();
          assert.deepEqual([status, code], [one.answer[0], one.answer[1]]);
          await assertStored(one, content);
        }
      });
    }
  }

  async function assertStored(one: Try, content: string): Promise<void> {
    if (one.answer[0] >= 400) return assert.deepEqual(await uploads.keys(), []);
    const object = await uploads.read('k.png');
    assert.equal(await object.text(), content);
    for (const [name, value] of Object.entries(one.stored ?? {}))
      assert.equal(object.headers.get(name), value);
    if (one.forAll !== undefined) assert.equal(await uploads.statusForAll('k.png'), one.forAll);
  }

  it('a redirect leads where it was asked to', async () => {
    const json = await uploads.make(
      uploads.draft({ successRedirect: 'https://example.com/thanks' }, { as: 'json' }),
    );
    const { answer } = await uploads.post(json, { name: 'k.png', content: 'hello' });
    const location = answer.headers.get('location') ?? '';
    assert.match(location, /^https:\/\/example\.com\/thanks\?bucket=test-\w+&key=k\.png&etag=/);
  });

  it('a form without a file: two bytes, or 400 EntityTooSmall from a smallest size of three on', async () => {
    const open = await uploads.make(uploads.draft({ minBytes: 2 }, { as: 'json' }));
    assert.equal((await uploads.post(open, null)).status, 204);
    const limited = await uploads.make(
      uploads.draft({ minBytes: 3 }, { as: 'json', place: { key: 'limited' } }),
    );
    const { status, code } = await uploads.post(limited, null);
    assert.deepEqual([status, code, await uploads.keys()], [400, 'EntityTooSmall', ['k.png']]);
  });

  it('a file that is not there is not sent, a folder is 411 MissingContentLength; nothing is stored', async () => {
    const command = await uploads.make(uploads.draft({}));
    assert.equal((await uploads.run(command)).status, 0);
    const { status, code } = await uploads.run(`mkdir k.png\n${command}`);
    assert.deepEqual([status, code, await uploads.keys()], [411, 'MissingContentLength', []]);
  });

  it('the end: 403 AccessDenied from that second on', async () => {
    const ends = Math.floor(Date.now() / 1000 + 2) * 1000;
    const lifetime = { expiresIn: 60, date: new Date(ends - 60_000) };
    const [lasting, command] = [
      await uploads.make(uploads.draft({})),
      await uploads.make(uploads.draft({}), lifetime),
    ];
    assert.equal((await uploads.run(lasting, { name: 'k.png', content: '1' })).status, 204);
    const early = await uploads.run(command, { name: 'k.png', content: '1' });
    if (Date.now() < ends) assert.equal(early.status, 204);
    await delay(ends - Date.now() + 50);
    const { status, code } = await uploads.run(command, { name: 'k.png', content: '2' });
    assert.deepEqual([status, code], [403, 'AccessDenied']);
    assert.equal(await (await uploads.read('k.png')).text(), '1');
  });

  it('over several lines, with comments, it does the same', async () => {
    const draft = uploads.draft({ maxBytes: 5, contentType: 'image/*' }, { multiline: true });
    const script = await uploads.make(draft);
    assert.match(script, /^: 'Uploads a file as k\.png, until /);
    assert.equal((await uploads.run(script, { name: 'k.png', content: 'hello' })).status, 204);
    const { code } = await uploads.run(script, { name: 'k.png', content: 'hello!' });
    assert.equal(code, 'EntityTooLarge');
  });
});

/** In JSON a field is `"name": "value"`. */
function changed(text: string, change: Try['change'], as: 'command' | 'json' = 'command'): string {
  if (change === undefined) return text;
  const inJson = (part: string) => JSON.stringify(part).slice(1, -1).replace('=', '": "');
  const [from, to] = as === 'json' ? change.map(inJson) : change;
  assert.ok(from !== undefined && to !== undefined && text.includes(from), `${from} in ${as}`);
  return text.replace(from, () => to);
}
