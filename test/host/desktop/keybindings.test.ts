import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { collision } from '../../support/collision.ts';
import { defaultKeys, type System } from '../../support/defaultKeys.ts';
import { usualKeys } from '../../support/usualKeys.ts';
import { facts } from '../support/outside.ts';

interface Binding {
  readonly key: string;
  readonly command: string;
}

/** What "Preferences: Open Default Keyboard Shortcuts (JSON)" shows: ours are among them. */
async function bindingsOfTheEditor(): Promise<readonly Binding[]> {
  const uri = vscode.Uri.parse('vscode://defaultsettings/keybindings.json');
  const text = (await vscode.workspace.openTextDocument(uri)).getText();
  const entries = text.slice(text.indexOf('['), text.lastIndexOf(']\n') + 1 || undefined);
  return JSON.parse(entries.replace(/^\s*\/\/.*$/gm, '')) as Binding[];
}

function system(): System {
  if (process.platform === 'darwin') return 'M';
  return process.platform === 'win32' ? 'W' : 'L';
}

describe('keys', () => {
  let all: readonly Binding[] = [];
  before(async () => {
    all = await bindingsOfTheEditor();
  });
  const isOurs = ({ command }: Binding) => command.startsWith('spaceport.');

  it('that are ours are bound to nothing else in this editor', () => {
    const ours = all
      .filter(isOurs)
      .map(({ key }) => key)
      .filter((key) => !usualKeys.has(key));
    const others = all.filter((each) => !isOurs(each)).map(({ key }) => key);
    assert.ok(ours.length >= 6 && others.length > 500, `${ours.length}, ${others.length}`);
    for (const key of ours) assert.equal(collision(key, others), undefined);
  });

  it('that are taken are known to the test of the keys for other systems', () => {
    // The desktop has keys that a browser has not, and may be newer.
    if (facts.isElectron) return;
    const known = defaultKeys(system());
    const unknown = all.filter((each) => !isOurs(each) && !known.has(each.key)).map(({ key }) => key);
    assert.deepEqual([...new Set(unknown)], []);
  });
});
