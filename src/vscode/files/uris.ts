import * as vscode from 'vscode';
import { FILE_SCHEME } from '../../contributions.ts';
import type { Connection } from '../../core/connection.ts';
import { pathOfFolder, pathOfObject } from '../../core/files/path.ts';
import type { ObjectTarget, PrefixTarget, SpaceTarget } from '../../core/target.ts';

/** What a URI can be made of: a connection with all its Spaces, a Space (a folder with the prefix `''`), a folder, an object. */
export type UriTarget = { readonly connection: Connection } | SpaceTarget | PrefixTarget | ObjectTarget;

/** `spaceport://<connection id>/<Space>/<key>`: by `Uri.from`, since `parse` and `joinPath` read keys as something else. */
export function uriOf(target: UriTarget): vscode.Uri {
  return uriAt(target.connection.id, pathOf(target));
}

export function uriAt(authority: string, path: string): vscode.Uri {
  return vscode.Uri.from({ scheme: FILE_SCHEME, authority, path });
}

function pathOf(target: UriTarget): string {
  if ('key' in target) return pathOfObject(target.space, target.key);
  if ('space' in target) return pathOfFolder(target.space, 'prefix' in target ? target.prefix : '');
  return '/';
}
