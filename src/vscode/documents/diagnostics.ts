import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { Connection } from '../../core/connection.ts';
import { stateOf, untilNextState } from '../../core/inspect/documentLinks.ts';
import { formatMoment, type MomentStyle } from '../../core/moments.ts';
import type { ClockOffsets, ConnectionStore, Disposable, Now, Settings } from '../../core/ports.ts';
import { isWatched } from './gate.ts';
import { linksOfDocument, type PlacedLink } from './scan.ts';

export type DiagnosticsApi = Pick<
  typeof vscode,
  'workspace' | 'languages' | 'Range' | 'Diagnostic' | 'DiagnosticSeverity'
>;

export interface DiagnosticsDeps {
  readonly store: Pick<ConnectionStore, 'list' | 'onDidChange'>;
  readonly settings: Settings;
  readonly clock: ClockOffsets;
  readonly now: Now;
  readonly moments: MomentStyle;
}

export const SOURCE = 'Spaceport';
const SETTING = 'spaceport.documents.diagnostics';
/** After the last change, milliseconds. */
const QUIET = 300;
/** Timers of the platform reach 24 days. */
const LONGEST_TIMER = 86_400_000;

/** Marks signed URLs in open documents, by the person's setting; looks again as they change, end, or are about to. */
export function markLinks(api: DiagnosticsApi, deps: DiagnosticsDeps): Disposable {
  const collection = api.languages.createDiagnosticCollection('spaceport');
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const cancel = (key: string) => {
    clearTimeout(timers.get(key));
    timers.delete(key);
  };
  const lookIn = (document: vscode.TextDocument, delay: number) => {
    const key = document.uri.toString();
    cancel(key);
    timers.set(
      key,
      setTimeout(() => look(document, key), delay),
    );
  };
  const look = (document: vscode.TextDocument, key: string) => {
    timers.delete(key);
    if (document.isClosed || !isWatched(document)) return;
    const setting = deps.settings.get('documents.diagnostics');
    const links = setting === 'off' ? [] : linksOfDocument(api, document, deps.store.list());
    const isKept = api.workspace.getWorkspaceFolder(document.uri) !== undefined;
    collection.set(
      document.uri,
      links.flatMap((link) => diagnosticOf(api, deps, { link, isKept, all: setting === 'all' }) ?? []),
    );
    const next = Math.min(...links.map((link) => untilNextState([link], nowFor(deps, link)) ?? Infinity));
    if (next < Infinity) lookIn(document, Math.min(next + QUIET, LONGEST_TIMER));
  };
  const lookAtAll = () => {
    for (const document of api.workspace.textDocuments) lookIn(document, 0);
  };
  const { workspace } = api;
  const own = [
    workspace.onDidOpenTextDocument((document) => lookIn(document, 0)),
    workspace.onDidChangeTextDocument(({ document }) => lookIn(document, QUIET)),
    workspace.onDidCloseTextDocument(({ uri }) => {
      cancel(uri.toString());
      collection.delete(uri);
    }),
    workspace.onDidChangeWorkspaceFolders(lookAtAll),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(SETTING)) lookAtAll();
    }),
    deps.store.onDidChange(lookAtAll),
    collection,
  ];
  lookAtAll();
  return {
    dispose() {
      for (const key of [...timers.keys()]) cancel(key);
      for (const each of own) each.dispose();
    },
  };
}

interface Judged {
  readonly link: PlacedLink;
  /** In a folder that is open: it may be saved into its repository. */
  readonly isKept: boolean;
  readonly all: boolean;
}

/** Nothing of the URL is in it, nor of the object: other programs and extensions read diagnostics. */
function diagnosticOf(
  api: DiagnosticsApi,
  deps: DiagnosticsDeps,
  { link, isKept, all }: Judged,
): vscode.Diagnostic | undefined {
  const { ends } = link.examined.signed;
  const offset = offsetOf(deps.clock, link.examined.ours[0]?.connection);
  const state = stateOf(link, nowFor(deps, link));
  if (ends === undefined || state === undefined || (state === 'ended' && !all)) return undefined;
  const moment = formatMoment(new Date(ends - offset), deps.moments, { seconds: false });
  const { Warning, Information, Hint } = api.DiagnosticSeverity;
  const mark = (code: string, severity: vscode.DiagnosticSeverity, message: string) =>
    Object.assign(new api.Diagnostic(link.range, message, severity), { source: SOURCE, code });
  if (state === 'ended') return mark(state, Warning, t('This signed URL has ended: {0}', moment));
  const isSoon = all && state === 'endsSoon';
  if (isKept) {
    const message = t(
      'A secret that still works, until {0}: whoever reads this file can use this signed URL.',
      moment,
    );
    return mark('live', Warning, message);
  }
  return mark(
    isSoon ? 'endsSoon' : 'live',
    isSoon ? Information : Hint,
    t('This signed URL works until {0}', moment),
  );
}

/** By the server's clock. */
function nowFor({ now, clock }: DiagnosticsDeps, { examined }: PlacedLink): number {
  return now() + offsetOf(clock, examined.ours[0]?.connection);
}

/** Server minus local, milliseconds. */
export function offsetOf(clock: ClockOffsets, connection: Connection | undefined): number {
  return connection === undefined ? 0 : clock.get(connection.endpoint);
}
