import assert from 'node:assert/strict';
import { Trust } from '../../../../src/vscode/files/trust.ts';

const at = (path: string, authority = 'abcdefghij') => ({ authority, path });

describe('what a window may ask for', () => {
  it('a trusted one: everything; trust that comes later holds from then on', () => {
    let isTrusted = false;
    const trust = new Trust(() => isTrusted);
    assert.equal(trust.allows(at('/box/a')), false);
    isTrusted = true;
    assert.equal(trust.allows(at('/box/a')), true);
  });

  it('one that is not: what a person opened and what is below, and neither beside nor above', () => {
    const trust = new Trust(() => false);
    trust.opened(at('/box/dir'), at('/box/a.txt'));
    for (const path of ['/box/dir', '/box/dir/', '/box/dir/x/y', '/box/a.txt'])
      assert.equal(trust.allows(at(path)), true, path);
    for (const path of ['/', '', '/box', '/box/dir2', '/box/di', '/box/b.txt', '/other/dir'])
      assert.equal(trust.allows(at(path)), false, path);
    assert.equal(trust.allows(at('/box/dir', 'klmnopqrst')), false);
  });

  it('a connection that was opened: all in it', () => {
    const trust = new Trust(() => false);
    trust.opened(at('/'));
    assert.equal(trust.allows(at('/box/a')), true);
    assert.equal(trust.allows(at('/', 'klmnopqrst')), false);
  });

  it('who was refused is told to ask again', () => {
    const trust = new Trust(() => false);
    let count = 0;
    trust.onDidOpen(() => {
      assert.equal(trust.allows(at('/box/a')), true);
      count++;
    });
    trust.opened(at('/box/a'));
    assert.equal(count, 1);
  });

  it('of very many the oldest is opened no more', () => {
    const trust = new Trust(() => false);
    for (let count = 0; count <= 10_000; count++) trust.opened(at(`/box/${count}`));
    assert.equal(trust.allows(at('/box/0')), false);
    assert.equal(trust.allows(at('/box/1')), true);
  });
});
