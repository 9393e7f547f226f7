import { evaluatePolicy } from '../../../src/core/policyEvaluate.ts';
import type { PostedForm } from '../../../src/core/policyForm.ts';
import { authenticateForm } from './authenticate.ts';
import { S3Error } from './errors.ts';
import { keptHeaders, makeObject, toAcl } from './makeObject.ts';
import { parseMultipart } from './multipart.ts';
import type { StoredObject } from './objects.ts';
import { type Call, mayUser, type Operation, spaceOf } from './operation.ts';
import { type Reply, xmlReply } from './reply.ts';
import type { Space } from './spaces.ts';
import { plainDocument } from './xml.ts';

/** What Ceph stores where a form has no file part: what is left of the form. */
const bodyWithoutFile = Buffer.from('\r\n');

/** A browser's or curl's form. The policy in it is the permission, checked by the product's own evaluator. */
export const postObject: Operation = {
  need: 'form',
  run: (call) => {
    const { request, world } = call;
    const { form, content } = readForm(call);
    const space = spaceOf(call);
    const field = lookUp(form);
    const now = world.clock.now();
    if (field('x-amz-algorithm') !== undefined && field('x-amz-signature') === undefined) {
      throw new S3Error('InvalidArgument', { message: 'Missing aws4 signature' });
    }
    const signer = authenticateForm(field, (id) => world.users.get(id));
    const verdict = evaluatePolicy(field('policy'), form, {
      bucket: space.name,
      now,
      isSigned: signer !== undefined,
    });
    if (!verdict.ok) throw new S3Error(verdict.code, { message: verdict.message });
    if (!signer || !mayUser(signer, call, 'write')) throw new S3Error('AccessDenied');
    const object = makeObject(verdict.key, content, {
      lastModified: now,
      headers: storedFields(form),
      acl: toAcl(field('acl')),
    });
    if (!space.objects.set(object)) throw new S3Error('NotImplemented');
    return success(verdict.status, {
      space,
      object,
      redirect: field('success_action_redirect'),
      host: request.headers.get('host') ?? '',
    });
  },
};

type Fields = (name: string) => string | undefined;

function readForm({ request }: Call): { form: PostedForm; content: Buffer } {
  if (!request.headers.has('content-length')) throw new S3Error('MissingContentLength');
  const parts = parseMultipart(request.body, request.headers.get('content-type') ?? '');
  const file = parts.findIndex(({ name }) => name.toLowerCase() === 'file');
  const fields = (file < 0 ? parts : parts.slice(0, file)).map(
    ({ name, content }) => [name, content.toString('utf8')] as const,
  );
  const part = parts[file];
  if (!part) return { form: { fields }, content: bodyWithoutFile };
  return {
    form: { fields, fileSize: part.content.length, filename: part.filename },
    content: part.content,
  };
}

function lookUp({ fields }: PostedForm): Fields {
  const byName = new Map(fields.map(([name, value]) => [name.toLowerCase(), value.trim()]));
  return (name) => byName.get(name);
}

/** Ceph stores the content type and metadata; not Cache-Control, not Content-Disposition. */
function storedFields({ fields }: PostedForm): Record<string, string> {
  const lower = fields.map(([name, value]) => [name.toLowerCase(), value.trim()] as const);
  const kept = Object.entries(keptHeaders(lower));
  return Object.fromEntries(
    kept.filter(([name]) => name === 'content-type' || name.startsWith('x-amz-meta-')),
  );
}

interface Stored {
  readonly space: Space;
  readonly object: StoredObject;
  readonly redirect: string | undefined;
  readonly host: string;
}

function success(status: number, { space, object, redirect, host }: Stored): Reply {
  const key = encodeURIComponent(object.key);
  if (status === 303 && redirect !== undefined) {
    // Ceph appends with `?` also where there is one already.
    const query = `bucket=${space.name}&key=${key}&etag=%22${object.etag}%22`;
    return { status, headers: { location: `${redirect}?${query}` } };
  }
  if (status !== 201) return { status };
  const document = plainDocument('PostResponse', [
    ['Location', `${host.replace(/:\d+$/, '')}/${space.name}/${key}`],
    ['Bucket', space.name],
    ['Key', object.key],
    ['ETag', object.etag],
  ]);
  return xmlReply(document, status);
}
