import type * as vscode from 'vscode';

/** All that an editor shows. By shape, not by the classes of the API: those are many, and more with each kind of editor. */
export function filesOf({ input }: Pick<vscode.Tab, 'input'>): readonly vscode.Uri[] {
  type Inputs = Partial<Record<'uri' | 'original' | 'modified', vscode.Uri>>;
  const { uri, original, modified } = (input ?? {}) as Inputs;
  return [uri, original, modified].filter((each) => each !== undefined);
}
