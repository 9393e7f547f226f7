import { t } from '@vscode/l10n';
import { lastSegment } from '../../core/keyRules.ts';
import { plain } from '../../core/plain.ts';
import { MIB } from '../../core/transfers/partPlan.ts';
import type { TransferFlowsDeps } from './deps.ts';
import type { Planned } from './planned.ts';

/** Whether the two are texts that a person can read side by side: not too large, and UTF-8 on this machine. */
export async function canDiff(
  { files }: TransferFlowsDeps,
  { localPath, own, there }: Planned,
): Promise<boolean> {
  if (Math.max(own.size, there?.size ?? 0) > MIB) return false;
  const local = await files.facts(localPath);
  if (local === undefined) return false;
  const source = await files.open(localPath);
  try {
    return textOf(await source.read({ start: 0, end: local.size })) !== undefined;
  } finally {
    await source.close();
  }
}

/** Opens the object beside the local file. Throws what reading it throws. */
export async function showDiff(deps: TransferFlowsDeps, { object, localPath }: Planned): Promise<void> {
  const text = await deps.progress.run(t('Reading {0}', plain(lastSegment(object.key))), async (signal) => {
    const { body } = await deps.bytes.read(object, {}, signal);
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(chunk);
    return new TextDecoder().decode(await new Blob(chunks as BlobPart[]).arrayBuffer());
  });
  await deps.openDiff(object, text, localPath);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
