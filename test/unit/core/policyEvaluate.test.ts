import assert from 'node:assert/strict';
import { evaluatePolicy } from '../../../src/core/policyEvaluate.ts';
import { toBase64 } from '../../../src/core/policyText.ts';
import type { PolicyCase } from '../../support/policyCase.ts';
import { policyCases } from '../../support/policyCases.ts';

const now = Date.parse('2026-11-24T12:00:00Z');

function evaluate(one: PolicyCase): string {
  const fields = [['bucket', 'b'], ...(one.fields ?? [['key', 'k']])] as [string, string][];
  const text = JSON.stringify({
    expiration: one.expiration ?? '2026-11-24T13:00:00Z',
    conditions: [{ bucket: 'b' }, ['starts-with', '$X-Amz-Algorithm', ''], ...(one.conditions ?? [])],
  });
  const policy = toBase64(one.policyText ?? text);
  const file =
    one.file === null ? {} : { fileSize: one.file?.size ?? 5, filename: one.file?.filename ?? 'x' };
  const signed: [string, string][] = [
    ...fields,
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['Policy', policy],
    ['X-Amz-Signature', '0'],
  ];
  const verdict = evaluatePolicy(policy, { fields: signed, ...file }, { bucket: 'b', now });
  return verdict.ok
    ? `${verdict.status} ${verdict.key} ${verdict.size}`
    : `${verdict.status} ${verdict.code} ${verdict.message}`.trim();
}

describe('evaluatePolicy', () => {
  for (const one of policyCases) it(one.name, () => assert.equal(evaluate(one), one.answer));

  const form = { fields: [['key', 'k']] as const, fileSize: 1 };
  const policy = toBase64(
    '{"expiration":"2026-11-24T12:00:01Z","conditions":[{"key":"k"},["starts-with","$bucket",""]]}',
  );

  it('ends with the second that the policy names', () => {
    assert.equal(evaluatePolicy(policy, form, { bucket: 'b', now: now + 999 }).ok, true);
    assert.equal(evaluatePolicy(policy, form, { bucket: 'b', now: now + 1000 }).ok, false);
  });

  it('refuses a form without a policy, or with a wrong signature', () => {
    const denied = { ok: false, status: 403, code: 'AccessDenied', message: '' };
    assert.deepEqual(evaluatePolicy(undefined, form, { bucket: 'b', now }), denied);
    assert.deepEqual(evaluatePolicy(policy, form, { bucket: 'b', now, isSigned: false }), denied);
  });

  it('refuses a policy that is no base64', () => {
    assert.equal(evaluatePolicy('€', form, { bucket: 'b', now }).ok, false);
  });
});
