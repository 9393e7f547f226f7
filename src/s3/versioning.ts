import type { SigningTarget } from '../core/connection.ts';
import type { Versioning } from '../core/spaces.ts';
import { rootOf } from './listing.ts';
import type { Send } from './request.ts';
import { textOf } from './xml.ts';

/** AWS, "GetBucketVersioning". */
export async function readVersioning(
  send: Send,
  target: SigningTarget,
  { space, signal }: { readonly space: string; readonly signal: AbortSignal },
): Promise<Versioning> {
  const answer = await send({ method: 'GET', target, space, query: [['versioning', '']], signal });
  const status = textOf(rootOf(answer, 'VersioningConfiguration', target), 'Status')?.trim();
  if (status === undefined) return 'never';
  return status === 'Enabled' ? 'enabled' : 'suspended';
}
