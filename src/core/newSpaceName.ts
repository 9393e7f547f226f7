import { t } from '@vscode/l10n';

/** What is wrong with a name as it is typed; a `warning` may be overlooked. */
export interface NameVerdict {
  readonly message: string;
  readonly severity: 'error' | 'warning';
}

/** AWS keeps these for itself; what they mean there, other stores may ask too. */
const RESERVED = /^(?:xn--|sthree-|amzn-s3-demo-)|(?:-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/;

const NUMBERS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * What speaks against a name for a new Space, by S3's rules for names that are host names, which every store takes.
 * Source: docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html, docs.ceph.com/en/reef/radosgw/s3/bucketops.
 */
export function newSpaceNameProblem(name: string): NameVerdict | undefined {
  const wrong = wrongWith(name);
  if (wrong !== undefined) return { message: wrong, severity: 'error' };
  if (!name.includes('.')) return undefined;
  const message = t("A name with a dot does not fit into the certificates of most stores' host names.");
  return { message, severity: 'warning' };
}

function wrongWith(name: string): string | undefined {
  if (name === '') return t('Give a name.');
  if (/[^a-z0-9.-]/.test(name)) return t('A name has small letters from a to z, digits and hyphens only.');
  if (name.length < 3 || name.length > 63) return t('A name has {0} to {1} characters.', 3, 63);
  if (!/^[a-z0-9].*[a-z0-9]$/.test(name) || /\.[.-]|-\./.test(name))
    return t('A name, and each part between dots, begins and ends with a letter or a digit.');
  if (NUMBERS.test(name)) return t('A name must not look like an IP address.');
  return RESERVED.test(name) ? t('Names like this are kept for the provider itself.') : undefined;
}
