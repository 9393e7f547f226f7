import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { SpacesError } from '../../../src/core/errors.ts';
import { decodeUrl, listPage, listSpaces } from '../../../src/s3/listing.ts';
import type { Send } from '../../../src/s3/request.ts';
import { never, targetAt } from './serve.ts';

const target = targetAt('https://s3.example.com');

/** A `send` that answers with these bodies in turn, and what it was asked. */
function scripted(...bodies: string[]): { send: Send; asked: Record<string, string>[] } {
  const asked: Record<string, string>[] = [];
  const send: Send = async (request) => {
    asked.push(Object.fromEntries(request.query ?? []));
    const body = bodies[Math.min(asked.length, bodies.length) - 1] ?? '';
    return { status: 200, headers: new Headers(), body, isCut: false };
  };
  return { send, asked };
}

function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

function page(inside: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${inside}</ListBucketResult>`;
}

const contents = (key: string) =>
  `<Contents><Key>${key}</Key><LastModified>2026-01-02T03:04:05.678Z</LastModified><ETag>&quot;abc&quot;</ETag><Size>7</Size><StorageClass>STANDARD</StorageClass></Contents>`;

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((reason: unknown) => reason);
  assert.ok(error instanceof SpacesError, `${error}`);
  return error.code;
}

describe('listPage', () => {
  it('asks for URL-encoded names, always with a prefix', async () => {
    const { send, asked } = scripted(page(''));
    await listPage(send, target, 'photos', { prefix: '', signal: never });
    assert.deepEqual(asked, [{ 'list-type': '2', 'encoding-type': 'url', prefix: '', 'max-keys': '1000' }]);
  });

  it('reads pages that came together one a turn, so that all else has its own', async () => {
    const { send } = scripted(page(contents('a')));
    let read = 0;
    let inThisTurn = 0;
    const counted = async () => {
      await listPage(send, target, 'photos', { prefix: '', signal: never });
      read += 1;
      inThisTurn += 1;
      assert.equal(inThisTurn, 1);
      for (let at = 0; at < 100; at++) await undefined;
      inThisTurn = 0;
    };
    await Promise.all([counted(), counted(), counted()]);
    assert.equal(read, 3);
  });

  it('asks for 1 to 1,000 keys', async () => {
    const { send, asked } = scripted(page(''));
    for (const maxKeys of [0, 1, 999.5, 5_000]) {
      await listPage(send, target, 'photos', { prefix: '', maxKeys, signal: never });
    }
    assert.deepEqual(
      asked.map((query) => query['max-keys']),
      ['1', '1', '999', '1000'],
    );
  });

  it('asks for what comes after a text', async () => {
    const { send, asked } = scripted(page(''));
    await listPage(send, target, 'photos', { prefix: 'a', startAfter: 'a/ é', signal: never });
    assert.equal(asked[0]?.['start-after'], 'a/ é');
  });

  it('reads objects and prefixes', async () => {
    const { send } = scripted(
      page(
        `<EncodingType>url</EncodingType>${contents('a%20b%2Bc+d')}<CommonPrefixes><Prefix>%E6%BC%A2/</Prefix></CommonPrefixes><IsTruncated>false</IsTruncated>`,
      ),
    );
    assert.deepEqual(await listPage(send, target, 'photos', { prefix: '', delimiter: '/', signal: never }), {
      prefixes: ['漢/'],
      objects: [
        {
          key: 'a b+c d',
          size: 7,
          lastModified: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
          etag: 'abc',
          storageClass: 'STANDARD',
        },
      ],
    });
  });

  it('takes names as they are from a server that does not encode them', async () => {
    const { send } = scripted(page(contents(' a%20b+c ')));
    const { objects } = await listPage(send, target, 'photos', { prefix: '', signal: never });
    assert.deepEqual(
      objects.map(({ key }) => key),
      [' a%20b+c '],
    );
  });

  it('fault 9: hands the continuation token back as it came, and never as start-after', async () => {
    const token = 'opaque+/=%20 &amp;\u{1F600}';
    const { send, asked } = scripted(
      page(`<IsTruncated>true</IsTruncated><NextContinuationToken>${token}</NextContinuationToken>`),
      page('<IsTruncated>false</IsTruncated>'),
    );
    const { nextToken } = await listPage(send, target, 'photos', { prefix: 'x', signal: never });
    assert.equal(nextToken, 'opaque+/=%20 &\u{1F600}');
    const last = await listPage(send, target, 'photos', { prefix: 'x', token: nextToken, signal: never });
    assert.equal(last.nextToken, undefined);
    assert.equal(asked[1]?.['continuation-token'], nextToken);
    assert.ok(asked.every((query) => !('start-after' in query) && !('marker' in query)));
  });

  it('fault 9: a listing that failed is an error, not an empty folder', async () => {
    for (const body of [
      '',
      'nothing',
      '<html></html>',
      '<!DOCTYPE html><p>Sign in',
      page(contents('a')).slice(0, 200),
    ]) {
      const { send } = scripted(body);
      assert.equal(await codeOf(listPage(send, target, 'photos', { prefix: '', signal: never })), 'notS3');
    }
  });

  it('goes on with a token that XML can not carry, as Ceph sends it', async () => {
    const { send } = scripted(
      page('<IsTruncated>true</IsTruncated><NextContinuationToken>a&#x01;\ufffeb</NextContinuationToken>'),
    );
    const { nextToken } = await listPage(send, target, 'photos', { prefix: '', signal: never });
    assert.equal(nextToken, 'a\u0001\ufffeb');
  });

  it('refuses a cut listing without a token, and one that repeats its token', async () => {
    const cut = scripted(page('<IsTruncated>true</IsTruncated>'));
    assert.equal(await codeOf(listPage(cut.send, target, 'photos', { prefix: '', signal: never })), 'server');
    const endless = scripted(
      page('<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>'),
    );
    const second = listPage(endless.send, target, 'photos', { prefix: '', token: 't', signal: never });
    assert.equal(await codeOf(second), 'server');
  });

  it('refuses a page that is too long to be one', async () => {
    const send: Send = async () => ({ status: 200, headers: new Headers(), body: page(''), isCut: true });
    assert.equal(await codeOf(listPage(send, target, 'photos', { prefix: '', signal: never })), 'notS3');
  });
});

describe('what is kept of pages', () => {
  it('does not keep the pages in memory', async () => {
    const gc = collector();
    const kept: unknown[] = [];
    const inUse = () => {
      gc();
      return process.memoryUsage().heapUsed;
    };
    const keep = async (encoding: string) => {
      const filler = contents('x'.repeat(200)).repeat(1_000);
      const more =
        '<IsTruncated>true</IsTruncated><NextContinuationToken>a-token-of-some-length</NextContinuationToken>';
      const object = contents(`a-key-of-some-length-${kept.length}`).replace(
        'STANDARD',
        'INTELLIGENT_TIERING',
      );
      // A text of many pieces that is put together is one of its own.
      const { send } = scripted(Buffer.from(page(`${encoding}${object}${filler}${more}`)).toString());
      const { objects, nextToken } = await listPage(send, target, 'photos', { prefix: '', signal: never });
      kept.push(objects[0], nextToken);
    };
    await keep('');
    const before = inUse();
    for (let at = 0; at < 20; at++) await keep(at % 2 === 0 ? '<EncodingType>url</EncodingType>' : '');
    const grown = inUse() - before;
    assert.equal(kept.length, 42);
    assert.ok(grown < 1_000_000, `${grown} bytes more`);
  });
});

describe('decodeUrl', () => {
  /** Ceph's url_encode (rgw_common.cc), which leaves `/` as it is here. */
  function cephEncode(key: string): string {
    return Array.from(Buffer.from(key, 'utf8'), (byte) =>
      byte > 0x20 && byte < 0x7f && !'"#%&+,:;<>=?@[]\\^`{}'.includes(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).padStart(2, '0').toUpperCase()}`,
    ).join('');
  }

  /** AWS's: as a form, a space is `+`. */
  function awsEncode(key: string): string {
    return encodeURIComponent(key).replaceAll('%20', '+').replaceAll('%2F', '/');
  }

  const keys = fc.string({ unit: 'grapheme', maxLength: 60 }).map((key) => key.replace(/\p{Cs}/gu, ''));

  it('undoes what Ceph and AWS do to any key', () => {
    const nasty = fc.constantFrom(
      'a+b',
      '%41',
      'a b',
      '100%',
      '\u0001\u007f',
      'a\u0085\u2028',
      '\ufeffbom',
      '😀%F0',
      '//',
    );
    fc.assert(
      fc.property(fc.oneof(keys, nasty, fc.string({ unit: 'binary' })), (text) => {
        const key = text.toWellFormed();
        assert.equal(decodeUrl(cephEncode(key)), key);
        assert.equal(decodeUrl(awsEncode(key)), key);
      }),
      { numRuns: 1_000 },
    );
  });

  it('does not fail on what is no encoding', () => {
    assert.equal(decodeUrl('100%'), '100%');
    assert.equal(decodeUrl('%zz%e6'), '%zz\ufffd');
  });
});

describe('listSpaces', () => {
  const spaces = (names: string[], more = '') =>
    `<ListAllMyBucketsResult><Owner><ID>x</ID></Owner><Buckets>${names
      .map((name) => `<Bucket><Name>${name}</Name><CreationDate>2026-01-02T03:04:05Z</CreationDate></Bucket>`)
      .join('')}</Buckets>${more}</ListAllMyBucketsResult>`;

  it('reads the names', async () => {
    const { send, asked } = scripted(spaces(['a', 'b']));
    assert.deepEqual(await listSpaces(send, target, never), ['a', 'b']);
    assert.deepEqual(asked, [{}]);
  });

  it('none is an empty list', async () => {
    assert.deepEqual(await listSpaces(scripted(spaces([])).send, target, never), []);
  });

  it('goes on to the end', async () => {
    const more = '<ContinuationToken>t</ContinuationToken>';
    const { send, asked } = scripted(spaces(['a'], more), spaces(['b']));
    assert.deepEqual(await listSpaces(send, target, never), ['a', 'b']);
    assert.deepEqual(asked[1], { 'continuation-token': 't' });
    assert.equal(await codeOf(listSpaces(scripted(spaces(['a'], more)).send, target, never)), 'server');
  });

  it('refuses another document', async () => {
    assert.equal(await codeOf(listSpaces(scripted(page('')).send, target, never)), 'notS3');
  });
});
