import assert from 'node:assert/strict';
import { fill, lengthText, sizesIn, typeText } from '../../../../src/core/page/script/common.ts';
import { bodyOf } from '../../../../src/core/page/script/send.ts';
import { fileProblem } from '../../../../src/core/page/script/upload.ts';
import { uploadTexts } from '../../../../src/core/page/texts.ts';

const texts = uploadTexts().en;

describe('what the receiver’s page says', () => {
  for (const [seconds, text] of [
    [1, '1 sec'],
    [59, '59 sec'],
    [60, '1 min'],
    [61, '1 min, 1 sec'],
    [7_500, '2 hr, 5 min'],
    [7_259, '2 hr'],
    [604_800, '7 days'],
    [90_061, '1 day, 1 hr'],
  ] as const) {
    it(`${seconds} seconds: ${text}`, () => assert.equal(lengthText(seconds, 'en'), text));
  }

  for (const [bytes, text] of [
    [0, '0 bytes'],
    [999, '999 bytes'],
    [999_949, '999.9 kB'],
    [999_950, '1 MB'],
    [1_234_567, '1.2 MB'],
    [5e15, '5,000 TB'],
  ] as const) {
    it(`${bytes} bytes: ${text}`, () => assert.equal(sizesIn('en')(bytes), text));
  }

  for (const [type, text] of [
    ['image/*', 'images'],
    ['application/*', 'application/*'],
    ['application/pdf', 'PDF'],
    ['text/plain', 'text/plain'],
  ] as const) {
    it(`${type}: ${text}`, () => assert.equal(typeText(type, { ...texts }), text));
  }

  it('a value with a brace in it is no place for another', () => {
    assert.equal(fill('{0} of {1}', '{1}', '$&'), '{1} of $&');
  });

  describe('a file', () => {
    const voice = { texts, locale: 'en', size: sizesIn('en') };
    const form = { url: '', fields: [] };
    const problem = (file: File, limits: { min?: number; max?: number; type?: string }) => {
      const data = { texts: {}, end: 0, seen: form, blind: form, key: '', isBox: true, min: 1, ...limits };
      return fileProblem(
        { data, voice, rows: [], queue: [], names: new Set(), isBlind: undefined, running: 0 },
        file,
      );
    };
    const file = (size: number, type = '') => new File(['x'.repeat(size)], 'f', { type });

    it('is judged by its size and type', () => {
      assert.equal(problem(file(3), {}), undefined);
      assert.equal(problem(file(0), {}), texts.empty);
      assert.equal(problem(file(3), { min: 4 }), 'Not sent: smaller than 4 bytes.');
      assert.equal(problem(file(5), { max: 4 }), 'Not sent: larger than 4 bytes.');
      assert.equal(problem(file(4), { min: 4, max: 4 }), undefined);
      assert.equal(problem(file(1, 'image/png'), { type: 'image/*' }), undefined);
      assert.equal(problem(file(1, 'imagex/png'), { type: 'image/*' }), 'Not sent. Accepted here: images');
      assert.equal(problem(file(1), { type: 'image/*' }), 'Not sent. Accepted here: images');
      assert.equal(problem(file(1), { type: 'application/pdf' }), undefined, 'the browser does not know it');
      assert.equal(
        problem(file(1, 'text/plain'), { type: 'application/pdf' }),
        'Not sent. Accepted here: PDF',
      );
    });

    it('comes last, under a name that means nothing, with its own key and type', () => {
      const fields = [
        ['Content-Type', 'a/b'],
        ['key', 'box/$'],
        ['Policy', 'p'],
      ] as const;
      const body = bodyOf({ url: '', fields }, { file: file(1, 'text/x'), key: 'box/own', type: undefined });
      const entries = [...body].map(([name, value]) => [name, value instanceof File ? value.name : value]);
      assert.deepEqual(entries, [
        ['Content-Type', 'text/x'],
        ['key', 'box/own'],
        ['Policy', 'p'],
        ['file', 'file'],
      ]);
    });

    it('is sent with the exact type that is asked for, or as unknown', () => {
      const typeOf = (own: string, type?: string) =>
        bodyOf({ url: '', fields: [['content-type', 'x']] }, { file: file(1, own), key: 'k', type }).get(
          'content-type',
        );
      assert.equal(typeOf('', 'application/pdf'), 'application/pdf');
      assert.equal(typeOf('image/png', 'image/*'), 'image/png');
      assert.equal(typeOf(''), 'application/octet-stream');
    });
  });
});
