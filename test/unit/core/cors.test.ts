import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  allowsBrowsing,
  browserRule,
  type CorsRule,
  corsJson,
  corsXml,
  EDITOR_ORIGIN,
  editorOrigin,
  isSameRules,
  methodsOvertaken,
  readOrigin,
  withBrowserRule,
} from '../../../src/core/cors.ts';
import { assertGolden } from '../../support/golden.ts';
import { parseCors, preflightHeaders } from '../../support/store/cors.ts';
import type { StoreRequest } from '../../support/store/request.ts';

const page = 'https://v--1a2b.vscode-cdn.net';
const names = ['authorization', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];

/** Whether a page may ask, by the model that a real Ceph holds (test/integration/contract/cors.ts). */
function mayAsk(rules: readonly CorsRule[], origin: string, method: string, headers = names): boolean {
  const asked = new Map([
    ['origin', origin],
    ['access-control-request-method', method],
    ['access-control-request-headers', headers.join()],
  ]);
  try {
    preflightHeaders({ method: 'OPTIONS', headers: asked } as unknown as StoreRequest, rules as never);
    return true;
  } catch {
    return false;
  }
}

const origins = [
  ...['*', 'https://*', 'https://*.vscode-cdn.net', page, 'https://*.net', 'http://localhost:*'],
  ...['https://app.example.com', 'https://v--1a2b.*', 'https://v--9.vscode-cdn.net'],
];
const some = <T>(values: readonly T[], minLength: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength });
const anyRule: fc.Arbitrary<CorsRule> = fc.record({
  id: fc.option(fc.constantFrom('a', 'b', 'spaceport-browser'), { nil: undefined }),
  origins: some(origins, 1),
  methods: some(['GET', 'HEAD', 'PUT', 'POST', 'DELETE'], 1),
  headers: some(['*', 'x-amz-*', 'authorization', 'content-type'], 0),
  expose: some(['ETag', 'Date'], 0),
  maxAgeSeconds: fc.option(fc.nat(9999), { nil: undefined }),
});
const anyRules = fc.array(anyRule, { maxLength: 6 });
const anyOrigin = fc.constantFrom(EDITOR_ORIGIN, page, 'https://code.example.com', 'http://localhost:*');
const others = (rules: readonly CorsRule[]) => rules.filter(({ id }) => id !== 'spaceport-browser');

/** A page that an origin stands for. */
const pageOf = (origin: string) => origin.replace('*', origin.endsWith(':*') ? '3000' : 'v--77');

describe('the rule for an editor in the browser', () => {
  it('is in force once it is added, whatever was there', () => {
    fc.assert(
      fc.property(anyRules, anyOrigin, (rules, origin) => {
        const after = withBrowserRule(rules, origin);
        for (const method of ['GET', 'HEAD']) assert.ok(mayAsk(after, pageOf(origin), method));
        assert.ok(allowsBrowsing(after, origin));
      }),
    );
  });

  it('leaves every other rule as it was, in its order', () => {
    fc.assert(
      fc.property(anyRules, anyOrigin, (rules, origin) => {
        assert.deepEqual(others(withBrowserRule(rules, origin)), others(rules));
      }),
    );
  });

  it('leaves in force what is allowed elsewhere, and all but the methods it names here', () => {
    fc.assert(
      fc.property(anyRules, anyOrigin, fc.constantFrom('GET', 'PUT', 'DELETE'), (rules, origin, method) => {
        const after = withBrowserRule(rules, origin);
        for (const other of ['https://app.example.com', 'http://elsewhere.net', pageOf(origin)]) {
          if (!mayAsk(rules, other, method, [])) continue;
          const isTold = methodsOvertaken(rules, origin).includes(method);
          const isOwn = mayAsk(after.slice(0, 1), other, 'GET');
          assert.ok(mayAsk(after, other, method, []) || (isTold && isOwn), other);
        }
      }),
    );
  });

  it('is one rule: added again it changes nothing, and keeps the editors allowed before', () => {
    fc.assert(
      fc.property(anyRules, anyOrigin, anyOrigin, (rules, first, second) => {
        const once = withBrowserRule(rules, first);
        assert.deepEqual(withBrowserRule(once, first), once);
        const both = withBrowserRule(once, second);
        assert.ok(allowsBrowsing(both, first) && allowsBrowsing(both, second));
        assert.equal(both.length, once.length);
      }),
    );
  });

  it('is not needed where every such page may ask already: never said of one that may not', () => {
    fc.assert(
      fc.property(anyRules, anyOrigin, (rules, origin) => {
        if (!allowsBrowsing(rules, origin)) return;
        for (const each of [pageOf(origin), ...(origin === EDITOR_ORIGIN ? [page] : [])])
          for (const method of ['GET', 'HEAD']) assert.ok(mayAsk(rules, each, method), each);
      }),
    );
  });

  it('takes a wider rule for enough, with every header by name too', () => {
    const wide: CorsRule = { origins: ['*'], methods: ['HEAD', 'PUT', 'GET'], headers: ['*'], expose: [] };
    assert.ok(allowsBrowsing([wide], EDITOR_ORIGIN));
    assert.ok(allowsBrowsing([{ ...wide, headers: ['X-Amz-*', 'Authorization'] }], EDITOR_ORIGIN));
    assert.ok(!allowsBrowsing([{ ...wide, headers: ['x-amz-*'] }], EDITOR_ORIGIN));
    assert.ok(!allowsBrowsing([{ ...wide, methods: ['GET'] }], EDITOR_ORIGIN));
    assert.ok(!allowsBrowsing([{ ...wide, origins: [page] }], EDITOR_ORIGIN));
    assert.ok(!allowsBrowsing([], EDITOR_ORIGIN));
  });

  it('says what it takes from its pages where the first rule decides', () => {
    const put: CorsRule = { origins: ['*'], methods: ['GET', 'PUT'], headers: [], expose: [] };
    assert.deepEqual(methodsOvertaken([put, { ...put, methods: ['DELETE'] }], EDITOR_ORIGIN), [
      'PUT',
      'DELETE',
    ]);
    assert.deepEqual(methodsOvertaken([{ ...put, origins: ['https://app.example.com'] }], EDITOR_ORIGIN), []);
    assert.deepEqual(methodsOvertaken([browserRule()], EDITOR_ORIGIN), []);
  });

  it('finds no room beside a hundred others', () => {
    const rule = (n: number): CorsRule => ({ ...browserRule(), id: `rule ${n}` });
    const full = Array.from({ length: 100 }, (_, n) => rule(n));
    assert.equal(withBrowserRule([...full.slice(1), browserRule()], EDITOR_ORIGIN).length, 100);
    assert.throws(() => withBrowserRule(full, EDITOR_ORIGIN), {
      code: 'badArguments',
      message: /100 CORS rules/,
    });
  });

  it('is written as XML and as JSON', () => {
    assertGolden(
      new URL('cors.golden.txt', import.meta.url),
      `${corsXml(browserRule())}\n${corsJson(browserRule())}`,
    );
  });

  it('as XML and JSON is read again as it was, whatever stands in it', () => {
    const text = fc.string({
      minLength: 1,
      unit: fc.constantFrom('<', '&', '>', '"', "'", 'a', ']]>', 'ä', '😀'),
    });
    fc.assert(
      fc.property(fc.record({ ...ruleOf(text) }), (rule) => {
        const [read] = parseCors(Buffer.from(corsXml(rule)));
        assert.deepEqual(
          [read?.origins, read?.headers, read?.maxAgeSeconds],
          [rule.origins, rule.headers, 7],
        );
        const [written] = (
          JSON.parse(corsJson(rule)) as { CORSRules: { ID: string; AllowedOrigins: string[] }[] }
        ).CORSRules;
        assert.deepEqual([written?.ID, written?.AllowedOrigins], [rule.id, rule.origins]);
      }),
    );
  });

  const ruleOf = (text: fc.Arbitrary<string>) => ({
    id: text,
    origins: fc.array(text, { minLength: 1, maxLength: 2 }),
    methods: fc.constant(['GET']),
    headers: fc.array(text, { maxLength: 2 }),
    expose: fc.array(text, { maxLength: 2 }),
    maxAgeSeconds: fc.constant(7),
  });

  it('compares rules as servers keep them', () => {
    const rule: CorsRule = { origins: ['b', 'a'], methods: ['PUT', 'GET'], headers: ['X-A'], expose: [] };
    const kept: CorsRule = { origins: ['a', 'b'], methods: ['GET', 'PUT'], headers: ['x-a'], expose: [] };
    assert.ok(isSameRules([rule], [kept]));
    assert.ok(!isSameRules([rule], [{ ...kept, methods: ['GET'] }]));
    assert.ok(!isSameRules([rule], [{ ...kept, maxAgeSeconds: 1 }]));
    assert.ok(isSameRules([rule], [{ ...kept, id: 'given by the store' }]));
    assert.ok(isSameRules([{ ...rule, id: 'dropped' }], [kept]));
    assert.ok(!isSameRules([{ ...rule, id: 'a' }], [{ ...kept, id: 'b' }]));
    assert.ok(!isSameRules([rule, browserRule()], [browserRule(), rule]));
    assert.ok(!isSameRules([rule], []));
  });
});

describe("an editor's address", () => {
  const good: Readonly<Record<string, string>> = {
    'https://code.example.com': 'https://code.example.com',
    ' HTTPS://Code.Example.COM:443/ ': 'https://code.example.com',
    'http://localhost:8080': 'http://localhost:8080',
    'http://127.0.0.1:*': 'http://127.0.0.1:*',
    'https://*.vscode-cdn.net': 'https://*.vscode-cdn.net',
    'http://[::1]:3000': 'http://[::1]:3000',
    'https://büro.example': 'https://xn--bro-hoa.example',
  };
  for (const [typed, read] of Object.entries(good)) {
    it(`${typed} is ${read}`, () => assert.equal(readOrigin(typed), read));
  }

  const bad = [
    ...['', '*', 'code.example.com', 'https://', 'https://*', 'https://a/b', 'https://a?b', 'https://a#b'],
    ...[
      'https://*.*.example.com',
      'https://*.example.com:*',
      'ftp://a',
      'https://u:p@a',
      'https://a b',
      'null',
    ],
    ...['https://a\nb', 'https://a:99999', 'https://a<b', 'vscode-file://vscode-app'],
    ...['https://%2a', 'https://＊', 'https://*.', 'https://%2A.%2A.example'],
  ];
  for (const typed of bad) {
    it(`${JSON.stringify(typed)} is none`, () =>
      assert.throws(() => readOrigin(typed), { code: 'badArguments' }));
  }

  it('read again is itself', () => {
    for (const read of Object.values(good)) assert.equal(readOrigin(read), read);
  });

  it('of the page that the editor is in: vscode.dev stands for all of its own', () => {
    assert.equal(editorOrigin(page), EDITOR_ORIGIN);
    assert.equal(editorOrigin('https://code.example.com'), 'https://code.example.com');
    for (const none of [undefined, 'null', 'vscode-file://vscode-app'])
      assert.equal(editorOrigin(none), EDITOR_ORIGIN);
  });
});
