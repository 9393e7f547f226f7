import assert from 'node:assert/strict';
import { createServer as createProxy } from 'node:http';
import { createServer, globalAgent, type Server } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { withExtraAuthorities } from '../../../src/platform/fetch.ts';
import { makeAuthority } from '../../support/certificate.ts';

/** As the editor's own fails: its list of authorities is another than Node's. */
const untrusting = (code = 'UNABLE_TO_VERIFY_LEAF_SIGNATURE') => {
  const calls: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    calls.push(url);
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('no trust'), { code }) });
  };
  return { calls, fetch };
};

describe('a fetch that knows NODE_EXTRA_CA_CERTS', () => {
  const usual = getCACertificates('default');
  const asked: string[] = [];
  const received: string[] = [];
  let server: Server;
  let url: string;

  before(async () => {
    const authority = makeAuthority();
    server = createServer(authority.issue(['127.0.0.1']), (request, response) => {
      const { method, url: path, headers } = request;
      asked.push(`${method} ${path} ${headers['x-test']}`);
      if (path === '/hang') return;
      if (method === 'PUT') {
        const length = headers['content-length'];
        void text(request).then((body) => {
          received.push(`${length} ${body}`);
          response.end();
        });
        return;
      }
      response.writeHead(path === '/moved' ? 301 : 404, { location: 'https://example.com/', date: 'then' });
      response.end(method === 'HEAD' ? undefined : 'text: ä');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    // What Node does at its start where the variable is set.
    setDefaultCACertificates([...usual, authority.cert]);
  });
  beforeEach(() => {
    asked.length = 0;
  });
  after(async () => {
    setDefaultCACertificates(usual);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('asks again by another way where the server was not trusted, and from then on at once', async () => {
    const { calls, fetch } = untrusting();
    const patched = withExtraAuthorities(fetch, 'ca.pem');
    const init = { method: 'GET', headers: { 'X-Test': 'yes' } };
    const response = await patched(`${url}/a?b=%20c`, init);
    assert.equal(response.status, 404);
    assert.equal(response.headers.get('date'), 'then');
    assert.equal(await response.text(), 'text: ä');
    await (await patched(`${url}/again`, init)).text();
    assert.deepEqual(asked, ['GET /a?b=%20c yes', 'GET /again yes']);
    assert.equal(calls.length, 1);
  });

  it('sends a text along, whole', async () => {
    const patched = withExtraAuthorities(untrusting().fetch, 'ca.pem');
    assert.equal((await patched(`${url}/x`, { method: 'PUT', body: '<a>ä</a>' })).status, 200);
    assert.deepEqual(received, ['9 <a>ä</a>']);
  });

  it('sends bytes along, and a stream of which nothing was taken', async () => {
    const { calls, fetch } = untrusting();
    const patched = withExtraAuthorities(fetch, 'ca.pem');
    const put = async (body: BodyInit) => {
      const headers = { 'content-length': '300000' };
      const init = { method: 'PUT', headers, body, duplex: 'half' } as RequestInit;
      assert.equal((await patched(`${url}/bytes`, init)).status, 200);
      assert.ok(received.pop() === `300000 ${'x'.repeat(300_000)}`);
    };
    await put(new Blob(['x'.repeat(300_000)]).stream());
    await put(new Blob(['x'.repeat(300_000)]).stream());
    await put(Buffer.alloc(300_000, 'x'));
    assert.equal(calls.length, 1);
  });

  it('tells of a stream that breaks off on its way', async () => {
    const patched = withExtraAuthorities(untrusting().fetch, 'ca.pem');
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error('no more')) });
    await assert.rejects(patched(`${url}/x`, { method: 'PUT', body }), /no more/);
  });

  it('gives what a HEAD and a redirect answer as it is', async () => {
    const patched = withExtraAuthorities(untrusting().fetch, 'ca.pem');
    const head = await patched(`${url}/`, { method: 'HEAD' });
    assert.deepEqual([head.status, await head.text()], [404, '']);
    const moved = await patched(`${url}/moved`, { method: 'GET', redirect: 'manual' });
    assert.deepEqual([moved.status, moved.headers.get('location')], [301, 'https://example.com/']);
  });

  it('can be aborted', async () => {
    const abort = new AbortController();
    const patched = withExtraAuthorities(untrusting().fetch, 'ca.pem');
    const hanging = patched(`${url}/hang`, { method: 'GET', signal: abort.signal });
    server.once('request', () => abort.abort());
    await assert.rejects(hanging, { name: 'AbortError' });
  });

  it('says that there is no trust where the further authorities do not vouch either', async () => {
    const patched = withExtraAuthorities(untrusting().fetch, 'ca.pem');
    const trusted = getCACertificates('default');
    setDefaultCACertificates(usual);
    try {
      await assert.rejects(patched(url, { method: 'GET' }), { code: /UNABLE_TO_VERIFY_LEAF_SIGNATURE/ });
    } finally {
      setDefaultCACertificates(trusted);
    }
  });

  it("does not take a proxy's refusal for the server's answer", async () => {
    const proxy = createProxy((_request, response) => response.writeHead(403).end());
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const usualConnection = globalAgent.createConnection;
    // As the editor's agent does where the tunnel is refused.
    globalAgent.createConnection = () => connect(port, '127.0.0.1');
    try {
      const patched = withExtraAuthorities(untrusting().fetch, 'ca.pem');
      await assert.rejects(patched('https://refused.example/', { method: 'GET' }), /Proxy response \(403\)/);
    } finally {
      globalAgent.createConnection = usualConnection;
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    }
  });

  it('leaves other failures, streams that were begun, and editors without the variable alone', async () => {
    const other = withExtraAuthorities(untrusting('CERT_HAS_EXPIRED').fetch, 'ca.pem');
    await assert.rejects(other(url, { method: 'GET' }), /fetch failed/);
    const { fetch } = untrusting();
    const beginning = async (begun: string, init: RequestInit) => {
      await (init.body as ReadableStream).getReader().read();
      return fetch(begun);
    };
    const body = new Blob(['x']).stream();
    await assert.rejects(withExtraAuthorities(beginning, 'ca.pem')(url, { method: 'PUT', body }), TypeError);
    assert.equal(withExtraAuthorities(fetch, undefined), fetch);
    assert.deepEqual(asked, []);
  });
});
