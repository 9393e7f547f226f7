import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { AllowBrowser } from './commands/allowBrowser.ts';
import { rememberedOrder } from './commands/sort.ts';
import { createFormats, regionalLocale } from './core/format.ts';
import type { Hashing } from './core/hashing.ts';
import type { ImportSources } from './core/import/sources.ts';
import { Listing } from './core/listing.ts';
import type { LocalMachine } from './core/localMachine.ts';
import { machineOf } from './core/machine.ts';
import { lazily, once } from './core/once.ts';
import { translations } from './core/packedTexts.ts';
import { createRedactor } from './core/redact.ts';
import { Rights } from './core/rights.ts';
import type { Witness } from './core/signing.ts';
import { createUnfinished, type Unfinished } from './core/unfinished.ts';
import type { StoreDeps } from './s3/client.ts';
import { createClockOffsets } from './s3/clock.ts';
import type { Fetch } from './s3/exchange.ts';
import { createSpaceLocations } from './s3/locations.ts';
import { diagnoseOnFirstUse, readsOnFirstUse, signerOnFirstUse } from './s3/onFirstUse.ts';
import { commandsOnFirstUse } from './vscode/commands/onFirstUse.ts';
import { createChangeSignal } from './vscode/connections/changeSignal.ts';
import { createConnectionStore } from './vscode/connections/connectionStore.ts';
import { announceConnections, announceHost } from './vscode/context.ts';
import { watchDocuments } from './vscode/documents/gate.ts';
import { filesOnFirstUse } from './vscode/files/onFirstUse.ts';
import { createLog, firstLine } from './vscode/log.ts';
import { createMemory } from './vscode/memory.ts';
import type { LedgerWrites } from './vscode/shares/ledger.ts';
import { sharesOnFirstUse } from './vscode/shares/onFirstUse.ts';
import { type TransfersView, transfersOnFirstUse } from './vscode/transfers/onFirstUse.ts';
import type { Drops, TakesOut } from './vscode/tree/dragAndDrop.ts';
import { createExplorer } from './vscode/tree/explorer.ts';

/** What the desktop and the browser host do differently. */
export interface Host {
  /** `web`: a browser's worker, where a server's list of Spaces carries no CORS headers and can't be read. */
  readonly kind: 'desktop' | 'web';
  readonly hashing: Hashing;
  readonly fetch: Fetch;
  /** Loaded on first use. */
  later(): Promise<typeof import('./later.ts')>;
  /** Loaded with the first share, or where one was made before. */
  sharing(): Promise<typeof import('./sharing.ts')>;
  /** Loaded with its first command. */
  objects(): Promise<typeof import('./objects.ts')>;
  /** Loaded with its first command, or the first path of the file system. */
  files(): Promise<typeof import('./files.ts')>;
  /** Loaded with its first command or drop; absent in a browser, which has no files of its own. */
  readonly transfers: (() => Promise<typeof import('./transfers.ts')>) | undefined;
  /** Loaded with the first phrase that our own grammar does not know. */
  phrases(): Promise<typeof import('./phrases.ts')>;
  /** Loaded on first use; absent where there is no SDK. */
  readonly witness: (() => Promise<Witness>) | undefined;
  /** Loaded on first use; absent in a browser, where a server lets no page change its rules. */
  readonly allowBrowser: ((requests: StoreDeps) => Promise<AllowBrowser>) | undefined;
  /** Loaded on first use; absent in a browser, which runs no programs. */
  readonly local: (() => Promise<LocalMachine>) | undefined;
  /** What other tools are configured with; absent in a browser, which has no files of its own. */
  readonly importSources: (() => Promise<ImportSources>) | undefined;
  /** Writes the ledger, also while the window closes; absent in a browser, which has the editor's file system alone. */
  readonly shareFiles: (() => Promise<LedgerWrites>) | undefined;
  /** The page's, in a browser. */
  readonly pageOrigin: string | undefined;
  /** The operating system and what runs on it, for the log. */
  readonly system: string;
}

/** Looked up at each call: the editor replaces it by one that knows its proxy and certificates. */
export const editorsFetch: Fetch = (url, init) => globalThis.fetch(url, init);

/**
 * Makes every adapter, hands them to the flows and registers all with the editor. Gives what the window waits for before
 * it closes.
 */
export function compose(context: vscode.ExtensionContext, host: Host): Pick<Unfinished, 'settled'> {
  if (vscode.l10n.bundle !== undefined) l10n.config({ contents: translations(vscode.l10n.bundle) });
  const { subscriptions } = context;
  const unfinished = createUnfinished();
  const now = Date.now;
  const machine = machineOf({
    isBrowser: host.kind === 'web',
    remoteName: vscode.env.remoteName,
    isFar: context.extension.extensionKind === vscode.ExtensionKind.Workspace,
  });
  const channel = vscode.window.createOutputChannel('Spaceport', { log: true });
  const redactor = createRedactor();
  const log = createLog(channel, redactor.redact);
  log.info(firstLine(context, vscode, { machine, system: host.system }));
  const memory = createMemory({ state: context.globalState, unfinished, log });
  const windowMemory = createMemory({ state: context.workspaceState, unfinished, log });
  const signal = createChangeSignal({
    workspace: vscode.workspace,
    api: vscode,
    folder: context.globalStorageUri,
    random: Math.random,
    log,
  });
  const connections = createConnectionStore({
    signal,
    state: context.globalState,
    secrets: context.secrets,
    random: Math.random,
    log,
    onSecret: redactor.remember,
    onDidChangeWindowState: vscode.window.onDidChangeWindowState,
    readsSecretsOnce: vscode.env.uiKind === vscode.UIKind.Web,
  });

  const clock = createClockOffsets();
  const locations = createSpaceLocations();
  const rights = new Rights();
  const signer = signerOnFirstUse(once(async () => (await host.later()).createSigner(host.hashing)));
  const { fetch } = host;
  const diagnosis = once(async () => (await host.later()).createDiagnosis({ fetch, now, clock }));
  const requests = {
    fetch,
    signer,
    now,
    clock,
    locations,
    log,
    random: Math.random,
    connections,
    // Where `fetch` tells scripts nothing of a failure.
    diagnose: host.kind === 'web' ? diagnoseOnFirstUse(diagnosis) : undefined,
    canListSpaces: host.kind === 'desktop',
    streamsBodies: host.kind === 'desktop',
    machine,
  };
  const { allowBrowser } = host;
  const { store, tester } = readsOnFirstUse(
    once(async () => (await host.later()).createReads(requests, { rights, connections })),
  );

  const listing = new Listing({ store, connections });
  listing.setOrder(rememberedOrder(memory));
  // `Intl` takes longer for its first answer than all else here: it is asked with the first row or question.
  const locale = lazily(() =>
    regionalLocale(vscode.env.language, Intl.DateTimeFormat().resolvedOptions().locale),
  );
  const formats = lazily(() => createFormats(locale()));
  const drops: Drops | undefined = host.transfers && {
    upload: async (...dropped) => (await openTransfers?.())?.drop(...dropped),
    move: async (...dropped) => (await objects()).drop(...dropped),
  };
  const takesOut: TakesOut = async (objects) => {
    if (!vscode.workspace.isTrusted) (await files()).trust.opened(...objects);
  };
  const tree = { listing, connections, store, rights, formats, now, log, machine, drops, takesOut };
  const explorer = createExplorer({
    load: once(async () => (await host.later()).createFilling(tree)),
    takesDrops: drops !== undefined,
  });

  const sharesView = sharesOnFirstUse({
    folder: vscode.Uri.joinPath(context.globalStorageUri, 'shares'),
    load: () => sharing(),
    log,
  });

  const transfersView: TransfersView | undefined =
    host.transfers &&
    transfersOnFirstUse({
      folder: vscode.Uri.joinPath(context.globalStorageUri, 'transfers'),
      load: async () => void (await openTransfers?.()),
      log,
    });

  const documents = watchDocuments({
    workspace: vscode.workspace,
    load: async () => documents.fill(await (await sharing()).watchDocuments()),
  });
  const commands = {
    connections,
    listing,
    explorer,
    sharesView,
    transfersView,
    memory,
    windowMemory,
    log,
    tester,
    signer,
    hashing: host.hashing,
    clock,
    now,
    reads: store,
    places: locations,
    rights,
    witness: host.witness,
    allowBrowser: allowBrowser && once(() => allowBrowser(requests)),
    local: host.local,
    importSources: host.importSources,
    shareFiles: host.shareFiles,
    pageOrigin: host.pageOrigin,
    canListSpaces: requests.canListSpaces,
    phrases: once(async () => (await host.phrases()).readPhrase),
    machine,
    random: Math.random,
    unfinished,
    moments: {
      get locale() {
        return locale();
      },
    },
    extensionUri: context.extensionUri,
    channel,
  };
  const sharing = once(async () => (await host.sharing()).createSharing(commands, requests));
  const objects = once(async () => (await host.objects()).createObjects(commands, requests));
  const files = once(async () => (await host.files()).createFiles((await objects()).deps, requests));
  const { transfers } = host;
  const openTransfers =
    transfers && once(async () => (await transfers()).createTransfers(commands, requests));
  announceHost(host.kind);
  subscriptions.push(
    channel,
    signal,
    connections,
    listing,
    explorer,
    sharesView,
    ...(transfersView ? [transfersView] : []),
    documents,
    filesOnFirstUse(async () => (await files()).fileSystem),
    announceConnections(connections),
    ...commandsOnFirstUse({
      sharing: async () => (await sharing()).handlers,
      objects: async () => (await objects()).handlers,
      files: async () => (await files()).handlers,
      transfers: openTransfers && (async () => (await openTransfers()).handlers),
      others: once(async () => (await host.later()).createHandlers(commands)),
    }),
  );
  return unfinished;
}
