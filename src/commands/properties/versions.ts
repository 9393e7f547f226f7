import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import type { ObjectDeleter } from '../../core/manage/deleter.ts';
import type { VersionTarget } from '../../core/objects.ts';
import { plain } from '../../core/plain.ts';
import type { Choice, Now, ObjectVersion } from '../../core/ports.ts';
import { dotted, inSentences } from '../../core/sentences.ts';
import type { SpaceControl } from '../../core/spaces.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { listVersions } from '../listVersions.ts';
import { refuseReadOnly } from '../share.ts';
import { touchAll } from '../touchAll.ts';
import type { PropertyDeps } from './deps.ts';

export interface VersionsDeps extends PropertyDeps {
  readonly now: Now;
  readonly deleter: ObjectDeleter;
  readonly control: Pick<SpaceControl, 'versioning'>;
  /** False in a browser: nothing is written or downloaded there. */
  readonly canChange: boolean;
  /** Shows a version to be read, as a document of its own. */
  open(version: VersionTarget, facts: ObjectVersion): Promise<void>;
  share(version: VersionTarget): unknown;
  download(version: VersionTarget): unknown;
}

type Act = 'open' | 'download' | 'share' | 'restore' | 'delete';

/** What is larger is asked for before it is opened. Bytes. */
const LARGE = 10_000_000;

/** Lists the versions of an object, and does with one what the person picks. Throws `SpacesError`, `Cancelled`. */
export async function showVersions(deps: VersionsDeps, object: ObjectTarget): Promise<void> {
  const versions = await readVersions(deps, object);
  for (;;) {
    const version = await pickVersion(deps, object, versions);
    const answer = await deps.prompts.pick<Act>({
      title: t('{0}: {1}', titleOf(object), momentOf(deps, version)),
      placeholder: t('What to do with this version'),
      choices: actsFor(deps, object, version),
      canGoBack: true,
    });
    if (answer !== 'back') return act(deps, object, { version, versions }, answer.answer);
  }
}

/** Makes a version the latest one; of a delete marker, takes it away. Throws `noSuchObject` for one that is not there. */
export async function restoreVersion(
  deps: VersionsDeps,
  object: ObjectTarget,
  versionId: string,
  confirmed: boolean | undefined,
): Promise<void> {
  const known = await find(deps, object, versionId);
  if (known.version.isDeleted) await removeMarker(deps, object, known.version);
  else await restore(deps, object, known, confirmed);
}

/** Deletes a version for ever. Asks unless `confirmed`. Throws `noSuchObject` for one that is not there. */
export async function deleteVersion(
  deps: VersionsDeps,
  object: ObjectTarget,
  versionId: string,
  confirmed: boolean | undefined,
): Promise<void> {
  await remove(deps, object, (await find(deps, object, versionId)).version, confirmed);
}

interface Known {
  readonly version: ObjectVersion;
  readonly versions: readonly ObjectVersion[];
}

async function find(deps: VersionsDeps, object: ObjectTarget, versionId: string): Promise<Known> {
  const versions = await readVersions(deps, object);
  const version = versions.find((each) => each.versionId === versionId);
  if (version !== undefined) return { version, versions };
  throw new SpacesError('noSuchObject', t('There is no version with this id: {0}', plain(versionId)));
}

async function readVersions(deps: VersionsDeps, object: ObjectTarget): Promise<readonly ObjectVersion[]> {
  const versions = await listVersions(deps, object);
  if (versions.length > 0) return versions;
  throw new SpacesError('noSuchObject', t('There is no object with this key: {0}', plain(object.key)));
}

async function pickVersion(
  deps: VersionsDeps,
  object: ObjectTarget,
  versions: readonly ObjectVersion[],
): Promise<ObjectVersion> {
  const formats = createFormats(deps.moments.locale, deps.moments.timeZone);
  const choices = versions.map((version): Choice<ObjectVersion> => {
    const { isDeleted, isLatest, lastModified, size, versionId } = version;
    const what = isDeleted ? t('Delete marker') : formats.size(size);
    const age = formats.age(lastModified, deps.now());
    return {
      label: momentOf(deps, version),
      description: dotted([what, isLatest ? t('the latest') : '']),
      // `null` is the name of what was there before versions were kept: it tells a person nothing.
      detail: dotted([age, versionId === 'null' ? '' : plain(versionId)]),
      icon: isDeleted ? 'trash' : 'history',
      value: version,
    };
  });
  return answerOf(
    await deps.prompts.pick<ObjectVersion>({
      title: titleOf(object),
      placeholder: t('Versions: {0}', formats.count(versions.length)),
      choices,
    }),
  );
}

function actsFor(
  { canChange }: VersionsDeps,
  { connection }: ObjectTarget,
  { isDeleted, isLatest }: ObjectVersion,
): readonly Choice<Act>[] {
  const mayWrite = canChange && !connection.readOnly;
  const choice = (value: Act, icon: string, label: string, detail?: string): Choice<Act> => ({
    ...{ label, icon, value },
    ...(detail === undefined ? {} : { detail }),
  });
  const undelete = t('Take the Delete Marker Away');
  const remove = choice('delete', 'trash', t('Delete This Version…'), t("For ever: it can't be undone."));
  if (isDeleted) return mayWrite ? [choice('restore', 'discard', undelete), remove] : [];
  return [
    choice('open', 'go-to-file', t('Open')),
    ...(canChange ? [choice('download', 'cloud-download', t('Download…'))] : []),
    choice('share', 'link', t('Copy Signed URL…')),
    ...(mayWrite && !isLatest
      ? [choice('restore', 'discard', t('Restore'), t('A copy of it becomes the latest version.'))]
      : []),
    ...(mayWrite ? [remove] : []),
  ];
}

async function act(deps: VersionsDeps, object: ObjectTarget, known: Known, chosen: Act): Promise<void> {
  const { version } = known;
  const target: VersionTarget = { ...object, versionId: version.versionId };
  if (chosen === 'open') await open(deps, target, version);
  else if (chosen === 'download') await deps.download(target);
  else if (chosen === 'share') await deps.share(target);
  else if (chosen === 'delete') await remove(deps, object, version, false);
  else if (version.isDeleted) await removeMarker(deps, object, version);
  else await restore(deps, object, known, false);
  if (chosen === 'restore') deps.notices.info(t('Restored: {0}', plain(object.key)));
  if (chosen === 'delete') deps.notices.info(t('Deleted: {0}', plain(object.key)));
}

async function open(deps: VersionsDeps, target: VersionTarget, version: ObjectVersion): Promise<void> {
  if (version.size > LARGE) {
    const { size } = createFormats(deps.moments.locale);
    await deps.notices.confirm(t('Open this version? {0}', plain(target.key)), {
      detail: t('Its size: {0}', size(version.size)),
      action: t('Open'),
    });
  }
  await deps.open(target, version);
}

async function restore(
  deps: VersionsDeps,
  object: ObjectTarget,
  { version, versions }: Known,
  confirmed: boolean | undefined,
): Promise<void> {
  refuseReadOnly(object.connection);
  const latest = versions.find(({ isLatest }) => isLatest);
  if (latest?.versionId === version.versionId) return;
  if (confirmed !== true && (await isReplaced(deps, object, latest))) {
    await deps.notices.confirm(t('Replace what is there now? {0}', plain(object.key)), {
      detail: t('The Space keeps no new versions at present.'),
      action: t('Restore'),
    });
  }
  await deps.progress.run(t('Restoring: {0}', plain(object.key)), (signal) =>
    deps.attributes.restore({ ...object, versionId: version.versionId }, signal),
  );
  touchAll(deps.listing, [object]);
}

/** Where keeping versions was suspended, what is written takes the place of the version `null`. */
async function isReplaced(
  { control, progress }: VersionsDeps,
  object: ObjectTarget,
  latest: ObjectVersion | undefined,
): Promise<boolean> {
  if (latest === undefined || latest.isDeleted || latest.versionId !== 'null') return false;
  try {
    const versioning = await progress.run(t('Restoring: {0}', plain(object.key)), (signal) =>
      control.versioning(object, signal),
    );
    return versioning !== 'enabled';
  } catch (error) {
    // Who may not ask is asked.
    if (error instanceof SpacesError) return true;
    throw error;
  }
}

async function removeMarker(deps: VersionsDeps, object: ObjectTarget, marker: ObjectVersion): Promise<void> {
  refuseReadOnly(object.connection);
  await removeNow(deps, object, marker);
}

async function remove(
  deps: VersionsDeps,
  object: ObjectTarget,
  version: ObjectVersion,
  confirmed: boolean | undefined,
): Promise<void> {
  refuseReadOnly(object.connection);
  if (confirmed !== true) {
    const { size } = createFormats(deps.moments.locale);
    const which = t(
      '{0} · {1}',
      momentOf(deps, version),
      version.isDeleted ? t('Delete marker') : size(version.size),
    );
    await deps.notices.confirm(t('Delete this version for ever? {0}', plain(object.key)), {
      detail: inSentences(which, t("This can't be undone.")),
      action: t('Delete'),
    });
  }
  await removeNow(deps, object, version);
}

async function removeNow(
  deps: VersionsDeps,
  object: ObjectTarget,
  { versionId }: ObjectVersion,
): Promise<void> {
  const failures: SpacesError[] = [];
  const onRemoved: Parameters<ObjectDeleter['remove']>[2]['onRemoved'] = ({ failed }) =>
    failures.push(...failed.map(({ error }) => error));
  await deps.progress.run(t('Deleting: {0}', plain(object.key)), (signal) =>
    deps.deleter.remove(object, [{ key: object.key, versionId }], { onRemoved }, signal),
  );
  const [first] = failures;
  if (first !== undefined) throw first;
  touchAll(deps.listing, [object]);
}

function titleOf({ key }: ObjectTarget): string {
  return t('Versions: {0}', plain(key, 60));
}

function momentOf({ moments }: VersionsDeps, { lastModified }: ObjectVersion): string {
  return createFormats(moments.locale, moments.timeZone).moment(lastModified);
}
