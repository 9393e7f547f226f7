import assert from 'node:assert/strict';
import { typeToSend } from '../../../src/core/contentTypes.ts';

describe('typeToSend', () => {
  for (const [wished, path, type] of [
    [undefined, 'a.png', undefined],
    ['image/webp', 'a.png', 'image/webp'],
    ['image/*', 'a.png', 'image/png'],
    ['image/*', 'A.JPG', 'image/jpeg'],
    ['IMAGE/*', 'x/y.gif', 'image/gif'],
    ['video/*', 'C:\\clips\\a.mp4', 'video/mp4'],
    ['text/*', 'a.b.csv', 'text/csv'],
  ] as const) {
    it(`${wished} for ${path}: ${type}`, () => assert.equal(typeToSend(wished, path), type));
  }

  for (const [wished, path, why] of [
    ['image/*', 'file', /"file" tells no content type.*image\/\*/],
    ['image/*', 'png', /tells no content type/],
    ['image/*', 'a.unknown', /tells no content type/],
    ['image/*', 'a.pdf', /"a\.pdf" is application\/pdf/],
    ['image/*', 'a.png/b', /tells no content type/],
  ] as const) {
    it(`refuses ${path} for ${wished}`, () =>
      assert.throws(() => typeToSend(wished, path), { code: 'badArguments', message: why }));
  }
});
