// The tree's own parts over a store, put together as the browser's root does it, for what can't be asked through commands.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Connection } from '../../../src/core/connection.ts';
import { createFormats } from '../../../src/core/format.ts';
import { Listing } from '../../../src/core/listing.ts';
import { THIS_COMPUTER } from '../../../src/core/machine.ts';
import { webHashing } from '../../../src/platform/web.ts';
import { createDiagnosis } from '../../../src/s3/browser.ts';
import { createStore } from '../../../src/s3/client.ts';
import { createClockOffsets } from '../../../src/s3/clock.ts';
import { createSpaceLocations } from '../../../src/s3/locations.ts';
import { createSigner } from '../../../src/s3/signer.ts';
import { toTooltip, toTreeItem } from '../../../src/vscode/tree/items.ts';
import { ExplorerProvider } from '../../../src/vscode/tree/provider.ts';
import type { Row } from '../../../src/vscode/tree/rows.ts';
import { FakeConnectionStore } from '../../support/fakes/connectionStore.ts';
import { FakeLog } from '../../support/fakes/small.ts';
import type { CephPlace } from './ceph.ts';

interface TreeOptions {
  readonly spaces: readonly string[];
  /** How much this computer's clock is ahead. */
  readonly aheadMs?: number;
}

export function openWorkersTree({ endpoint, region, credentials }: CephPlace, options: TreeOptions) {
  const { spaces, aheadMs = 0 } = options;
  const connection: Connection = {
    ...{ id: 'treetreetr', name: 'Tree', provider: 'custom', readOnly: false },
    ...{ endpoint, region, addressing: 'path', spaces },
  };
  const connections = FakeConnectionStore.with([connection, credentials]);
  const now = () => Date.now() + aheadMs;
  const asked = (url: string, init: RequestInit) => fetch(url, init);
  const clock = createClockOffsets();
  const store = createStore({
    fetch: asked,
    signer: createSigner(webHashing(crypto.subtle)),
    ...{ now, clock, connections },
    locations: createSpaceLocations(),
    random: Math.random,
    canListSpaces: false,
    diagnose: createDiagnosis({ fetch: asked, now, clock }),
  });
  const listing = new Listing({ store, connections });
  const formats = createFormats(vscode.env.language);
  const provider = new ExplorerProvider({
    ...{ listing, connections, store, formats, now, log: new FakeLog(), machine: THIS_COMPUTER },
    ...{ toTreeItem, toTooltip },
  });
  const itemOf = (row: Row) => provider.getTreeItem(row);
  /** The rows at the end of a path of labels, from the connection down. */
  const rowsIn = async (path: readonly string[]) => {
    let rows = await provider.getChildren();
    for (const label of ['Tree', ...path])
      rows = await provider.getChildren(rows.find((row) => itemOf(row).label === label));
    return rows;
  };
  const rowOf = async (label: string, path: readonly string[]) => {
    const row = (await rowsIn(path)).find((each) => itemOf(each).label === label);
    assert.ok(row, `there is no row ${label}`);
    return row;
  };
  return {
    labels: async (...path: string[]) => (await rowsIn(path)).map((row) => String(itemOf(row).label)),
    contextOf: async (label: string, ...path: string[]) =>
      `${itemOf(await rowOf(label, path)).contextValue};`,
    tooltip: async (label: string, ...path: string[]) => {
      const row = await rowOf(label, path);
      const { token } = new vscode.CancellationTokenSource();
      const { tooltip } = await provider.resolveTreeItem(itemOf(row), row, token);
      return tooltip instanceof vscode.MarkdownString ? tooltip.value : String(tooltip);
    },
    /** As Load More… and Retry do. */
    loadMore: (space: string, prefix: string) => listing.loadMore({ connection, space, prefix }),
  };
}
