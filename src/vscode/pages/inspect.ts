import { t } from '@vscode/l10n';
import type { Inspection } from '../../commands/inspect.ts';
import { COMMAND, type CommandId } from '../../contributions.ts';
import { type Html, html } from '../../core/html.ts';
import type { Fact } from '../../core/inspect/describe.ts';
import type { Problem } from '../../core/inspect/problems.ts';
import { lastSegment } from '../../core/keyRules.ts';
import { plain, visible } from '../../core/plain.ts';
import type { Disposable } from '../../core/ports.ts';
import { everySecond } from './clock.ts';
import { openPage, type Page, type PageApi, type PageContent } from './page.ts';

/** Runs a command of ours, and shows what goes wrong. */
export type Run = (id: CommandId, args: object) => unknown;

/** Shows what was inspected in one tab, the last one there. It holds no signature, policy or URL. */
export function createInspectPage(
  api: PageApi,
  { run }: { readonly run: Run },
): (inspection: Inspection) => void {
  let page: Page | undefined;
  let clock: Disposable | undefined;
  let shown: Inspection | undefined;
  const open = (content: PageContent) =>
    openPage(api, {
      viewType: COMMAND.inspect,
      content,
      onSend: (id) => act(run, shown, id),
      onClose: () => {
        clock?.dispose();
        page = undefined;
        shown = undefined;
      },
    });
  return (inspection) => {
    clock?.dispose();
    shown = inspection;
    const content = contentOf(inspection);
    if (page === undefined) page = open(content);
    else page.show(content);
    page.reveal();
    clock = inspection.hasEnded() ? undefined : everySecond(() => tick(page, inspection, clock));
  };
}

function tick(page: Page | undefined, inspection: Inspection, clock: Disposable | undefined): void {
  // What a hidden tab is told is lost: it is told again within a second of being seen.
  if (page?.isVisible) page.setTexts({ left: inspection.timeLeft() ?? '' });
  if (page?.isVisible && inspection.hasEnded()) clock?.dispose();
}

function act(run: Run, inspection: Inspection | undefined, id: string): unknown {
  const { object, again } = inspection ?? {};
  if (id === 'again' && again !== undefined) {
    const isLink = again.makes === 'link';
    return run(isLink ? COMMAND.copySignedUrl : COMMAND.copyUploadCommand, again.args);
  }
  if (object === undefined) return undefined;
  const target = { connection: object.connection.id, space: object.space, key: object.key };
  if (id === 'reveal') return run(COMMAND.goTo, target);
  return id === 'test' && again?.makes === 'link' ? run(COMMAND.testLink, again.args) : undefined;
}

function contentOf(inspection: Inspection): PageContent {
  const { kind, key, facts, conditions, problems, others } = inspection;
  const nothingWrong = t('Well-formed: nothing is wrong with it.');
  const more = t('This is the first one in the text. More: {0}', others);
  const nothingSent = t('Nothing of it was sent anywhere, and nothing of it is kept.');
  return {
    title: t('Inspect: {0}', key ? plain(lastSegment(key) || key, 40) : kind),
    style: STYLE,
    body: html`<h1>${kind}</h1>
${problems.length > 0 ? problemList(problems) : html`<p>${nothingWrong}</p>`}
<table>
<tbody>
${facts.map(factRow)}
${timeRow(inspection.timeLeft())}
</tbody>
</table>
${conditions.length > 0 ? conditionTable(conditions) : ''}
${others > 0 ? html`<p>${more}</p>` : ''}
<p>${buttons(inspection)}</p>
<p class="note">${nothingSent}</p>`,
  };
}

function timeRow(left: string | undefined): Html {
  const label = t('Time left');
  if (left === undefined) return html``;
  return html`<tr><th scope="row">${label}</th><td id="left" role="timer">${left}</td></tr>`;
}

function conditionTable(conditions: readonly Fact[]): Html {
  const heading = t('What the policy demands');
  return html`<h2>${heading}</h2>
<table><tbody>${conditions.map(factRow)}</tbody></table>`;
}

function factRow({ label, value }: Fact): Html {
  return html`<tr><th scope="row">${visible(label)}</th><td>${visible(value)}</td></tr>`;
}

function problemList(problems: readonly Problem[]): Html {
  const items = problems.map(({ severity, message }) => {
    const words = severity === 'error' ? t('Error: {0}', message) : message;
    return html`<li class="${severity}">${words}</li>`;
  });
  const label = t('Problems');
  return html`<ul class="problems" aria-label="${label}">${items}</ul>`;
}

function buttons({ object, again }: Inspection): readonly Html[] {
  const button = (id: string, label: string, kind = 'second') =>
    html`<button type="button" class="${kind}" data-send="${id}">${label}</button>`;
  return [
    ...(again === undefined ? [] : [button('again', t('Sign Again…'), 'first')]),
    ...(object === undefined ? [] : [button('reveal', t('Reveal in Spaces'))]),
    ...(again?.makes === 'link' ? [button('test', t('Test Link'))] : []),
  ];
}

const STYLE = `
table { border-collapse: collapse; margin: .5rem 0 1rem }
th, td { text-align: start; vertical-align: top; padding: .25rem 1.25rem .25rem 0 }
th { font-weight: normal; color: var(--vscode-descriptionForeground); white-space: nowrap }
td { white-space: pre-wrap; overflow-wrap: anywhere }
ul.problems { padding: 0; margin: 0 0 1rem; list-style: none }
ul.problems li { border-inline-start: 3px solid var(--vscode-editorWarning-foreground, currentColor);
  padding: .15rem .75rem; margin: .35rem 0 }
ul.problems li.error { border-color: var(--vscode-editorError-foreground, currentColor) }
.note { color: var(--vscode-descriptionForeground) }
`;
