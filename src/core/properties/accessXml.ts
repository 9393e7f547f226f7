import type { Access } from '../objects.ts';
import { escapeXml } from '../xmlText.ts';
import { EVERYBODY } from './access.ts';

type Grant = Access['grants'][number];

/**
 * The document for these grants (AWS, "PutObjectAcl"). A grantee is the address of a group, a user's e-mail or a user's id,
 * told apart by how they look.
 */
export function accessXml(owner: string, grants: readonly Grant[]): string {
  const all = grants.map(
    ({ grantee, permission }) =>
      `<Grant>${granteeXml(grantee)}<Permission>${escapeXml(permission)}</Permission></Grant>`,
  );
  return `<AccessControlPolicy xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Owner><ID>${escapeXml(owner)}</ID></Owner><AccessControlList>${all.join('')}</AccessControlList></AccessControlPolicy>`;
}

function granteeXml(grantee: string): string {
  const [type, name] = /^https?:\/\//.test(grantee)
    ? ['Group', 'URI']
    : grantee.includes('@')
      ? ['AmazonCustomerByEmail', 'EmailAddress']
      : ['CanonicalUser', 'ID'];
  return `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}"><${name}>${escapeXml(grantee)}</${name}></Grantee>`;
}

/** The same rights, and everybody's to read. */
export function publicXml({ owner, grants }: Access): string {
  return accessXml(owner, [...grants, { grantee: EVERYBODY, permission: 'READ' }]);
}

/** The same rights for an object of another owner, who has all of them in any case. */
export function accessXmlFor(owner: string, { grants }: Access): string {
  const own = { grantee: owner, permission: 'FULL_CONTROL' };
  const others = grants.filter((grant) => grant.grantee !== owner || grant.permission !== own.permission);
  return accessXml(owner, [...others, own]);
}
