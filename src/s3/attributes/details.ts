import { hostOf } from '../../core/endpoint.ts';
import { notS3 } from '../../core/errorTable.ts';
import type { ObjectDetails } from '../../core/objects.ts';
import { factsIn, numberIn, versionQuery } from '../bytes/facts.ts';
import type { Place } from '../bytes/place.ts';
import { assertRequestable } from '../objects.ts';

/** HEAD, with all that it answers. Throws `badKey` for a key with a `.` or `..` segment. */
export async function readDetails({ send, ...at }: Place, versionId?: string): Promise<ObjectDetails> {
  assertRequestable(at.key);
  const headers = [['x-amz-checksum-mode', 'ENABLED']] as const;
  const answer = await send({ method: 'HEAD', ...at, headers, query: versionQuery(versionId) });
  const size = numberIn(answer.headers, 'content-length');
  if (size === undefined) throw notS3({ host: hostOf(at.target.endpoint) });
  const all = [...answer.headers].sort(([a], [b]) => (a < b ? -1 : 1));
  const prefix = 'x-amz-checksum-';
  const checksums = all
    .filter(([name]) => name.startsWith(prefix) && name !== 'x-amz-checksum-type')
    .map(([name, value]) => [name.slice(prefix.length).toUpperCase(), value] as const);
  return { ...factsIn(answer.headers, size), checksums, answered: all };
}
