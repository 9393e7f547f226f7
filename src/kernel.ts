/**
 * What the parts of the browser's bundle take from `web.js` rather than bring along: modules with a state or an identity
 * that there must be one of, and large ones. `esbuild.js` reads this list.
 */
import * as l10n from '@vscode/l10n';
import * as errors from './core/errors.ts';
import * as errorTable from './core/errorTable.ts';
import * as format from './core/format.ts';
import * as client from './s3/client.ts';
import * as encode from './s3/encode.ts';
import * as exchange from './s3/exchange.ts';
import * as failure from './s3/failure.ts';
import * as listing from './s3/listing.ts';
import * as objects from './s3/objects.ts';
import * as request from './s3/request.ts';
import * as xml from './s3/xml.ts';
import * as surface from './vscode/commands/surface.ts';
import * as rows from './vscode/tree/rows.ts';

export const kernel: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['@vscode/l10n', l10n],
  ['./core/errors.ts', errors],
  ['./core/errorTable.ts', errorTable],
  ['./core/format.ts', format],
  ['./s3/client.ts', client],
  ['./s3/encode.ts', encode],
  ['./s3/exchange.ts', exchange],
  ['./s3/failure.ts', failure],
  ['./s3/listing.ts', listing],
  ['./s3/objects.ts', objects],
  ['./s3/request.ts', request],
  ['./s3/xml.ts', xml],
  ['./vscode/commands/surface.ts', surface],
  ['./vscode/tree/rows.ts', rows],
]);
