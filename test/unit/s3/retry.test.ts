import assert from 'node:assert/strict';
import { ServerFailure } from '../../../src/core/serverFailure.ts';
import { delayBefore, mayPass, retryAfter } from '../../../src/s3/retry.ts';

const says = (status: number, code?: string) => new ServerFailure({ status, code });
const broken = Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNRESET' } });
const late = new DOMException('No answer in time', 'TimeoutError');

describe('what is sent again', () => {
  const rows: readonly (readonly [string, unknown, retries: number, patient: number])[] = [
    ['a server that is busy', says(503, 'SlowDown'), 3, 6],
    ['a fault', says(500, 'InternalError'), 3, 6],
    ['too many requests', says(429), 3, 6],
    ['a gateway', says(502), 3, 6],
    ['a fault in an answer that began well', says(200, 'InternalError'), 3, 6],
    ['a body that was too slow', says(400, 'RequestTimeout'), 3, 6],
    ['a body that was damaged on its way', says(400, 'XAmzContentSHA256Mismatch'), 3, 6],
    ['a broken connection', broken, 3, 6],
    ['no answer in time', late, 0, 2],
    ['a refusal', says(403, 'AccessDenied'), 0, 0],
    ['nothing there', says(404, 'NoSuchKey'), 0, 0],
    ['a condition', says(412, 'PreconditionFailed'), 0, 0],
    ['no server', Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } }), 0, 0],
  ];
  for (const [name, cause, retries, patient] of rows)
    it(name, () => {
      const timesOf = (isPatient: boolean) =>
        Array.from({ length: 9 }, (_, index) => mayPass(cause, index, isPatient));
      assert.deepEqual(
        timesOf(false),
        Array.from({ length: 9 }, (_, index) => index < retries),
      );
      assert.deepEqual(
        timesOf(true),
        Array.from({ length: 9 }, (_, index) => index < patient),
      );
    });

  it('later each time, to a limit', () => {
    const longest = Array.from({ length: 8 }, (_, index) => delayBefore(index, () => 1));
    assert.deepEqual(longest, [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]);
    assert.equal(
      delayBefore(3, () => 0),
      0,
    );
  });

  it('as late as the server wishes, within reason', () => {
    const of = (value?: string) =>
      retryAfter(new Headers(value === undefined ? {} : { 'retry-after': value }));
    assert.deepEqual(
      [of(), of('2'), of('0.5'), of('3600'), of('-1'), of('Wed, 21 Oct 2030 07:28:00 GMT')],
      [0, 2_000, 500, 10_000, 0, 0],
    );
  });
});
