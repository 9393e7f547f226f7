import { S3Error } from './errors.ts';
import { toAcl } from './makeObject.ts';
import { type Operation, objectOf, spaceOf } from './operation.ts';
import { type Reply, xmlReply } from './reply.ts';
import { type Node, parseXml, s3Document } from './xml.ts';

const EVERYBODY = 'http://acs.amazonaws.com/groups/global/AllUsers';
const TYPED = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type=';

/** `?acl`: the owner's grant, and everybody's right to read where it is public. */
export const getObjectAcl: Operation = {
  need: 'write',
  run: (call): Reply => {
    const owner: Node = ['ID', 'owner'];
    const grant = (kind: string, grantee: Node, permission: string): Node => [
      'Grant',
      [
        ['Grantee', [grantee], `${TYPED}"${kind}"`],
        ['Permission', permission],
      ],
    ];
    const grants = [grant('CanonicalUser', owner, 'FULL_CONTROL')];
    if (objectOf(call).acl === 'public-read') grants.push(grant('Group', ['URI', EVERYBODY], 'READ'));
    return xmlReply(
      s3Document('AccessControlPolicy', [
        ['Owner', [owner]],
        ['AccessControlList', grants],
      ]),
    );
  },
};

/** `?acl` with a canned ACL in the header, or grants in the body. */
export const putObjectAcl: Operation = {
  need: 'write',
  run: (call): Reply => {
    const { headers, body } = call.request;
    const isPublic =
      body.length > 0 &&
      parseXml(body)
        .first('AccessControlList')
        ?.all('Grant')
        .some((grant) => grant.first('Grantee')?.first('URI')?.text === EVERYBODY);
    const acl = isPublic ? 'public-read' : toAcl(headers.get('x-amz-acl'));
    spaceOf(call).objects.set({ ...objectOf(call), acl });
    return { status: 200 };
  },
};

/** There are no multipart uploads here; Ceph looks at the list of parts before it looks for the upload. */
export const completeUpload: Operation = {
  need: 'write',
  run: (call) => {
    spaceOf(call);
    throw new S3Error(call.request.body.length === 0 ? 'MalformedXML' : 'NoSuchUpload');
  },
};
