import type * as vscode from 'vscode';

/** Ids of the multipart uploads that stand in the journal of unfinished transfers, of this window and of others. */
export async function ownUploads(
  fs: Pick<vscode.FileSystem, 'readDirectory' | 'readFile'>,
  folder: vscode.Uri | undefined,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  if (folder === undefined) return ids;
  for (const [name] of await fs.readDirectory(folder).then(undefined, () => [])) {
    if (!name.endsWith('.json')) continue;
    // One that just went, or is no JSON, has nothing to say.
    const bytes = await fs
      .readFile(folder.with({ path: `${folder.path}/${name}` }))
      .then(undefined, () => undefined);
    const id = uploadIdIn(new TextDecoder().decode(bytes));
    if (id !== undefined) ids.add(id);
  }
  return ids;
}

function uploadIdIn(text: string): string | undefined {
  try {
    const entry = JSON.parse(text) as { readonly trace?: { readonly uploadId?: unknown } };
    return typeof entry.trace?.uploadId === 'string' ? entry.trace.uploadId : undefined;
  } catch {
    return undefined;
  }
}
