// The tree's own parts over a store, put together as a host's root does it, for what can't be asked through commands.
import * as vscode from 'vscode';
import type { Connection, Credentials } from '../../../src/core/connection.ts';
import { createFormats, regionalLocale } from '../../../src/core/format.ts';
import type { Hashing } from '../../../src/core/hashing.ts';
import { Listing } from '../../../src/core/listing.ts';
import { THIS_COMPUTER } from '../../../src/core/machine.ts';
import { lazily } from '../../../src/core/once.ts';
import { Rights } from '../../../src/core/rights.ts';
import type { createDiagnosis } from '../../../src/s3/browser.ts';
import { createStore } from '../../../src/s3/client.ts';
import { createClockOffsets } from '../../../src/s3/clock.ts';
import { createSpaceLocations } from '../../../src/s3/locations.ts';
import { createSigner } from '../../../src/s3/signer.ts';
import { toTooltip, toTreeItem } from '../../../src/vscode/tree/items.ts';
import { ExplorerProvider } from '../../../src/vscode/tree/provider.ts';
import type { Row } from '../../../src/vscode/tree/rows.ts';
import { FakeConnectionStore } from '../../support/fakes/connectionStore.ts';
import { FakeLog } from '../../support/fakes/small.ts';

/** What the hosts do differently, as in `compose.ts`. */
interface Host {
  readonly hashing: Hashing;
  readonly canListSpaces: boolean;
  readonly diagnosis?: typeof createDiagnosis;
  /** How much this computer's clock is ahead. */
  readonly aheadMs?: number;
}

interface StorePlace {
  readonly endpoint: string;
  readonly credentials: Credentials;
  /** Absent: those that the store lists. */
  readonly spaces?: readonly string[];
}

/** A tree of one connection, named `Tree`. */
export function openTree({ endpoint, credentials, spaces }: StorePlace, host: Host) {
  const connection: Connection = {
    ...{ id: 'treetreetr', name: 'Tree', provider: 'custom', readOnly: false },
    ...{ endpoint, region: 'us-east-1', addressing: 'path', spaces },
  };
  const connections = FakeConnectionStore.with([connection, credentials]);
  const now = () => Date.now() + (host.aheadMs ?? 0);
  const reach = { fetch: (url: string, init: RequestInit) => fetch(url, init), now };
  const clock = createClockOffsets();
  const store = createStore({
    ...{ ...reach, clock, connections },
    signer: createSigner(host.hashing),
    locations: createSpaceLocations(),
    random: Math.random,
    canListSpaces: host.canListSpaces,
    diagnose: host.diagnosis?.({ ...reach, clock }),
  });
  const listing = new Listing({ store, connections });
  const own = Intl.DateTimeFormat().resolvedOptions().locale;
  const formats = lazily(() => createFormats(regionalLocale(vscode.env.language, own)));
  const provider = new ExplorerProvider({
    ...{ listing, connections, store, formats, now, log: new FakeLog(), machine: THIS_COMPUTER },
    ...{ rights: new Rights(), toTreeItem, toTooltip },
  });
  const itemOf = (row: Row) => provider.getTreeItem(row);
  /** The rows at the end of a path of labels, from the connection down. */
  const rowsIn = async (...path: string[]): Promise<Row[]> => {
    let rows = await provider.getChildren();
    for (const label of ['Tree', ...path])
      rows = await provider.getChildren(rows.find((row) => itemOf(row).label === label));
    return rows;
  };
  return { provider, listing, connection, itemOf, rowsIn };
}
