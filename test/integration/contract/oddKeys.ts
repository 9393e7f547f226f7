import assert from 'node:assert/strict';
import { send } from './client.ts';
import { expectStatus } from './expect.ts';
import { keysOf } from './page.ts';
import { makeSpace, mustSend, type Subject } from './subject.ts';

const keys = [
  ...['a//b', '/lead', '//two', 'dir/', './a', '../b', 'a/../b', 'a/./b', '.', '..'],
  ...[
    ' edge ',
    'tab\t',
    'line\nbreak',
    'control\u0001',
    'del\u007f',
    'next\u0085',
    'no\u00a0break',
    '\u2028',
  ],
  ...['e\u0301', '\u00e9', '%41', '%', '%2F', 'a+b', '?', '#', '&', '=', '\\', '"', "'", '`', '$x', '!'],
  ...['(*)', '~', ';,:@', '[{<|>}]', '^', '\u{1f600}\u200d', '漢', '\u202egnp', 'k'.repeat(1024)],
];

/** Keys that clients, shells and XML have trouble with. */
export function oddKeyCases(use: () => Subject): void {
  let space: string;

  before(async () => {
    space = await makeSpace(use());
  });

  for (const key of keys) {
    it(`${JSON.stringify(key.slice(0, 20))}: put, listed and read by signed URL, both ways of addressing`, async () => {
      await mustSend(use(), { method: 'PUT', space, key, body: `of ${key}` });
      const query = [
        ['list-type', '2'],
        ['encoding-type', 'url'],
        ['max-keys', '2'],
        ['start-after', ''],
      ] as const;
      const list = await send(use(), { space, query });
      assert.deepEqual(keysOf(list), [key]);
      for (const virtual of [false, true]) {
        const answer = await send(use(), { space, key, sign: 'link', virtual });
        expectStatus(answer, 200);
        assert.equal(answer.text, `of ${key}`);
      }
      await mustSend(use(), { method: 'DELETE', space, key });
    });
  }

  for (const [title, key] of [
    ['1,025 bytes', 'k'.repeat(1025)],
    ['1,026 bytes of two-byte characters', 'é'.repeat(513)],
  ] as const) {
    it(`a key of ${title}: 400 InvalidObjectName`, async () => {
      expectStatus(await send(use(), { method: 'PUT', space, key, body: 'x' }), 400, 'InvalidObjectName');
      expectStatus(await send(use(), { space, key }), 400, 'InvalidObjectName');
    });
  }
}
