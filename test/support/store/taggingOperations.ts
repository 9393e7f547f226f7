import { S3Error } from './errors.ts';
import type { StoredObject } from './objects.ts';
import { type Call, type Operation, objectOf, spaceOf } from './operation.ts';
import { xmlReply } from './reply.ts';
import { amend } from './versions.ts';
import { parseXml, s3Document } from './xml.ts';

type Tags = NonNullable<StoredObject['tags']>;

/** In bytes, as Ceph counts. */
const [longestName, longestValue, most] = [128, 256, 10];

/** `?tagging`: who may read an object may read these. */
export const getTagging: Operation = {
  need: 'read',
  run: (call) => {
    const tags = objectOf(call).tags ?? [];
    const nodes = tags.map(
      ([name, value]) =>
        [
          'Tag',
          [
            ['Key', name],
            ['Value', value],
          ],
        ] as const,
    );
    return xmlReply(s3Document('Tagging', [['TagSet', nodes]]));
  },
};

/** It makes no new version. */
export const putTagging: Operation = {
  need: 'write',
  run: (call) => {
    const set = parseXml(call.request.body).first('TagSet')?.all('Tag') ?? [];
    setTags(
      call,
      set.map((tag) => [tag.first('Key')?.text ?? '', tag.first('Value')?.text ?? '']),
    );
    return { status: 200 };
  },
};

export const deleteTagging: Operation = {
  need: 'write',
  run: (call) => {
    setTags(call, []);
    return { status: 204 };
  },
};

function setTags(call: Call, tags: Tags): void {
  const { tags: _, ...object } = objectOf(call);
  amend(spaceOf(call).objects, tags.length === 0 ? object : { ...object, tags: checked(tags) });
}

/** `x-amz-tagging` as it is sent, a form. Throws `InvalidTag`. */
export function parseTagging(form: string | undefined): Tags {
  return checked([...new URLSearchParams(form ?? '')]);
}

function checked(tags: Tags): Tags {
  const isFit = ([name, value]: Tags[number]) =>
    name !== '' && Buffer.byteLength(name) <= longestName && Buffer.byteLength(value) <= longestValue;
  if (tags.length > most || !tags.every(isFit)) throw new S3Error('InvalidTag');
  return tags;
}
