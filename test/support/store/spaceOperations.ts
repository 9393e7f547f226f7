import { corsNodes, parseCors, preflightHeaders } from './cors.ts';
import { S3Error } from './errors.ts';
import { toAcl } from './makeObject.ts';
import { type Operation, spaceOf } from './operation.ts';
import { type Reply, xmlReply } from './reply.ts';
import { makeSpace, type Space } from './spaces.ts';
import { VersionedObjects } from './versions.ts';
import { type Element, type Node, parseXml, s3Document } from './xml.ts';

export const listSpaces: Operation = {
  need: 'account',
  run: ({ world, user }) => {
    const owner = user ? 'owner' : 'anonymous';
    const visible = [...world.spaces.values()]
      .filter(({ name }) => user && (user.spaces?.includes(name) ?? true))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return xmlReply(
      s3Document('ListAllMyBucketsResult', [
        [
          'Owner',
          [
            ['ID', owner],
            ['DisplayName', user ? owner : ''],
          ],
        ],
        ['Buckets', visible.map(spaceNode)],
      ]),
    );
  },
};

function spaceNode({ name, createdAt }: Space): Node {
  return [
    'Bucket',
    [
      ['Name', name],
      ['CreationDate', new Date(createdAt).toISOString()],
    ],
  ];
}

export const createSpace: Operation = {
  need: 'create',
  run: ({ world, request, user }) => {
    const name = request.space ?? '';
    const isOthers = world.spaces.has(name) && user?.spaces?.includes(name) === false;
    if (isOthers) throw new S3Error('BucketAlreadyExists');
    if (!world.spaces.has(name)) {
      const acl = toAcl(request.headers.get('x-amz-acl'));
      world.spaces.set(name, makeSpace(name, world.clock.now(), { acl }));
    }
    return { status: 200 };
  },
};

export const headSpace: Operation = {
  need: 'list',
  run: (call) => {
    const space = spaceOf(call);
    return { status: 200, headers: { 'x-rgw-object-count': String(space.objects.size) } };
  },
};

export const deleteSpace: Operation = {
  need: 'write',
  run: (call) => {
    const space = spaceOf(call);
    const { objects } = space;
    const isKept = objects instanceof VersionedObjects && objects.keys().length > 0;
    if (isKept || objects.size > 0) throw new S3Error('BucketNotEmpty');
    call.world.spaces.delete(space.name);
    return { status: 204 };
  },
};

export const getLocation: Operation = {
  need: 'list',
  run: (call) => {
    spaceOf(call);
    return xmlReply(s3Document('LocationConstraint', ''));
  },
};

export const getCors: Operation = {
  need: 'list',
  run: (call) => {
    const { cors } = spaceOf(call);
    if (!cors) throw new S3Error('NoSuchCORSConfiguration');
    return xmlReply(s3Document('CORSConfiguration', corsNodes(cors)));
  },
};

export const putCors: Operation = {
  need: 'write',
  run: (call) => {
    spaceOf(call).cors = parseCors(call.request.body);
    return { status: 200 };
  },
};

export const deleteCors: Operation = {
  need: 'write',
  run: (call) => {
    spaceOf(call).cors = undefined;
    return { status: 204 };
  },
};

/** OPTIONS is never signed. */
export const preflight: Operation = {
  need: 'form',
  run: (call) => ({ status: 200, headers: preflightHeaders(call.request, spaceOf(call).cors ?? []) }),
};

/** `POST ?delete`: several keys at once. Missing ones count as deleted. */
export const deleteObjects: Operation = {
  need: 'write',
  run: (call): Reply => {
    const space = spaceOf(call);
    const request = parseXml(call.request.body);
    const isQuiet = request.first('Quiet')?.text === 'true';
    const gone = request.all('Object').map((object) => deleteOne(space, object));
    const nodes = isQuiet ? [] : gone.map((node): Node => ['Deleted', node]);
    return xmlReply(s3Document('DeleteResult', nodes));
  },
};

function deleteOne({ objects }: Space, object: Element): Node[] {
  const key = object.first('Key')?.text ?? '';
  const versionId = object.first('VersionId')?.text;
  if (!(objects instanceof VersionedObjects)) {
    objects.delete(key);
    return [['Key', key]];
  }
  if (versionId !== undefined) {
    objects.remove(key, versionId);
    return [
      ['Key', key],
      ['VersionId', versionId],
    ];
  }
  objects.delete(key);
  return [
    ['Key', key],
    ['DeleteMarker', 'true'],
    ['DeleteMarkerVersionId', objects.versionsOf(key)[0]?.versionId ?? ''],
  ];
}
