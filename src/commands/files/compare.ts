import { t } from '@vscode/l10n';
import { answerOf } from '../../core/answer.ts';
import { SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import { lastSegment } from '../../core/keyRules.ts';
import type { LocalMachine } from '../../core/localMachine.ts';
import type { MomentStyle } from '../../core/moments.ts';
import { plain } from '../../core/plain.ts';
import type { Choice, Prompts } from '../../core/ports.ts';
import { type ObjectTarget, spaceId } from '../../core/target.ts';
import { type AskPlaceDeps, askPlace } from '../goTo.ts';
import { versionChoice } from '../links/askVersion.ts';
import { head, type KnownVersion, knownVersion, type VersionReads, versionsOf } from './open.ts';

export type CompareDeps = AskPlaceDeps &
  VersionReads & {
    readonly moments: MomentStyle;
    /** Loaded on first use; absent in a browser. */
    readonly local: (() => Promise<Pick<LocalMachine, 'fileSize'>>) | undefined;
    /** Asks for a file of this machine: its absolute path. Throws `Cancelled`. */
    pickFile(title: string): Promise<string>;
    show(left: Side, right: Side, title: string): Promise<void>;
  };

/** What stands on one side of a comparison. */
export type Side = { readonly object: ObjectTarget } | KnownVersion | { readonly file: string };

/** What a caller compares an object with. */
export type Other =
  | { readonly object: ObjectTarget; readonly versionId?: string | undefined }
  | { readonly file: string };

type Kind = 'object' | 'version' | 'file';

/** Asks what to compare an object with, and shows both. Throws `badKey`, what the server says, and `Cancelled`. */
export async function askAndCompare(deps: CompareDeps, object: ObjectTarget): Promise<void> {
  await head(deps, object);
  const kind = await askKind(deps, object);
  if (kind === 'object') await compare(deps, { object }, { object: await askObject(deps, object) });
  else if (kind === 'version') await compareVersions(deps, object);
  else await compare(deps, { object }, { file: await deps.pickFile(titleOf(object)) });
}

/** Shows an object beside what a caller named. Throws what the server says of one that can't be read. */
export async function compareNamed(deps: CompareDeps, object: ObjectTarget, other: Other): Promise<void> {
  await head(deps, object);
  if ('file' in other) {
    await refuseUnreadable(deps, other.file);
    return compare(deps, { object }, other);
  }
  const { versionId } = other;
  if (versionId !== undefined)
    return compare(deps, await knownVersion(deps, { ...other.object, versionId }), { object });
  await head(deps, other.object);
  return compare(deps, { object }, { object: other.object });
}

async function refuseUnreadable({ local }: CompareDeps, file: string): Promise<void> {
  if (local === undefined)
    throw new SpacesError('notImplemented', t('A browser has no files of its own to compare with.'));
  try {
    await (await local()).fileSize(file);
  } catch (cause) {
    throw new SpacesError('localFile', t('There is no file here that can be read: {0}', plain(file)), {
      cause,
    });
  }
}

async function askKind({ prompts, local }: CompareDeps, object: ObjectTarget): Promise<Kind> {
  const choices: Choice<Kind>[] = [
    { label: t('Another Object…'), icon: 'file', value: 'object' },
    { label: t('A Version…'), icon: 'history', value: 'version' },
    ...(local ? [{ label: t('A File on This Computer…'), icon: 'vm', value: 'file' as const }] : []),
  ];
  return answerOf(
    await prompts.pick<Kind>({ title: titleOf(object), placeholder: t('Compare it with what?'), choices }),
  );
}

async function askObject(deps: CompareDeps, object: ObjectTarget): Promise<ObjectTarget> {
  const prompt = t('The key, s3:// address or URL of the other object');
  const other = await askPlace(deps, { title: titleOf(object), prompt }, object);
  await head(deps, other);
  return other;
}

/** A version beside what is there now, or two: the older one on the left. */
async function compareVersions(deps: CompareDeps, object: ObjectTarget): Promise<void> {
  const formats = createFormats(deps.moments.locale, deps.moments.timeZone);
  const choices = (await versionsOf(deps, object)).map((facts): Choice<KnownVersion> => {
    const version = { ...object, versionId: facts.versionId };
    return { ...versionChoice(facts, formats), value: { version, facts } };
  });
  if (choices.length < 2)
    throw new SpacesError(
      'noSuchObject',
      t('There is one version alone of this object: {0}', nameIn(object)),
    );
  const title = titleOf(object);
  const first = await pick(deps.prompts, { title, placeholder: t('Which version?'), choices });
  const now: Choice<'now'> = { label: t('What is there now'), icon: 'file', value: 'now' };
  const second = await pick<KnownVersion | 'now'>(deps.prompts, {
    title,
    placeholder: t('Compare it with what?'),
    choices: [now, ...choices.filter(({ value }) => value !== first)],
  });
  if (second === 'now') await compare(deps, first, { object });
  else if (first.facts.lastModified <= second.facts.lastModified) await compare(deps, first, second);
  else await compare(deps, second, first);
}

async function pick<T>(prompts: Prompts, question: Parameters<typeof prompts.pick<T>>[0]): Promise<T> {
  return answerOf(await prompts.pick<T>(question));
}

/** Shows two sides, by names that tell them apart: `a.txt (space) ↔ b.txt (other)`. */
export async function compare(deps: CompareDeps, left: Side, right: Side): Promise<void> {
  const names = [nameOf(deps, left, right), nameOf(deps, right, left)];
  await deps.show(left, right, t('{0} ↔ {1}', ...names));
}

function nameOf({ moments }: Pick<CompareDeps, 'moments'>, side: Side, other: Side): string {
  if ('file' in side) {
    const name = side.file.slice(Math.max(side.file.lastIndexOf('/'), side.file.lastIndexOf('\\')) + 1);
    return named(plain(name, 60), t('this computer'));
  }
  if ('facts' in side) {
    const { moment } = createFormats(moments.locale, moments.timeZone);
    return named(nameIn(side.version), moment(side.facts.lastModified));
  }
  const { object } = side;
  const beside = 'object' in other ? other.object : undefined;
  const isAlike = beside !== undefined && nameIn(beside) === nameIn(object);
  if (isAlike && spaceId(beside) === spaceId(object))
    return named(plain(object.key, 60), plain(object.space));
  const isFar = beside?.space === object.space && beside.connection.id !== object.connection.id;
  const place = isFar ? `${object.space}, ${object.connection.name}` : object.space;
  return named(nameIn(object), plain(place));
}

function named(name: string, place: string): string {
  return t('{0} ({1})', name, place);
}

function nameIn({ key }: ObjectTarget): string {
  return plain(lastSegment(key.replace(/\/+$/, '')), 60);
}

function titleOf(object: ObjectTarget): string {
  return t('Compare: {0}', nameIn(object));
}
