import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { lengthOf, ownObject } from '../../commands/signLinkAgain.ts';
import { asWritten, s3UriOf, withoutSignature } from '../../core/inspect/documentLinks.ts';
import { formatDuration } from '../../core/moments.ts';
import type { DiagnosticsDeps } from './diagnostics.ts';
import { SOURCE } from './diagnostics.ts';
import { linksAt, type PlacedLink } from './scan.ts';

/** Not in the palette: they are about a place in a document. */
export const DOCUMENT_COMMAND = {
  inspect: 'spaceport.document.inspect',
  signAgain: 'spaceport.document.signAgain',
} as const;

/** Where a link is: all that these commands are told, so that no secret stands in an argument. */
export type LinkArguments = readonly [uri: string, line: number, character: number];

export function linkArguments({ uri }: vscode.TextDocument, { range }: PlacedLink): LinkArguments {
  return [uri.toString(), range.start.line, range.start.character];
}

type ActionsApi = Pick<typeof vscode, 'Range' | 'CodeAction' | 'CodeActionKind' | 'WorkspaceEdit'>;

/** What can be done about a signed URL: sign it anew where it is ours, take the secret away, look at it. */
export function actionsOnLinks(api: ActionsApi, deps: DiagnosticsDeps): vscode.CodeActionProvider {
  return {
    provideCodeActions(document, range, { diagnostics }) {
      const links = linksAt(api, document, { range, connections: deps.store.list() });
      return links.flatMap((link) => {
        const about = diagnostics.filter(
          ({ source, range: place }) => source === SOURCE && place.isEqual(link.range),
        );
        return actionsOn(api, deps, { document, link }).map((action) =>
          Object.assign(action, { diagnostics: about }),
        );
      });
    },
  };
}

interface InDocument {
  readonly document: vscode.TextDocument;
  readonly link: PlacedLink;
}

function actionsOn(
  api: ActionsApi,
  { moments }: DiagnosticsDeps,
  { document, link }: InDocument,
): readonly vscode.CodeAction[] {
  const { QuickFix } = api.CodeActionKind;
  const run = (title: string, command: string) =>
    Object.assign(new api.CodeAction(title, QuickFix), {
      command: { title, command, arguments: [...linkArguments(document, link)] },
    });
  const replace = (title: string, text: string) => {
    const edit = new api.WorkspaceEdit();
    edit.replace(document.uri, link.range, asWritten(text, link));
    return Object.assign(new api.CodeAction(title, QuickFix), { edit });
  };
  const seconds = lengthOf(link.examined);
  const again =
    seconds === undefined
      ? t('Sign Again and Replace')
      : t('Sign Again and Replace, for {0}', formatDuration(seconds, moments.locale));
  const uri = s3UriOf(link);
  return [
    ...(ownObject(link.examined) === undefined ? [] : [run(again, DOCUMENT_COMMAND.signAgain)]),
    replace(t('Remove the Signature'), withoutSignature(link)),
    ...(uri === undefined ? [] : [replace(t('Replace by the s3:// Address'), uri)]),
    run(t('Inspect'), DOCUMENT_COMMAND.inspect),
  ];
}
