import type { Access } from '../../core/objects.ts';
import { isPublic } from '../../core/properties/access.ts';
import { escapeXml } from '../../core/xmlText.ts';
import { readAccess, writeAccess } from '../attributes/access.ts';
import type { Place } from '../bytes/place.ts';

/** What of the source's access rights the copy gets with its bytes: private is what every copy is by itself. */
export function cannedFor(access: Access | undefined): 'public-read' | undefined {
  return access !== undefined && isPublic(access) ? 'public-read' : undefined;
}

/** Gives the copy all grants of the source. Its owner, who may be another, has what the source's owner has. */
export async function grantSame(copy: Place, { xml, owner }: Access): Promise<void> {
  const own = (await readAccess(copy)).owner;
  const ids = `<ID>${escapeXml(owner)}</ID>`;
  await writeAccess(copy, {
    xml: own === owner ? xml : xml.replaceAll(ids, () => `<ID>${escapeXml(own)}</ID>`),
  });
}
