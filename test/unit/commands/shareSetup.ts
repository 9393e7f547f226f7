import type { ShareDeps } from '../../../src/commands/share.ts';
import type { Connection } from '../../../src/core/connection.ts';
import { THIS_COMPUTER } from '../../../src/core/machine.ts';
import { readPhrase } from '../../../src/core/phrases.ts';
import { nodeHashing } from '../../../src/platform/node.ts';
import { createSigner } from '../../../src/s3/signer.ts';
import { FakeConnectionStore } from '../../support/fakes/connectionStore.ts';
import { FakeNotices } from '../../support/fakes/notices.ts';
import { FakePrompts } from '../../support/fakes/prompts.ts';
import { FakeFiles, FakeLedger, FakePictures, FakeSettings } from '../../support/fakes/sharing.ts';
import { FakeWitness } from '../../support/fakes/signing.ts';
import { FakeClipboard, FakeLog, FakeMemory, FakeProgress } from '../../support/fakes/small.ts';
import { FakeStore } from '../../support/fakes/store.ts';
import { FakeProbe, FakeWriter } from '../../support/fakes/writes.ts';

const NOW = Date.UTC(2026, 10, 24, 8, 0, 0);

export const CONNECTION: Connection = {
  id: 'aaaaaaaaaa',
  name: 'Demo',
  provider: 'digitalocean',
  endpoint: 'https://nyc3.digitaloceanspaces.com',
  region: 'nyc3',
  addressing: 'virtual',
  readOnly: false,
};

/** The share flows over fakes of the editor and the real signer, at a fixed moment in Berlin. */
export function shareSetup(connection: Connection = CONNECTION) {
  const fakes = {
    prompts: new FakePrompts(),
    memory: new FakeMemory(),
    clipboard: new FakeClipboard(),
    notices: new FakeNotices(),
    progress: new FakeProgress(),
    settings: new FakeSettings(),
    files: new FakeFiles(),
    pictures: new FakePictures(),
    ledger: new FakeLedger(),
    reads: new FakeStore(),
    log: new FakeLog(),
    probe: new FakeProbe(),
    writer: new FakeWriter(),
    witness: new FakeWitness(),
    store: FakeConnectionStore.with([
      connection,
      { accessKeyId: 'DO00AAAA', secretAccessKey: 'a-secret-of-tests' },
    ]),
    offset: 0,
  };
  const deps: ShareDeps = {
    ...fakes,
    signer: createSigner(nodeHashing),
    hashing: nodeHashing,
    witness: async () => fakes.witness,
    canListSpaces: true,
    soon: (work) => work(),
    clock: { get: () => fakes.offset },
    places: { of: (connection) => connection },
    phrases: async () => readPhrase,
    now: () => NOW,
    machine: THIS_COMPUTER,
    moments: { locale: 'en-GB', timeZone: 'Europe/Berlin' },
  };
  return { ...fakes, fakes, deps };
}
