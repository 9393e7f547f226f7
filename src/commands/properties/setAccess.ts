import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import type { Access } from '../../core/objects.ts';
import { plain } from '../../core/plain.ts';
import { isPublic } from '../../core/properties/access.ts';
import { publicXml } from '../../core/properties/accessXml.ts';
import { inSentences } from '../../core/sentences.ts';
import type { ObjectTarget } from '../../core/target.ts';
import type { PropertyDeps, Target } from './deps.ts';
import { changeEach, objectsToChange } from './each.ts';

interface Options {
  readonly confirmed?: boolean | undefined;
  /** Says nothing of how it went: a caller reads the result. */
  readonly isQuiet?: boolean | undefined;
}

/** Lets anybody read one or many objects, after asking once. Rights that others have stay. Throws `SpacesError`, `Cancelled`. */
export async function makePublic(
  deps: PropertyDeps,
  targets: readonly Target[],
  { confirmed, isQuiet }: Options,
): Promise<{ readonly count: number }> {
  const objects = await objectsToChange(deps, targets, { title: t('Make Public'), confirmed: true });
  const what = nameOf(deps, objects);
  if (confirmed !== true) {
    await deps.notices.confirm(t('Let anybody read this? {0}', what), {
      detail: t(
        'Anybody can read it at its plain address then, without a signed URL and without an end, and can pass it on.',
      ),
      action: t('Make Public'),
    });
  }
  const title = t('Making public: {0}', what);
  const result = await changeEach(deps, { title, objects }, async (object, signal) => {
    const access = await readAccess(deps, object, signal);
    if (access !== undefined && isPublic(access)) return false;
    const isPlain = access === undefined || access.canned === 'private';
    await deps.attributes.setAccess(object, isPlain ? 'public-read' : { xml: publicXml(access) }, signal);
    return true;
  });
  if (!isQuiet) deps.notices.info(t('Public: {0}', what));
  return result;
}

/** Takes every right of others than the owner away. What is below folders is asked for once with the count. */
export async function makePrivate(
  deps: PropertyDeps,
  targets: readonly Target[],
  { confirmed, isQuiet }: Options,
): Promise<{ readonly count: number }> {
  const objects = await objectsToChange(deps, targets, { title: t('Make Private'), confirmed });
  const what = nameOf(deps, objects);
  const title = t('Making private: {0}', what);
  const result = await changeEach(deps, { title, objects }, async (object, signal) => {
    const access = await readAccess(deps, object, signal);
    if (access?.canned === 'private') return false;
    await deps.attributes.setAccess(object, 'private', signal);
    return true;
  });
  if (!isQuiet) {
    const cached = t('A CDN and browsers that have it may serve it for a while yet.');
    deps.notices.info(inSentences(t('Private: {0}', what), cached));
  }
  return result;
}

/** A key pair that may set rights may still not read them: `undefined`. */
async function readAccess(
  { attributes }: PropertyDeps,
  object: ObjectTarget,
  signal: AbortSignal,
): Promise<Access | undefined> {
  try {
    return await attributes.access(object, signal);
  } catch (error) {
    if (error instanceof SpacesError && error.code === 'accessDenied') return undefined;
    throw error;
  }
}

function nameOf({ moments }: PropertyDeps, objects: readonly ObjectTarget[]): string {
  const [first] = objects;
  if (objects.length === 1 && first !== undefined) return plain(first.key);
  return t('{0} objects', createFormats(moments.locale).count(objects.length));
}
