import { t } from '@vscode/l10n';
import type * as vscode from 'vscode';
import { ownObject } from '../../commands/signLinkAgain.ts';
import { describeTimes, placeFacts, timeLeftWords } from '../../core/inspect/describe.ts';
import { plain } from '../../core/plain.ts';
import { DOCUMENT_COMMAND, linkArguments } from './actions.ts';
import { type DiagnosticsDeps, offsetOf } from './diagnostics.ts';
import { linksAt } from './scan.ts';

type HoverApi = Pick<typeof vscode, 'Range' | 'Hover' | 'MarkdownString'>;

/** What a signed URL says about itself, under the mouse. Names stand there as text; no key is read for it. */
export function hoverOfLinks(api: HoverApi, deps: DiagnosticsDeps): vscode.HoverProvider {
  return {
    provideHover(document, position) {
      const range = new api.Range(position, position);
      const [link] = linksAt(api, document, { range, connections: deps.store.list() });
      if (link === undefined) return undefined;
      const { examined } = link;
      const [own] = examined.ours;
      const offset = offsetOf(deps.clock, own?.connection);
      const left = timeLeftWords(examined, deps.now() + offset, deps.moments.locale);
      const facts = [
        ...placeFacts(examined),
        ...(own === undefined ? [] : [{ label: t('Connection'), value: own.connection.name }]),
        ...describeTimes(examined, { moments: deps.moments, offset }),
        ...(left === undefined ? [] : [{ label: t('Time left'), value: left }]),
      ];
      const text = new api.MarkdownString();
      text.isTrusted = { enabledCommands: Object.values(DOCUMENT_COMMAND) };
      for (const { label, value } of facts) {
        text.appendMarkdown(`**${label}** `).appendText(plain(value, 200)).appendMarkdown('  \n');
      }
      const action = (title: string, command: string) =>
        `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(linkArguments(document, link)))})`;
      const actions = [action(t('Inspect'), DOCUMENT_COMMAND.inspect)];
      if (ownObject(examined) !== undefined) {
        actions.push(action(t('Sign Again and Replace'), DOCUMENT_COMMAND.signAgain));
      }
      text.appendMarkdown(`\n\n${actions.join(' · ')}`);
      return new api.Hover(text, link.range);
    },
  };
}
