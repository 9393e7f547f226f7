import assert from 'node:assert/strict';
import { translate } from '../../../src/core/errorTable.ts';
import { isBrokenConnection } from '../../../src/core/networkFailure.ts';

/** As Node's fetch throws: the reason is in the cause. */
function fetchFailed(code: string, message = code): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), { code }) });
}

/** As VS Code's fetch throws on Electron's network stack. */
function electron(code: string): Error {
  return new Error(`net::${code}`);
}

describe('the error table, for what comes before an answer', () => {
  const cases: readonly (readonly [name: string, error: unknown, code: string, message: RegExp])[] = [
    [
      'unknown host',
      fetchFailed('ENOTFOUND', 'getaddrinfo ENOTFOUND h'),
      'unknownHost',
      /No server has this name/,
    ],
    ['unknown host, offline', fetchFailed('EAI_AGAIN'), 'unknownHost', /No server has this name/],
    ['unknown host, Electron', electron('ERR_NAME_NOT_RESOLVED'), 'unknownHost', /No server has this name/],
    ['refused', fetchFailed('ECONNREFUSED'), 'refused', /refuses connections/],
    ['refused, Electron', electron('ERR_CONNECTION_REFUSED'), 'refused', /refuses connections/],
    [
      'refused at each address',
      new TypeError('fetch failed', {
        cause: Object.assign(
          new AggregateError([
            Object.assign(new Error('connect ENETUNREACH ::1'), { code: 'ENETUNREACH' }),
            Object.assign(new Error('connect ECONNREFUSED 127.0.0.1'), { code: 'ECONNREFUSED' }),
          ]),
          { code: 'ENETUNREACH' },
        ),
      }),
      'refused',
      /refuses connections/,
    ],
    ['self-signed', fetchFailed('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls', /self-signed/],
    ['unknown issuer', fetchFailed('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'tls', /does not trust the issuer/],
    ['unknown issuer, Electron', electron('ERR_CERT_AUTHORITY_INVALID'), 'tls', /does not trust the issuer/],
    ['expired', fetchFailed('CERT_HAS_EXPIRED'), 'tls', /has expired/],
    ['expired, Electron', electron('ERR_CERT_DATE_INVALID'), 'tls', /has expired/],
    ['another host', fetchFailed('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls', /another host name/],
    ['another host, Electron', electron('ERR_CERT_COMMON_NAME_INVALID'), 'tls', /another host name/],
    ['revoked, Electron', electron('ERR_CERT_REVOKED'), 'tls', /revoked/],
    ['https to http', fetchFailed('ERR_SSL_WRONG_VERSION_NUMBER'), 'tls', /http: or https:/],
    ['https to http, Electron', electron('ERR_SSL_PROTOCOL_ERROR'), 'tls', /http: or https:/],
    ['connect timeout', fetchFailed('UND_ERR_CONNECT_TIMEOUT'), 'timeout', /did not answer in time/],
    ['timeout, Electron', electron('ERR_CONNECTION_TIMED_OUT'), 'timeout', /did not answer in time/],
    ['our own timeout', new DOMException('', 'TimeoutError'), 'timeout', /did not answer in time/],
    ['unreachable', fetchFailed('ENETUNREACH'), 'network', /does not reach the server/],
    ['offline, Electron', electron('ERR_INTERNET_DISCONNECTED'), 'network', /does not reach the server/],
    ['reset', fetchFailed('ECONNRESET'), 'network', /broke off/],
    ['reset, undici', fetchFailed('UND_ERR_SOCKET', 'other side closed'), 'network', /broke off/],
    ['broken off in the body', new TypeError('terminated'), 'network', /broke off/],
    ['reset, Electron', electron('ERR_CONNECTION_RESET'), 'network', /broke off/],
    ['proxy, Electron', electron('ERR_PROXY_CONNECTION_FAILED'), 'network', /proxy/],
    ['tunnel, undici', fetchFailed('UND_ERR_ABORTED', 'Proxy response (403) !== 200'), 'network', /proxy/],
    [
      'proxy down, node:https',
      new Error('Failed to establish a socket connection to proxies: PROXY h:1'),
      'network',
      /proxy can't be reached/,
    ],
    ['not HTTP', fetchFailed('HPE_INVALID_CONSTANT'), 'notS3', /like an S3 store/],
    [
      'a port that fetch refuses',
      new TypeError('fetch failed', { cause: new Error('bad port') }),
      'badArguments',
      /port/,
    ],
    ['a browser, which says nothing', new TypeError('Failed to fetch'), 'network', /CORS/],
    ['a redirect, Electron', new Error('Redirect was cancelled'), 'wrongRegion', /another address/],
    ['anything else', new Error('x'), 'network', /in the log/],
    ['not even an error', undefined, 'network', /in the log/],
  ];
  for (const [name, error, code, message] of cases) {
    it(name, () => {
      const translated = translate(error, { host: 's3.example.com:9000' });
      assert.equal(translated.code, code);
      assert.match(translated.message, message);
      assert.match(translated.message, /: s3\.example\.com:9000$/, 'the variable part comes last');
    });
  }

  describe('tells a proxy that is down from the server', () => {
    const called = (code: string, whom: object) =>
      new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code, ...whom }) });
    const proxies: readonly (readonly [name: string, error: unknown, host: string, isProxy: boolean])[] = [
      ['another port', called('ECONNREFUSED', { address: '10.0.0.1', port: 3128 }), 'h.example', true],
      ['the own port', called('ECONNREFUSED', { address: '10.0.0.1', port: 443 }), 'h.example', false],
      ['the own odd port', called('ECONNREFUSED', { port: 9000 }), 'h.example:9000', false],
      ['another than the odd port', called('ETIMEDOUT', { port: 3128 }), 'h.example:9000', true],
      ['another name', called('ENOTFOUND', { hostname: 'proxy.example' }), 'h.example', true],
      ['the own name', called('ENOTFOUND', { hostname: 'h.example' }), 'h.example:9000', false],
      ["a Space's name", called('ENOTFOUND', { hostname: 'photos.h.example' }), 'h.example', false],
      ['an IPv6 address', called('ECONNREFUSED', { address: '::1', port: 9000 }), '[::1]:9000', false],
    ];
    for (const [name, error, host, isProxy] of proxies) {
      it(name, () => {
        assert.equal(/proxy can't be reached/.test(translate(error, { host }).message), isProxy);
      });
    }
  });

  it('ends for causes that form a ring', () => {
    const ring = new Error('a');
    ring.cause = new Error('b', { cause: ring });
    assert.equal(translate(ring).code, 'network');
  });

  it('knows a broken connection, which a second try may mend', () => {
    assert.ok(isBrokenConnection(fetchFailed('ECONNRESET')));
    assert.ok(isBrokenConnection(new TypeError('terminated', { cause: new Error('other side closed') })));
    assert.ok(!isBrokenConnection(fetchFailed('ECONNREFUSED')));
    assert.ok(!isBrokenConnection(fetchFailed('CERT_HAS_EXPIRED')));
    assert.ok(!isBrokenConnection(new DOMException('', 'TimeoutError')));
  });
});
