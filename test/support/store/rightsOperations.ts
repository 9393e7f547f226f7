import { S3Error } from './errors.ts';
import { toAcl } from './makeObject.ts';
import type { Grant, StoredObject } from './objects.ts';
import { type Operation, objectOf, spaceOf } from './operation.ts';
import { type Reply, xmlReply } from './reply.ts';
import { amend } from './versions.ts';
import { type Node, parseXml, s3Document } from './xml.ts';

const EVERYBODY = 'http://acs.amazonaws.com/groups/global/AllUsers';
const TYPED = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type=';

/** `?acl`: the owner's grant, and everybody's right to read where it is public; or what was written. */
export const getObjectAcl: Operation = {
  need: 'tell',
  run: (call): Reply =>
    xmlReply(
      s3Document('AccessControlPolicy', [
        ['Owner', [OWNER]],
        ['AccessControlList', grantsOf(objectOf(call)).map(grantNode)],
      ]),
    ),
};

const OWNER = ['ID', 'owner'] as const;

function grantsOf({ acl, grants }: StoredObject): readonly Grant[] {
  if (grants !== undefined) return grants;
  const own: Grant = { grantee: OWNER, permission: 'FULL_CONTROL' };
  return acl === 'private' ? [own] : [own, { grantee: ['URI', EVERYBODY], permission: 'READ' }];
}

function grantNode({ grantee, permission }: Grant): Node {
  const kind = grantee[0] === 'URI' ? 'Group' : 'CanonicalUser';
  return [
    'Grant',
    [
      ['Grantee', [grantee], `${TYPED}"${kind}"`],
      ['Permission', permission],
    ],
  ];
}

/** `?acl` with a canned ACL in the header, or grants in the body. It makes no new version. */
export const putObjectAcl: Operation = {
  need: 'write',
  run: (call): Reply => {
    const { headers, body } = call.request;
    const { grants: _, ...object } = objectOf(call);
    const given = body.length > 0 ? readGrants(body) : undefined;
    const isPublic = given?.some(
      ({ grantee, permission }) => grantee[1] === EVERYBODY && ['READ', 'FULL_CONTROL'].includes(permission),
    );
    const acl = given ? (isPublic ? 'public-read' : 'private') : toAcl(headers.get('x-amz-acl'));
    amend(spaceOf(call).objects, { ...object, acl, ...(given ? { grants: given } : {}) });
    return { status: 200 };
  },
};

/** Throws `AccessDenied` where another owner is named. */
function readGrants(body: Buffer): readonly Grant[] {
  const document = parseXml(body);
  if (document.first('Owner')?.first('ID')?.text !== OWNER[1]) throw new S3Error('AccessDenied');
  return (document.first('AccessControlList')?.all('Grant') ?? []).map((grant) => {
    const grantee = grant.first('Grantee');
    const uri = grantee?.first('URI')?.text;
    return {
      grantee: uri === undefined ? ['ID', grantee?.first('ID')?.text ?? ''] : ['URI', uri],
      permission: grant.first('Permission')?.text ?? '',
    };
  });
}
