import assert from 'node:assert/strict';
import { checkTogether, limitsOf, UPLOAD_ARGUMENTS } from '../../../../src/commands/uploads/arguments.ts';
import { readArguments } from '../../../../src/core/arguments.ts';

const read = (args: Record<string, unknown>) => readArguments(args, UPLOAD_ARGUMENTS);

describe('the arguments of an upload command', () => {
  it('are taken as docs/commands.md has them', () => {
    const args = {
      space: 's',
      prefix: 'p/',
      expiresIn: '2 days',
      shell: 'bat',
      file: 'f',
      method: 'post',
      as: 'command',
      folder: true,
      minBytes: 0,
      maxBytes: 10,
      contentType: 'image/*',
      acl: 'public-read',
      successStatus: 201,
      successRedirect: 'https://example.com/',
      metadata: { a: 'b' },
    };
    assert.deepEqual(read(args), args);
    assert.deepEqual(limitsOf(read({ ...args, minBytes: undefined })), {
      maxBytes: 10,
      contentType: 'image/*',
      acl: 'public-read',
      successStatus: 201,
      successRedirect: 'https://example.com/',
      metadata: { a: 'b' },
    });
  });

  for (const [args, why] of [
    [{ minBytes: '10' }, /"minBytes"/],
    [{ maxBytes: 1.5 }, /"maxBytes"/],
    [{ maxBytes: -1 }, /"maxBytes"/],
    [{ maxBytes: Number.NaN }, /"maxBytes"/],
    [{ contentType: '' }, /"contentType" is empty/],
    [{ acl: 'public-read-write' }, /"acl".*'private', 'public-read'/],
    [{ successStatus: 202 }, /"successStatus".*200, 201, 204/],
    [{ successStatus: '201' }, /"successStatus"/],
    [{ metadata: [] }, /"metadata"/],
    [{ metadata: { a: 1 } }, /"metadata\.a"/],
    [{ shell: 'fish' }, /"shell".*'unix'/],
    [{ method: 'PUT' }, /"method"/],
    [{ as: 'url' }, /"as"/],
    [{ folder: 'yes' }, /"folder"/],
    [{ versionId: 'v' }, /"versionId"/],
    [{ cacheControl: 'no-store' }, /"cacheControl"/],
  ] as const) {
    it(`refuse ${JSON.stringify(args)}`, () =>
      assert.throws(() => read(args), { code: 'badArguments', message: why }));
  }

  for (const [args, why] of [
    [{ key: 'k', folder: true }, /"prefix" in place of "key"/],
    [{ prefix: 'p/', folder: true, method: 'put' }, /one object/],
    [{ key: 'k', as: 'json', shell: 'cmd' }, /"shell"/],
  ] as const) {
    it(`refuse together ${JSON.stringify(args)}`, () =>
      assert.throws(() => checkTogether(read(args)), { code: 'badArguments', message: why }));
  }
});
