/**
 * What the parts of the browser's bundle take from `web.js` rather than bring along: modules with a state or an identity
 * that there must be one of, and large ones. `esbuild.js` reads this list.
 */
import * as l10n from '@vscode/l10n';
import * as errors from './core/errors.ts';
import * as format from './core/format.ts';
import * as surface from './vscode/commands/surface.ts';
import * as rows from './vscode/tree/rows.ts';

export const kernel: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['@vscode/l10n', l10n],
  ['./core/errors.ts', errors],
  ['./core/format.ts', format],
  ['./vscode/commands/surface.ts', surface],
  ['./vscode/tree/rows.ts', rows],
]);
