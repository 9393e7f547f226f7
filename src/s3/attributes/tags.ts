import { SpacesError } from '../../core/errors.ts';
import type { Tags } from '../../core/objects.ts';
import { tagsProblem } from '../../core/properties/tagRules.ts';
import { escapeXml } from '../../core/xmlText.ts';
import { versionQuery } from '../bytes/facts.ts';
import type { Place } from '../bytes/place.ts';
import { checksummed } from '../checksum.ts';
import { codeOf } from '../failure.ts';
import { rootOf } from '../listing.ts';
import { childOf, childrenOf, textOf } from '../xml.ts';

const TAGGING = ['tagging', ''] as const;

/** AWS, "GetObjectTagging". */
export async function readTags({ send, ...at }: Place, versionId?: string | undefined): Promise<Tags> {
  try {
    const answer = await send({ method: 'GET', ...at, query: [TAGGING, ...versionQuery(versionId)] });
    // Ceph's answer for what was made with `x-amz-tagging` where it overlooks that: a copy, an upload in parts. It says that
    // it is empty; one that broke off does not, and would lose the tags.
    if (answer.body === '' && answer.headers.get('content-length') === '0') return {};
    const set = childOf(rootOf(answer, 'Tagging', at.target), 'TagSet');
    const tags = childrenOf(set, 'Tag');
    return Object.fromEntries(tags.map((tag) => [textOf(tag, 'Key') ?? '', textOf(tag, 'Value') ?? '']));
  } catch (error) {
    if (codeOf(error) === 'NoSuchTagSet') return {};
    throw error;
  }
}

/** Puts these in the place of all (AWS, "PutObjectTagging"). Throws `badArguments` for tags that can't be. */
export async function writeTags(
  { send, ...at }: Place,
  tags: Tags,
  versionId?: string | undefined,
): Promise<void> {
  const problem = tagsProblem(tags);
  if (problem !== undefined) throw new SpacesError('badArguments', problem);
  const content = await checksummed(tagsXml(tags));
  await send({ method: 'PUT', ...at, query: [TAGGING, ...versionQuery(versionId)], ...content });
}

function tagsXml(tags: Tags): string {
  const each = Object.entries(tags).map(
    ([name, value]) => `<Tag><Key>${escapeXml(name)}</Key><Value>${escapeXml(value)}</Value></Tag>`,
  );
  return `<Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet>${each.join('')}</TagSet></Tagging>`;
}
