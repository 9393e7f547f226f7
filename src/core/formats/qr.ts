import { t } from '@vscode/l10n';
import { correction, generate } from 'lean-qr';
import { SpacesError } from '../errors.ts';
import { formatCount } from '../format.ts';
import { byteLength } from '../keyRules.ts';

/** The largest QR code (version 40) with the least correction holds so many bytes (ISO/IEC 18004, table 7). */
export const MAX_QR_BYTES = 2953;

/** Light modules all around that a reader needs to find it (ISO/IEC 18004, 9.1: four). */
export const QUIET_MODULES = 4;

/** Which modules are dark. */
export interface QrCode {
  /** Modules a side, without the quiet zone. */
  readonly size: number;
  isDark(x: number, y: number): boolean;
}

/**
 * The text as a QR code. It is shown on a screen, which has no scratches, so as little correction as it may have is
 * asked for: fewer modules scan better; where a code has room to spare, that goes into correction. Throws
 * `badArguments` for a text that none can hold.
 */
export function qrOf(text: string, locale: string): QrCode {
  const bytes = byteLength(text);
  if (bytes > MAX_QR_BYTES) {
    throw new SpacesError(
      'badArguments',
      t(
        'The link has {0} characters; a QR code holds {1} at most. Copy it as a URL.',
        formatCount(bytes, locale),
        formatCount(MAX_QR_BYTES, locale),
      ),
    );
  }
  const code = generate(text, { minCorrectionLevel: correction.L });
  return { size: code.size, isDark: (x, y) => code.get(x, y) };
}

/** The dark modules as the `d` of an SVG path, a module a unit, from the quiet zone's corner. */
export function qrPath({ size, isDark }: QrCode): string {
  const runs: string[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      let length = 0;
      while (x + length < size && isDark(x + length, y)) length += 1;
      if (length > 0) runs.push(`M${x + QUIET_MODULES} ${y + QUIET_MODULES}h${length}v1h-${length}z`);
      x += length;
    }
  }
  return runs.join('');
}
