// Learn More, as both hosts must show it: pages that came with the extension, rendered.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { HELP_TOPICS } from '../../../src/core/help.ts';
import { run } from './contract.ts';

/** The tests of both hosts, inside a `describe`. */
export function testHelpPages(): void {
  after(async () => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  for (const topic of HELP_TOPICS) {
    it(`${topic}: the page is there, and shown in the preview`, async () => {
      assert.match(await textOf(topic), /^# \S/);
      assert.equal(await run('learnMore', { topic }), undefined);
      const { input } = await shownTab(`Preview ${topic}.md`);
      assert.ok(input instanceof vscode.TabInputWebview && input.viewType.endsWith('markdown.preview'));
    });
  }

  it('an unknown topic shows no page', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    assert.equal(await run('learnMore', { topic: 'nonsense' }), undefined);
    assert.deepEqual(tabs(), []);
  });
}

async function textOf(topic: string): Promise<string> {
  const extension = vscode.extensions.getExtension('spaceport.spaceport');
  assert.ok(extension, 'the extension is there');
  const page = vscode.Uri.joinPath(extension.extensionUri, 'docs/help', `${topic}.md`);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(page));
}

const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

/** The tab in front, once it has this label. */
function shownTab(label: string): Promise<vscode.Tab> {
  return new Promise((resolve) => {
    const look = () => {
      const tab = tabs().find((each) => each.isActive && each.label === label);
      if (tab === undefined) return;
      changes.dispose();
      resolve(tab);
    };
    const changes = vscode.window.tabGroups.onDidChangeTabs(look);
    look();
  });
}
