import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { cdnHostOf, hostProblem, isVirtualHosted, readHost, swapHost } from '../../../src/core/domains.ts';

const virtual = { endpoint: 'https://nyc3.digitaloceanspaces.com', addressing: 'virtual' } as const;

describe('domains', () => {
  it("knows the host of a Space's CDN", () => {
    assert.equal(cdnHostOf(virtual, 'example-bucket'), 'example-bucket.nyc3.cdn.digitaloceanspaces.com');
    assert.equal(cdnHostOf({ endpoint: 'https://s3.example.com' }, 'box'), undefined);
  });

  it('a Space is virtual-hosted where its name can be a label of a host', () => {
    assert.ok(isVirtualHosted(virtual, 'example-bucket'));
    for (const space of ['a.b', 'Upper', 'a_b', 'ab', 'x'.repeat(64)])
      assert.ok(!isVirtualHosted(virtual, space), space);
    assert.ok(!isVirtualHosted({ ...virtual, addressing: 'path' }, 'box'));
    for (const endpoint of ['http://127.0.0.1:9000', 'http://[::1]:9000'])
      assert.ok(!isVirtualHosted({ ...virtual, endpoint }, 'box'));
  });

  it('links by path stay at their host, with the reason', () => {
    assert.equal(hostProblem(virtual, 'box'), undefined);
    assert.match(hostProblem({ ...virtual, addressing: 'path' }, 'box') ?? '', /addressed by path/);
    assert.match(hostProblem(virtual, 'my.box') ?? '', /addressed by path/);
  });

  it('reads a host as a person gives it', () => {
    assert.equal(readHost(' https://Files.Example.COM/ '), 'files.example.com');
    assert.equal(readHost('files.localhost:8443'), 'files.localhost:8443');
    const wrong = ['', 'localhost', 'a b.com', 'a.com/path', 'a.com?x', 'a..com', '-a.com', 'ftp://a.com'];
    for (const text of [...wrong, 'a.com:', 'a.com:123456', 'me@a.com', 'ä.com', 'a.com#x'])
      assert.throws(() => readHost(text), { code: 'badArguments' }, text);
  });

  it('swaps the host and nothing else', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const swapped = swapHost(url, 'cdn.example.com');
        const authority = url.replace(/^https?:\/\//, '').split(/[/?#]/)[0] ?? '';
        assert.equal(
          swapped.replace('cdn.example.com', () => authority),
          url,
        );
        assert.equal(new URL(swapped).host, 'cdn.example.com');
      }),
    );
  });
});
