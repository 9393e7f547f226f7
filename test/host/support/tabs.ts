import * as vscode from 'vscode';

/** Waits until the editor tells of a tab with this name: it does so a moment after it was opened. */
export function tabShown(label: string): Promise<vscode.Tab> {
  const { tabGroups } = vscode.window;
  const find = () => tabGroups.all.flatMap(({ tabs }) => tabs).find((tab) => tab.label === label);
  return new Promise((resolve) => {
    const look = () => {
      const tab = find();
      if (tab === undefined) return;
      waiting.dispose();
      resolve(tab);
    };
    const waiting = tabGroups.onDidChangeTabs(look);
    look();
  });
}
