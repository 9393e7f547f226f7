import fc from 'fast-check';
import type { Connection } from '../../src/core/connection.ts';
import { FILENAME, type PolicyCondition } from '../../src/core/policy.ts';
import type { SignPostRequest, SignPutRequest, SignUrlRequest } from '../../src/core/signing.ts';

/** The seed's two: a link to `my-object.zip` for 30 seconds, a form for `my-object2.zip` for 60. */
const seed = {
  connection: {
    id: 'abcdefghij',
    name: 'nyc3',
    provider: 'digitalocean',
    endpoint: 'https://nyc3.digitaloceanspaces.com',
    region: 'nyc3',
    addressing: 'virtual',
    readOnly: false,
  },
  credentials: { accessKeyId: 'DO00EXAMPLE', secretAccessKey: 'example/secret+key' },
  space: 'example-bucket',
  date: new Date('2026-01-02T03:04:05Z'),
} as const;
export const seedLink: SignPostRequest = { ...seed, key: 'my-object.zip', expiresIn: 30 };
export const seedPut: SignPutRequest = {
  ...seed,
  key: 'my-object2.zip',
  expiresIn: 60,
  headers: [
    ['content-type', 'application/zip'],
    ['content-length', '1234'],
  ],
};
export const seedForm: SignPostRequest = { ...seed, key: 'my-object2.zip', expiresIn: 60 };

const endpoints = [
  'https://nyc3.digitaloceanspaces.com',
  'https://store.example:9000',
  'https://store.example:443',
  'http://localhost:8080',
  'http://127.0.0.1:7480',
  'http://[::1]:7480',
];
const spaces = ['example-bucket', 'abc', 'with.dots.in', 'Upper', 'under_score', 'ab', 'a'.repeat(63)];
const regions = ['nyc3', 'us-east-1', 'under_score', 'with/slash', 'default'];
const trickyKeys = [
  'a+b c',
  "!'()*",
  '%2F',
  '//two',
  '/lead',
  'dir/',
  './a',
  'a/../b',
  '"\\',
  '\n',
  '漢字',
  'e\u0301',
  '😀',
];

const connections: fc.Arbitrary<Connection> = fc.record({
  id: fc.constant('abcdefghij'),
  name: fc.constant('any'),
  provider: fc.constant('custom' as const),
  endpoint: fc.constantFrom(...endpoints),
  region: fc.constantFrom(...regions),
  addressing: fc.constantFrom('virtual' as const, 'path' as const),
  readOnly: fc.boolean(),
});

const credentials = fc.record(
  {
    accessKeyId: fc.stringMatching(/^[A-Z0-9/+]{4,32}$/),
    secretAccessKey: fc.string({ unit: 'binary', maxLength: 100 }),
    sessionToken: fc.stringMatching(/^[A-Za-z0-9+/=]{1,200}$/),
  },
  { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
);

/** Any key that has a UTF-8 form and no `${filename}` in it. */
const anyKey: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...trickyKeys),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 80 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
  fc.stringMatching(/^[ -~]{1,120}$/).filter((key) => !key.includes('{filename}')),
);

const anyRequest: fc.Arbitrary<SignPostRequest> = fc.record(
  {
    connection: connections,
    credentials,
    space: fc.constantFrom(...spaces),
    key: anyKey,
    expiresIn: fc.integer({ min: 1, max: 604_800 }),
    date: fc.date({ min: new Date('2001-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
    minBytes: fc.nat(),
    maxBytes: fc.nat(),
  },
  { requiredKeys: ['connection', 'credentials', 'space', 'key', 'expiresIn', 'date'] },
);

type Entry = readonly [name: string, value: string];

const anyValue = fc.string({ unit: 'grapheme', maxLength: 40 });

/** Pairs with these names, each at most once, in any order. */
const pairsOf = (names: readonly string[], value: fc.Arbitrary<string>): fc.Arbitrary<readonly Entry[]> =>
  fc
    .shuffledSubarray([...names])
    .chain((some) => fc.tuple(...some.map((name) => fc.tuple(fc.constant(name), value))));

const queries = pairsOf(
  ['versionId', 'response-content-disposition', 'response-content-type', 'x-Other', 'a b'],
  anyValue,
);
const fields = pairsOf(
  ['Content-Type', 'acl', 'success_action_status', 'success_action_redirect', 'x-amz-meta-a', 'x-amz-meta-B'],
  anyValue,
);
const conditions: fc.Arbitrary<readonly PolicyCondition[]> = fc.array(
  fc.oneof(
    fc.tuple(fc.constant('starts-with' as const), fc.constant('$Content-Type' as const), anyValue),
    fc.tuple(fc.constant('eq' as const), fc.constant('$acl' as const), anyValue),
  ),
  { maxLength: 3 },
);
const headers = pairsOf(
  ['Content-Type', 'content-length', 'x-amz-acl', 'x-amz-meta-a', 'X-Amz-Meta-B', 'content-md5'],
  fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/),
);
const dropBoxes = fc
  .constantFrom('', 'in/', 'ein gang/ü/', 'trailing ', '%2F/', 'a//')
  .map((prefix) => ({ key: prefix + FILENAME, isDropBox: true }));

/** One request as all that can be signed of it. */
export interface AnySharing {
  readonly link: SignUrlRequest;
  readonly post: SignPostRequest;
  readonly put: SignPutRequest;
}

export const anySharing: fc.Arbitrary<AnySharing> = fc
  .tuple(
    anyRequest,
    queries,
    fc.record({ fields, conditions }),
    headers,
    fc.option(dropBoxes, { nil: undefined }),
  )
  .map(([request, query, terms, signed, dropBox]) => ({
    link: { ...request, query },
    post: { ...request, ...terms, ...dropBox },
    put: { ...request, headers: signed },
  }));
