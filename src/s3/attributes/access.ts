import type { Access } from '../../core/objects.ts';
import { EVERYBODY } from '../../core/properties/access.ts';
import { versionQuery } from '../bytes/facts.ts';
import type { Place } from '../bytes/place.ts';
import { checksummed } from '../checksum.ts';
import { rootOf } from '../listing.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '../xml.ts';

type Grant = Access['grants'][number];

const ACL = ['acl', ''] as const;

/** AWS, "GetObjectAcl". */
export async function readAccess({ send, ...at }: Place, versionId?: string | undefined): Promise<Access> {
  const answer = await send({ method: 'GET', ...at, query: [ACL, ...versionQuery(versionId)] });
  return accessOf(rootOf(answer, 'AccessControlPolicy', at.target), answer.body);
}

/** AWS, "PutObjectAcl". It makes no new version. */
export async function writeAccess(
  { send, ...at }: Place,
  access: Pick<Access, 'xml'> | 'private' | 'public-read',
  versionId?: string | undefined,
): Promise<void> {
  const content =
    typeof access === 'string'
      ? { headers: [['x-amz-acl', access] as const] }
      : await checksummed(access.xml);
  await send({ method: 'PUT', ...at, query: [ACL, ...versionQuery(versionId)], ...content });
}

function accessOf(root: XmlElement, xml: string): Access {
  const owner = textOf(childOf(root, 'Owner'), 'ID') ?? '';
  const grants = childrenOf(childOf(root, 'AccessControlList'), 'Grant').map(grantOf);
  return { canned: cannedOf(owner, grants), owner, grants, xml };
}

function grantOf(grant: XmlElement): Grant {
  const grantee = childOf(grant, 'Grantee');
  const who = textOf(grantee, 'URI') ?? textOf(grantee, 'ID') ?? textOf(grantee, 'EmailAddress') ?? '';
  return { grantee: who, permission: textOf(grant, 'Permission') ?? '' };
}

function cannedOf(owner: string, grants: readonly Grant[]): Access['canned'] {
  const isOwners = ({ grantee, permission }: Grant) => grantee === owner && permission === 'FULL_CONTROL';
  const others = grants.filter((grant) => !isOwners(grant));
  if (others.length === grants.length) return 'other';
  if (others.length === 0) return 'private';
  return others.every(({ grantee, permission }) => grantee === EVERYBODY && permission === 'READ')
    ? 'public-read'
    : 'other';
}

/** Whether two documents grant the same, in whatever order. */
export function isSameAccess(a: Access, b: Access): boolean {
  const said = ({ owner, grants }: Access) =>
    JSON.stringify([owner, ...grants.map(({ grantee, permission }) => `${permission} ${grantee}`).sort()]);
  return said(a) === said(b);
}
