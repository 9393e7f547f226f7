import { t } from '@vscode/l10n';
import type { Access } from '../objects.ts';

/** Groups that a grant may name (AWS, "Access control list (ACL) overview"). */
export const EVERYBODY = 'http://acs.amazonaws.com/groups/global/AllUsers';
const SIGNED_IN = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers';

/** Whether anybody may read the object by its grants. */
export function isPublic({ grants }: Pick<Access, 'grants'>): boolean {
  return grants.some(
    ({ grantee, permission }) => grantee === EVERYBODY && ['READ', 'FULL_CONTROL'].includes(permission),
  );
}

/** Public or private, in a sentence. */
export function accessWords(access: Access): string {
  if (isPublic(access)) return t('Public: anybody can read it at its plain address.');
  return access.canned === 'private'
    ? t('Private: only its owner can read it, and who holds a signed URL.')
    : t('Not public, but others than its owner have rights.');
}

/** Who may do what, one line a grant: names are the store's own. */
export function grantWords({ owner, grants }: Access): readonly { who: string; may: string }[] {
  return grants.map(({ grantee, permission }) => ({
    who: whoIs(grantee, owner),
    may: permissionWords(permission),
  }));
}

function whoIs(grantee: string, owner: string): string {
  if (grantee === EVERYBODY) return t('Everybody');
  if (grantee === SIGNED_IN) return t('Everybody with an account at the provider');
  return grantee === owner ? t('The owner: {0}', grantee) : grantee;
}

function permissionWords(permission: string): string {
  switch (permission) {
    case 'READ':
      return t('may read it');
    case 'READ_ACP':
      return t('may see who has rights');
    case 'WRITE_ACP':
      return t('may change who has rights');
    case 'FULL_CONTROL':
      return t('may do everything');
    default:
      return permission;
  }
}
