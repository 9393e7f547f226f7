import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  COMMAND,
  TRANSFER_COMMANDS,
  VIEW_EXPLORER,
  VIEW_RESULTS,
  VIEW_SHARES,
  VIEW_TRANSFERS,
} from '../../src/contributions.ts';
import { sourceFiles, TOP } from './house/files.ts';

interface Manifest {
  contributes: {
    commands: { command: string; title: string; category: string }[];
    menus: Record<string, { command?: string; submenu?: string; when?: string; group?: string }[]>;
    submenus: { id: string; label: string }[];
    views: Record<string, { id: string }[]>;
    configuration?: { properties: Record<string, { scope?: string }> };
  };
}

const manifestText = readFileSync(join(TOP, 'package.json'), 'utf8');
const { contributes } = JSON.parse(manifestText) as Manifest;
const nls = JSON.parse(readFileSync(join(TOP, 'package.nls.json'), 'utf8')) as Record<string, string>;

/** Of the tree and of Search Results, which shows its rows. */
const IN_BOTH = String.raw`view =~ /^spaceport\.(explorer|results)$/ && `;

describe('package.json and contributions.ts', () => {
  it('hold the same commands', () => {
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).sort(),
      Object.values(COMMAND).sort(),
    );
  });

  it('hold the same views', () => {
    assert.deepEqual(
      Object.values(contributes.views)
        .flat()
        .map(({ id }) => id),
      [VIEW_EXPLORER, VIEW_RESULTS, VIEW_SHARES, VIEW_TRANSFERS],
    );
  });

  it('menus name commands that exist', () => {
    const known = new Set<string>(Object.values(COMMAND));
    for (const { command, submenu } of Object.values(contributes.menus).flat())
      assert.ok(known.has(command ?? '') || contributes.menus[submenu ?? ''], command ?? submenu);
  });

  it('nothing of transfers is offered in a browser, which has no files of its own', () => {
    // There the view is empty, and its keys are never true.
    const hidden = /!spaceport\.webHost|spaceport\.hasTransfers|^false$|^view == spaceport\.transfers/;
    const ours = Object.values(contributes.menus)
      .flat()
      .filter(({ command }) => TRANSFER_COMMANDS.some((id) => id === command));
    assert.ok(ours.length > TRANSFER_COMMANDS.length);
    for (const { command, when = '' } of ours) assert.match(when, hidden, command);
    // The palette has every command that no entry of it hides.
    const inPalette = contributes.menus.commandPalette?.map(({ command }) => command);
    for (const id of TRANSFER_COMMANDS) assert.ok(inPalette?.includes(id), id);
  });

  it('a folder or file that a workspace names has our entries once the workspace is trusted', () => {
    const ofFiles = ['explorer/context', 'editor/title/context'].flatMap(
      (menu) => contributes.menus[menu] ?? [],
    );
    const ours = ofFiles.filter(({ when = '' }) => when.includes('resourceScheme == spaceport'));
    assert.ok(ours.length > 0);
    for (const { command, when = '' } of ours) assert.match(when, /&& isWorkspaceTrusted(?: |$)/, command);
  });

  it('menus match context values so that flags may follow', () => {
    for (const { when = '' } of Object.values(contributes.menus).flat())
      assert.doesNotMatch(when, /viewItem ==/);
  });

  it('sharing is what menus of objects, folders and Spaces begin with: two entries by themselves, what is rarer below', () => {
    const groups = new Map<string, string[]>();
    for (const { command = 'a submenu', when = '', group = '' } of contributes.menus['view/item/context'] ??
      []) {
      const [name = ''] = group.split('@');
      if (!when.startsWith(IN_BOTH) || !/viewItem =~ \/\^\(?object/.test(when)) continue;
      if (name !== 'inline') groups.set(name, [...(groups.get(name) ?? []), command]);
    }
    const { copySignedUrl, copyUploadCommand, copySignedUrlAs, saveDownloadPage, saveUploadPage } = COMMAND;
    // As the editor sorts them.
    assert.deepEqual(
      [...groups]
        .sort(([one], [other]) => one.localeCompare(other))
        .slice(0, 3)
        .map(([, commands]) => commands),
      [
        [copySignedUrl, copyUploadCommand],
        [copySignedUrlAs, saveDownloadPage, saveUploadPage],
        [COMMAND.testLink, COMMAND.revoke],
      ],
    );
  });

  it("then come transfers, what changes objects, what tells of them, what finds them; a Space's end is the last", () => {
    const entries = (contributes.menus['view/item/context'] ?? []).filter(
      ({ when = '', group = '' }) => /\^\(?[\w|]*space[|)(]/.test(when) && !group.startsWith('inline'),
    );
    const inOrder = entries
      .sort((one, other) => (one.group ?? '').localeCompare(other.group ?? ''))
      .map(({ command, submenu }) => (command ?? submenu)?.replace('spaceport.', ''));
    const milestones = ['upload', 'newFolder', 'totals', 'copyAs', 'goTo', 'previewDelete', 'deleteSpace'];
    assert.deepEqual(
      inOrder.filter((id) => milestones.includes(id ?? '')),
      milestones,
    );
    assert.equal(inOrder.at(-1), 'deleteSpace');
  });

  it('what can be done to an object or a folder can be done from its menu', () => {
    const inMenus = (test: RegExp) =>
      ['view/item/context', 'spaceport.manage']
        .flatMap((menu) => contributes.menus[menu] ?? [])
        .filter(({ when = '' }) => test.test(when))
        .map(({ command }) => command);
    const { moveTo, copyTo, rename, editHeaders, editTags, makePublic, makePrivate } = COMMAND;
    for (const row of [/\^\([\w|]*object[|)]/, /\^\([\w|]*folder[|)]/])
      for (const id of [
        moveTo,
        copyTo,
        rename,
        COMMAND.delete,
        editHeaders,
        editTags,
        makePublic,
        makePrivate,
      ])
        assert.ok(inMenus(row).includes(id), id);
  });

  it('what can be done to an object or a folder in the tree can be done to a result, but what is about the listing', () => {
    const ofRows = (contributes.menus['view/item/context'] ?? []).filter(({ when = '' }) =>
      /viewItem =~ \/\^\(?[\w|]*(?:object|folder)/.test(when),
    );
    const inTreeAlone = ofRows
      .filter(({ when }) => when?.startsWith(`view == ${VIEW_EXPLORER} && `))
      .map(({ command }) => command);
    const { goTo, filter, sort, refresh, revealFound } = COMMAND;
    assert.deepEqual(new Set(inTreeAlone), new Set([goTo, filter, sort, refresh]));
    const inResultsAlone = ofRows
      .filter(({ when }) => when?.startsWith(`view == ${VIEW_RESULTS} && `))
      .map(({ command }) => command);
    assert.deepEqual(new Set(inResultsAlone), new Set([revealFound]));
    assert.ok(ofRows.filter(({ when }) => when?.startsWith(IN_BOTH)).length > 20);
  });

  it("an error row's icons and menu come in one order: what mends it, then what explains it, the log last", () => {
    const ofErrors = (contributes.menus['view/item/context'] ?? []).filter(({ when }) =>
      when?.includes('/^error(;|$)/'),
    );
    const inOrder = (groups: RegExp) =>
      ofErrors
        .filter(({ group = '' }) => groups.test(group))
        .sort((one, other) => ((one.group ?? '') < (other.group ?? '') ? -1 : 1))
        .map(({ command }) => command?.replace('spaceport.', ''));
    const mending = ['retry', 'reloadWindow', 'enterKey', 'addSpace', 'copyCorsRule', 'editConnection'];
    assert.deepEqual(inOrder(/^inline@\d$/), [...mending, 'learnMore']);
    assert.deepEqual(inOrder(/^1_mend@\d$/), mending);
    assert.deepEqual(inOrder(/^2_help@\d$/), ['learnMore', 'showLog']);
    assert.equal(ofErrors.length, 2 * mending.length + 3);
  });

  it("the view's menu leads to help without an error, the log last here too", () => {
    const help = (contributes.menus['view/title'] ?? []).filter(({ group }) => group?.startsWith('2_help@'));
    assert.deepEqual(
      help.map(({ command, when, group }) => [command, when, group]),
      [
        [COMMAND.learnMore, `view == ${VIEW_EXPLORER}`, '2_help@1'],
        [COMMAND.showLog, `view == ${VIEW_EXPLORER}`, '2_help@2'],
      ],
    );
  });

  it('every title is in package.nls.json, and nothing there is unused', () => {
    const used = new Set([...manifestText.matchAll(/%([\w.]+)%/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(nls).sort());
  });

  it('fault 8: no repository can say where a request goes: only settings of the application are read', () => {
    const settings = contributes.configuration?.properties ?? {};
    for (const [name, { scope }] of Object.entries(settings)) assert.equal(scope, 'application', name);
    const readers = sourceFiles('src').filter((file) =>
      /getConfiguration|workspaceState|workspaceFolders|findFiles/.test(
        readFileSync(join(TOP, file), 'utf8'),
      ),
    );
    // Which folders are open, and what a window remembers of its documents, is no setting and leads nowhere.
    const looks = [
      'src/compose.ts',
      'src/vscode/commands/folders.ts',
      // Whether the editor's lists open with one click or two.
      'src/vscode/commands/opening.ts',
      'src/vscode/files/keptFolders.ts',
      'src/vscode/files/missing.ts',
      'src/vscode/files/refused.ts',
    ];
    // An import reads `.env` files of the open folders when a person asks for that, in a trusted window alone.
    const known = ['src/vscode/commands/import.ts', 'src/vscode/settings.ts'];
    assert.deepEqual(
      readers.filter((file) => !looks.includes(file)),
      known,
    );
  });

  it('no id is written out anywhere else in the sources', () => {
    for (const file of sourceFiles('src').filter((each) => each !== 'src/contributions.ts')) {
      const text = readFileSync(join(TOP, file), 'utf8');
      for (const id of Object.values(COMMAND)) assert.ok(!text.includes(`'${id}'`), `${file}: ${id}`);
    }
  });

  it("docs/commands.md's table names every command", () => {
    const table = readFileSync(join(TOP, 'docs/commands.md'), 'utf8');
    for (const id of Object.values(COMMAND))
      assert.ok(table.includes(`\`${id.replace('spaceport.', '')}\``), id);
  });
});
