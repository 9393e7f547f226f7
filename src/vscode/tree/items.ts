import * as vscode from 'vscode';
import type { Description } from './describe.ts';

/**
 * A scheme that nobody serves: the URI only lets the icon theme see a name. With the file system's own scheme, rows
 * would be asked for decorations and could be taken for files. Its query is the row's id.
 */
export const ICON_SCHEME = 'spaceport-icon';

export function toTreeItem(look: Description, row: unknown): vscode.TreeItem {
  const item = new vscode.TreeItem(
    look.label,
    look.isCollapsible ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  item.id = look.id;
  item.description = look.description;
  item.contextValue = look.contextValue;
  item.accessibilityInformation = { label: look.accessibleName };
  if (look.tooltip !== undefined) item.tooltip = look.tooltip;
  if (look.command !== undefined)
    item.command = { command: look.command, title: look.label, arguments: [row, [row]] };
  setIcon(item, look);
  return item;
}

/** Lines as text: nothing in them is a link, an icon or Markdown. */
export function toTooltip(lines: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString(undefined, false);
  text.isTrusted = false;
  text.supportHtml = false;
  return text.appendText(lines.join('\n').replace(AUTOLINKS, part));
}

function part(link: string): string {
  return `${link.slice(0, -1)}\u200b${link.slice(-1)}`;
}

/** What Markdown makes a link of without any syntax: `appendText` does not escape it. */
const AUTOLINKS = /www\.|@/gi;

function setIcon(item: vscode.TreeItem, { icon, id }: Pick<Description, 'icon' | 'id'>): void {
  if (icon.of === 'codicon') {
    const color = icon.color === undefined ? undefined : new vscode.ThemeColor(icon.color);
    item.iconPath = new vscode.ThemeIcon(icon.name, color);
    return;
  }
  item.iconPath = icon.of === 'folder' ? vscode.ThemeIcon.Folder : vscode.ThemeIcon.File;
  item.resourceUri = vscode.Uri.from({
    scheme: ICON_SCHEME,
    path: `/${iconName(icon.name)}`,
    query: id.toWellFormed(),
  });
}

/** Lone surrogates can't be percent-encoded, and two slashes at the start are no path. */
function iconName(name: string): string {
  return name.toWellFormed().replace(/^\/+/, '').slice(-255);
}
