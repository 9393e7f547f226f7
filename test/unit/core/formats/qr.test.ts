import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { MAX_QR_BYTES, QUIET_MODULES, qrOf, qrPath } from '../../../../src/core/formats/qr.ts';
import { linkProblem } from '../../../../src/core/keyRules.ts';
import { linksTo } from '../../../support/links.ts';
import { oddWords } from '../../../support/oddWords.ts';

type Decode = (pixels: Uint8ClampedArray, width: number, height: number) => { readonly data: string } | null;

const require = createRequire(import.meta.url);
const jsQr = require('jsqr') as Decode | { default: Decode };
const decode = typeof jsQr === 'function' ? jsQr : jsQr.default;

/** The picture as the page shows it, from its path, `scale` pixels a module. */
function draw(text: string, scale = 3): { readonly pixels: Uint8ClampedArray; readonly side: number } {
  const code = qrOf(text, 'en');
  const side = (code.size + 2 * QUIET_MODULES) * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y, length] of qrPath(code).matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1) {
      for (let column = Number(x) * scale; column < (Number(x) + Number(length)) * scale; column += 1)
        pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
    }
  }
  return { pixels, side };
}

function read(text: string): string | undefined {
  const { pixels, side } = draw(text);
  return decode(pixels, side, side)?.data;
}

describe('the QR code', () => {
  it('is read back as the link', async () => {
    const keys = oddWords.filter((word) => linkProblem(word) === undefined);
    for (const { url } of await linksTo(keys)) assert.equal(read(url), url);
  });

  it('is read back at its longest', () => {
    const longest = `https://a.example/${'a%2F'.repeat(750)}`.slice(0, MAX_QR_BYTES);
    assert.equal(longest.length, MAX_QR_BYTES);
    assert.equal(read(longest), longest);
  });

  it('refuses what no code can hold, and says the limit', () => {
    assert.throws(() => qrOf('a'.repeat(MAX_QR_BYTES + 1), 'en'), {
      code: 'badArguments',
      message: /2,954.*2,953/,
    });
  });

  it('has its quiet zone on all sides', () => {
    const { pixels, side } = draw('https://a.example', 1);
    const isDark = (x: number, y: number) => pixels[(y * side + x) * 4] === 0;
    const dark = [...Array(side * side).keys()]
      .map((at) => [at % side, Math.floor(at / side)] as const)
      .filter(([x, y]) => isDark(x, y));
    const ends = dark.flat();
    assert.deepEqual([Math.min(...ends), Math.max(...ends)], [QUIET_MODULES, side - QUIET_MODULES - 1]);
  });
});
