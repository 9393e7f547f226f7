import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { ownObject, type SignLinkAgainDeps, signLinkAgain } from '../../commands/signLinkAgain.ts';
import { COMMAND } from '../../contributions.ts';
import { SpacesError } from '../../core/errors.ts';
import { asWritten } from '../../core/inspect/documentLinks.ts';
import type { Disposable } from '../../core/ports.ts';
import type { Execute } from '../offers.ts';
import { actionsOnLinks, DOCUMENT_COMMAND } from './actions.ts';
import { markLinks } from './diagnostics.ts';
import { DOCUMENT_SCHEMES } from './gate.ts';
import { hoverOfLinks } from './hover.ts';
import { linksAt, type PlacedLink } from './scan.ts';

export interface DocumentDeps extends SignLinkAgainDeps {
  readonly execute: Execute;
  /** Shows what goes wrong as for a command. */
  run(title: string, attempt: () => unknown): Promise<void>;
}

/** Hovers, marks and fixes for signed URLs in documents. Reads no key and signs nothing until one is clicked. */
export function lookAfterDocuments(deps: DocumentDeps): Disposable {
  const selector = DOCUMENT_SCHEMES.map((scheme) => ({ scheme }));
  const kinds = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  const { languages, commands } = vscode;
  return vscode.Disposable.from(
    markLinks(vscode, deps),
    languages.registerHoverProvider(selector, hoverOfLinks(vscode, deps)),
    languages.registerCodeActionsProvider(selector, actionsOnLinks(vscode, deps), kinds),
    commands.registerCommand(DOCUMENT_COMMAND.inspect, (...place: unknown[]) =>
      deps.run(t('Inspect'), () => deps.execute(COMMAND.inspect, { text: urlOf(linkAt(deps, place)) })),
    ),
    commands.registerCommand(DOCUMENT_COMMAND.signAgain, (...place: unknown[]) =>
      deps.run(t('Sign Again'), () => signAgain(deps, linkAt(deps, place))),
    ),
  );
}

interface Placed {
  readonly document: vscode.TextDocument;
  readonly link: PlacedLink;
}

/** The link that stands at a place. Throws `badArguments` where none does any more. */
function linkAt({ store }: DocumentDeps, [uri, line, character]: readonly unknown[]): Placed {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
  if (document !== undefined && Number.isInteger(line) && Number.isInteger(character)) {
    const at = document.validatePosition(new vscode.Position(Number(line), Number(character)));
    const range = new vscode.Range(at, at);
    const [link] = linksAt(vscode, document, { range, connections: store.list() });
    if (link !== undefined) return { document, link };
  }
  throw noLink();
}

function noLink(): SpacesError {
  return new SpacesError('badArguments', t('There is no signed URL at this place any more.'));
}

function urlOf({ link }: Placed): string {
  return link.examined.request.url;
}

async function signAgain(deps: DocumentDeps, placed: Placed): Promise<void> {
  const { document, link } = placed;
  const object = ownObject(link.examined);
  if (object === undefined) throw noLink();
  const before = document.getText(link.range);
  await signLinkAgain(deps, { examined: link.examined, object }, async (url) => {
    // While it was signed, or asked about, the person may have typed on.
    if (document.isClosed || document.getText(link.range) !== before) throw noLink();
    const { visibleTextEditors, showTextDocument } = vscode.window;
    // Not by a `WorkspaceEdit`: the editor writes what one inserts into its own log, from the level "debug" on.
    const editor =
      visibleTextEditors.find((each) => each.document === document) ?? (await showTextDocument(document));
    return editor.edit((builder) => builder.replace(link.range, asWritten(url, link)));
  });
}
