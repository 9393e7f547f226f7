import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { SpacesError } from '../../../src/core/errors.ts';
import { createSend } from '../../../src/s3/request.ts';
import { selfSigned } from '../../support/certificate.ts';
import { answer, close, listen, never, requestDeps, serve, targetAt } from './serve.ts';

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day);

async function failure(endpoint: string): Promise<string> {
  const work = createSend(requestDeps())({ method: 'GET', target: targetAt(endpoint), signal: never });
  const error = await work.catch((reason: unknown) => reason);
  assert.ok(error instanceof SpacesError, `${error}`);
  assert.equal(error.code, 'tls');
  return error.message;
}

/** The failure at a server with this certificate, on a machine that trusts it or not. */
async function failureWith(made: { key: string; cert: string }, isTrusted: boolean): Promise<string> {
  const server = createServer(made, (_request, response) => answer(response, 200));
  await listen(server);
  const usual = getCACertificates('default');
  try {
    if (isTrusted) setDefaultCACertificates([...usual, made.cert]);
    return await failure(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    setDefaultCACertificates(usual);
    await close(server);
  }
}

describe('a secure connection that fails', () => {
  it('says that the certificate is self-signed', async () => {
    const made = selfSigned({ host: '127.0.0.1', from: inDays(-1), to: inDays(1) });
    assert.match(await failureWith(made, false), /self-signed.*: 127\.0\.0\.1:\d+$/);
  });

  it('says that the certificate has expired', async () => {
    const made = selfSigned({ host: '127.0.0.1', from: inDays(-2), to: inDays(-1) });
    assert.match(await failureWith(made, true), /has expired.*: 127\.0\.0\.1:\d+$/);
  });

  it('says that the certificate is for another host', async () => {
    const made = selfSigned({ host: 's3.example.com', from: inDays(-1), to: inDays(1) });
    assert.match(await failureWith(made, true), /another host name: 127\.0\.0\.1:\d+$/);
  });

  it('says so where the server speaks http:', async () => {
    const served = await serve((_request, response) => answer(response, 200));
    try {
      assert.match(await failure(served.endpoint.replace('http:', 'https:')), /http: or https:/);
    } finally {
      await served.stop();
    }
  });
});
