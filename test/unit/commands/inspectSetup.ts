import type { InspectDeps, Inspection } from '../../../src/commands/inspect.ts';
import type { Connection, Credentials } from '../../../src/core/connection.ts';
import { createFormats } from '../../../src/core/format.ts';
import { nodeHashing } from '../../../src/platform/node.ts';
import { createSignatureCheck } from '../../../src/s3/verify.ts';
import { FakeConnectionStore } from '../../support/fakes/connectionStore.ts';
import { CONNECTION, shareSetup } from './shareSetup.ts';

export interface InspectSetup {
  readonly connection?: Connection;
  readonly credentials?: Credentials;
  readonly now?: number;
}

/** Inspect over fakes of the editor, with real signatures. */
export function inspectSetup({ connection = CONNECTION, credentials, now }: InspectSetup = {}) {
  const { deps: share, fakes } = shareSetup(connection);
  const shown: Inspection[] = [];
  const selection = { text: '' };
  const deps: InspectDeps = {
    ...share,
    ...(credentials === undefined ? {} : { store: FakeConnectionStore.with([connection, credentials]) }),
    ...(now === undefined ? {} : { now: () => now }),
    formats: createFormats('en', 'UTC'),
    signatures: createSignatureCheck(nodeHashing),
    selectedText: () => selection.text,
    show: (inspection) => void shown.push(inspection),
  };
  return { deps, fakes, share, shown, selection };
}
