import { filenameOf } from '../contentDisposition.ts';
import type { LinkOptions } from '../linkOptions.ts';
import { FILENAME, LARGEST_POST } from '../policy.ts';
import type { Condition } from './conditions.ts';
import type { Examined } from './examine.ts';
import { isDropBox } from './examineForm.ts';
import { parameterOf } from './url.ts';

/** The command that makes the same again for an object of ours, and its arguments but the time. */
export interface Again {
  readonly makes: 'link' | 'upload';
  readonly args: Readonly<Record<string, unknown>>;
}

/** `undefined`: it is nobody's of ours, or nothing that we sign. */
export function againOf(examined: Examined): Again | undefined {
  const [own] = examined.ours;
  const { method, kind } = examined;
  if (own?.space === undefined || own.key === '') return undefined;
  const place = { connection: own.connection.id, space: own.space };
  if (kind === 'link' && method === 'GET') {
    return { makes: 'link', args: defined({ ...place, key: own.key, ...linkOptions(examined) }) };
  }
  if (kind === 'link') return undefined;
  // What a PUT binds beside its ACL is not read back: without it the new one would allow more.
  if (kind === 'put' && examined.signed.signedHeaders.some((name) => name !== 'x-amz-acl')) return undefined;
  const target = isDropBox(own.key)
    ? { prefix: own.key.slice(0, own.key.indexOf(FILENAME)), folder: true }
    : { key: own.key };
  const terms = kind === 'form' ? uploadTerms(examined.conditions) : { method: 'put' };
  return { makes: 'upload', args: defined({ ...place, ...target, ...terms }) };
}

/** The options that a link shows. */
export function linkOptions({ answer, versionId, parts }: Examined): LinkOptions {
  const header = parameterOf(answer, 'response-content-disposition');
  const disposition = header?.replace(/;[\s\S]*$/, '').trim();
  return {
    disposition: disposition === 'attachment' || disposition === 'inline' ? disposition : undefined,
    filename: header && filenameOf(header),
    contentType: parameterOf(answer, 'response-content-type'),
    versionId,
    host: parts.host.endsWith('.cdn.digitaloceanspaces.com') ? parts.host : undefined,
  };
}

/** The limits that a policy sets, as the command's arguments name them. */
function uploadTerms(conditions: readonly Condition[]): Record<string, unknown> {
  const exact = new Map(
    conditions.flatMap((each) => (each.how === 'is' ? [[each.name.toLowerCase(), each.value] as const] : [])),
  );
  const family = conditions.find(
    (each) => each.how === 'beginsWith' && each.name.toLowerCase() === 'content-type',
  );
  const size = conditions.find((each) => each.how === 'size');
  const metadata = [...exact].filter(([name]) => name.startsWith('x-amz-meta-'));
  const status = exact.get('success_action_status');
  return {
    minBytes: size && size.min > 0 ? size.min : undefined,
    maxBytes: size && Number.isFinite(size.max) && size.max < LARGEST_POST ? size.max : undefined,
    contentType: exact.get('content-type') ?? (family && 'value' in family ? `${family.value}*` : undefined),
    acl: exact.get('acl'),
    successStatus: status === undefined ? undefined : Number(status),
    successRedirect: exact.get('success_action_redirect'),
    metadata:
      metadata.length > 0
        ? Object.fromEntries(metadata.map(([name, value]) => [name.slice('x-amz-meta-'.length), value]))
        : undefined,
  };
}

function defined(args: Record<string, unknown>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(args).filter(([, value]) => value !== undefined));
}
