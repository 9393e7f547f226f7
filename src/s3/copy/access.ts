import type { Access } from '../../core/objects.ts';
import { EVERYBODY } from '../../core/properties/access.ts';
import { escapeXml } from '../../core/xmlText.ts';
import { readAccess, writeAccess } from '../attributes/access.ts';
import type { Place } from '../bytes/place.ts';

/** What of the source's access rights the copy gets with its bytes: private is what every copy is by itself. */
export function cannedFor({ canned, grants }: Access): 'public-read' | undefined {
  const isPublic = grants.some(({ grantee, permission }) => grantee === EVERYBODY && permission === 'READ');
  return canned === 'public-read' || isPublic ? 'public-read' : undefined;
}

/** Gives the copy all grants of the source. Its owner, who may be another, has what the source's owner has. */
export async function grantSame(copy: Place, { xml, owner }: Access): Promise<void> {
  const own = (await readAccess(copy)).owner;
  const ids = `<ID>${escapeXml(owner)}</ID>`;
  await writeAccess(copy, {
    xml: own === owner ? xml : xml.replaceAll(ids, () => `<ID>${escapeXml(own)}</ID>`),
  });
}
