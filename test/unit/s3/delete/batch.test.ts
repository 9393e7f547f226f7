import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { Place } from '../../../../src/s3/bytes/place.ts';
import { deleteBatch, xmlCarries } from '../../../../src/s3/delete/batch.ts';
import type { AnyRequest } from '../../../../src/s3/request.ts';

/** Answers with a document; records what was sent. */
function placeOf(answer: string) {
  const sent: AnyRequest[] = [];
  const place: Place = {
    target: {
      ...{ endpoint: 'http://127.0.0.1:1', region: 'r', addressing: 'path' },
      credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
    },
    ...{ space: 'box', key: '', signal: new AbortController().signal },
    send: async (request) => {
      sent.push(request);
      return { status: 200, headers: new Headers(), body: answer, isCut: false };
    },
  };
  return { place, sent };
}

const result = (inside = '') => `<?xml version="1.0"?><DeleteResult>${inside}</DeleteResult>`;

describe('a batch of deletions', () => {
  it('names keys and versions as XML, with Content-MD5 and a signed body', async () => {
    const { place, sent } = placeOf(result());
    const batch = [{ key: `a&<>"'\r\n ` }, { key: './ü', versionId: 'v&1' }];
    const removed = await deleteBatch(place, { batch, isQuiet: true });
    assert.deepEqual(removed, { deleted: batch, markers: [], failed: [] });
    const [request] = sent;
    assert.ok(request && 'body' in request && typeof request.body === 'string');
    assert.equal(
      request.body,
      '<Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Quiet>true</Quiet>' +
        `<Object><Key>a&amp;&lt;&gt;&quot;'&#13;&#10; </Key></Object>` +
        '<Object><Key>./ü</Key><VersionId>v&amp;1</VersionId></Object></Delete>',
    );
    const digest = createHash('md5').update(request.body).digest('base64');
    assert.deepEqual(request.headers, [['content-md5', digest]]);
    assert.equal(request.payloadHash, createHash('sha256').update(request.body).digest('hex'));
    assert.deepEqual([request.method, request.query], ['POST', [['delete', '']]]);
  });

  it('tells of each that failed and why, and that the others are gone', async () => {
    const error = (key: string, code: string, version = '') =>
      `<Error><Key>${key}</Key>${version}<Code>${code}</Code><Message>m</Message></Error>`;
    const { place } = placeOf(
      result(
        error('b', 'AccessDenied') +
          error('c&#10;d', 'InternalError') +
          error('e', 'NoSuchKey') +
          error('f', 'AccessDenied', '<VersionId>1</VersionId>'),
      ),
    );
    const batch = [
      ...['a', 'b', 'c\r\nd', 'e'].map((key) => ({ key })),
      { key: 'f', versionId: '1' },
      { key: 'f', versionId: '2' },
    ];
    const { deleted, failed } = await deleteBatch(place, { batch, isQuiet: true });
    assert.deepEqual(deleted, [{ key: 'a' }, { key: 'e' }, { key: 'f', versionId: '2' }]);
    assert.deepEqual(
      failed.map(({ key, error: { code } }) => [key, code]),
      [
        ['b', 'accessDenied'],
        ['c\r\nd', 'server'],
        ['f', 'accessDenied'],
      ],
    );
  });

  it('a failure that fits nothing asked for makes nothing count as gone that is not named', async () => {
    const one = '<VersionId>null</VersionId><Code>AccessDenied</Code>';
    const other = '<Error><Key>B</Key><Code>InternalError</Code></Error>';
    const batch = ['a', 'b', 'c'].map((key) => ({ key }));
    const fits = await deleteBatch(placeOf(result(`<Error><Key>a</Key>${one}</Error>`)).place, {
      ...{ batch, isQuiet: true },
    });
    assert.deepEqual([fits.failed.map(({ key }) => key), fits.deleted.length], [['a'], 2]);
    const { place } = placeOf(result(`<Deleted><Key>a</Key></Deleted>${other}`));
    const { deleted, failed } = await deleteBatch(place, { batch, isQuiet: false });
    assert.deepEqual(deleted, [{ key: 'a' }]);
    assert.deepEqual(
      failed.map(({ key, error: { code } }) => [key, code]),
      [
        ['b', 'server'],
        ['c', 'server'],
      ],
    );
  });

  it('tells of markers that were made, not of those that were removed', async () => {
    const { place } = placeOf(
      result(
        '<Deleted><Key>a</Key><DeleteMarker>true</DeleteMarker><DeleteMarkerVersionId>m1</DeleteMarkerVersionId></Deleted>' +
          '<Deleted><Key>b</Key><VersionId>m0</VersionId><DeleteMarker>true</DeleteMarker><DeleteMarkerVersionId>m0</DeleteMarkerVersionId></Deleted>' +
          '<Deleted><Key>c</Key></Deleted>',
      ),
    );
    const batch = [{ key: 'a' }, { key: 'b', versionId: 'm0' }, { key: 'c' }];
    const { markers } = await deleteBatch(place, { batch, isQuiet: false });
    assert.deepEqual(markers, [{ key: 'a', versionId: 'm1' }]);
  });

  it('knows what XML can carry', () => {
    for (const key of ['a', ' ', '\t\n\r', 'ü', '🚀', '\ufffd', '\u0085'])
      assert.equal(xmlCarries(key), true, key);
    for (const key of ['\0', '\u0001', '\u001b', '\ufffe', '\uffff']) assert.equal(xmlCarries(key), false);
  });
});
