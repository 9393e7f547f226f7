import { compareKeys } from '../../../src/core/walk/keyOrder.ts';
import { pageLength, urlEncode } from './listOperation.ts';
import { type Operation, spaceOf } from './operation.ts';
import { xmlReply } from './reply.ts';
import { parameter } from './request.ts';
import { type Version, VersionedObjects, versionsIn } from './versions.ts';
import { type Node, parseXml, s3Document } from './xml.ts';

/** `?versioning`: empty where it was never on. */
export const getVersioning: Operation = {
  need: 'list',
  run: (call) => {
    const { objects, isSuspended } = spaceOf(call);
    const isOn = objects instanceof VersionedObjects;
    const nodes: Node[] = [
      ['Status', isSuspended ? 'Suspended' : 'Enabled'],
      ['MfaDelete', 'Disabled'],
    ];
    return xmlReply(s3Document('VersioningConfiguration', isOn ? nodes : []));
  },
};

/** Suspended is only told: what is put goes on being a version, where Ceph would replace the one with the id `null`. */
export const putVersioning: Operation = {
  need: 'write',
  run: (call) => {
    const space = spaceOf(call);
    const isOn = parseXml(call.request.body).first('Status')?.text === 'Enabled';
    if (isOn && !(space.objects instanceof VersionedObjects)) {
      space.objects = new VersionedObjects(space.objects, call.world.clock.now);
    }
    space.isSuspended = !isOn;
    return { status: 200 };
  },
};

/** ListObjectVersions without a delimiter. Ceph encodes keys, and no markers. */
export const listVersions: Operation = {
  need: 'list',
  run: (call) => {
    const { request } = call;
    const space = spaceOf(call);
    const encode = parameter(request, 'encoding-type') === 'url' ? urlEncode : (text: string) => text;
    const [prefix = '', keyMarker = '', idMarker = ''] = ['prefix', 'key-marker', 'version-id-marker'].map(
      (name) => parameter(request, name),
    );
    const all = keysOf(space.objects)
      .filter((key) => key.startsWith(prefix))
      .sort(compareKeys)
      .flatMap((key) => versionsIn(space.objects, key));
    const rest = all.slice(indexAfter(all, keyMarker, idMarker));
    const page = rest.slice(0, pageLength(request));
    const last = page.at(-1);
    const isTruncated = last !== undefined && page.length < rest.length;
    return xmlReply(
      s3Document('ListVersionsResult', [
        ...(encode === urlEncode ? [['EncodingType', 'url'] as const] : []),
        ['Name', space.name],
        ['Prefix', prefix],
        ['MaxKeys', String(pageLength(request))],
        ['IsTruncated', String(isTruncated)],
        ['KeyMarker', keyMarker],
        ['VersionIdMarker', idMarker],
        ...(isTruncated
          ? ([
              ['NextKeyMarker', last.key],
              ['NextVersionIdMarker', last.versionId],
            ] as const)
          : []),
        ...page.map((version) =>
          versionNode(
            version,
            versionsIn(space.objects, version.key)[0]?.versionId === version.versionId,
            encode,
          ),
        ),
      ]),
    );
  },
};

function keysOf(objects: ReturnType<typeof spaceOf>['objects']): string[] {
  if (objects instanceof VersionedObjects) return [...objects.keys()];
  return Array.from({ length: objects.size }, (_, index) => objects.at(index)?.key ?? '');
}

function indexAfter(all: readonly Version[], key: string, versionId: string): number {
  if (key === '') return 0;
  const exact = all.findIndex((version) => version.key === key && version.versionId === versionId);
  if (exact >= 0) return exact + 1;
  const next = all.findIndex((version) => compareKeys(version.key, key) > 0);
  return next < 0 ? all.length : next;
}

function versionNode(version: Version, isLatest: boolean, encode: (text: string) => string): Node {
  const { key, versionId, lastModified, object } = version;
  const common: Node[] = [
    ['Key', encode(key)],
    ['VersionId', versionId],
    ['IsLatest', String(isLatest)],
    ['LastModified', new Date(lastModified).toISOString()],
  ];
  if (object === undefined) return ['DeleteMarker', common];
  return [
    'Version',
    [...common, ['ETag', `"${object.etag}"`], ['Size', String(object.size)], ['StorageClass', 'STANDARD']],
  ];
}
