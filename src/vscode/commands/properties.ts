import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { PropertyDeps, Target } from '../../commands/properties/deps.ts';
import { editHeaders } from '../../commands/properties/editHeaders.ts';
import { editTags } from '../../commands/properties/editTags.ts';
import { readProperties, readSummary } from '../../commands/properties/readProperties.ts';
import { makePrivate, makePublic } from '../../commands/properties/setAccess.ts';
import {
  deleteVersion,
  restoreVersion,
  showVersions,
  type VersionsDeps,
} from '../../commands/properties/versions.ts';
import { resolveConnection, TARGET_ARGUMENTS, type TargetArguments } from '../../commands/resolveTarget.ts';
import { COMMAND, type CommandId } from '../../contributions.ts';
import { type Arguments, flag, type Reader, readArguments, text, textByName } from '../../core/arguments.ts';
import { SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import type { VersionTarget } from '../../core/objects.ts';
import { plain } from '../../core/plain.ts';
import { HEADER_FIELDS, type HeaderField } from '../../core/properties/headerRules.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { createPropertyPages, type PropertyPages } from '../pages/properties.ts';
import { type AnyCommand, command, type Gesture } from '../register.ts';
import { targetsOf } from './gestureTargets.ts';
import type { ObjectsDeps } from './objects.ts';

const { versionId: _, ...TARGET } = TARGET_ARGUMENTS;

const CHANGE = { ...TARGET, confirmed: flag } as const;

/** Text, or `null`: none. */
const textOrNone: Reader<string | null> = (value, name) => (value === null ? null : text(value, name));

const HEADERS = {
  ...CHANGE,
  ...(Object.fromEntries(Object.keys(HEADER_FIELDS).map((field) => [field, textOrNone])) as Record<
    HeaderField,
    Reader<string | null>
  >),
  metadata: textByName,
} as const;

const TAGS = { ...CHANGE, tags: textByName } as const;

const VERSIONS = { ...CHANGE, versionId: text, restore: flag, delete: flag } as const;

/** Properties, Versions… and what changes them, over the editor's gestures. */
export function propertyCommands(deps: ObjectsDeps): readonly AnyCommand[] {
  const properties: PropertyDeps = { ...deps, changed: (objects) => pages.changed(objects) };
  const pages: PropertyPages = pagesOf(deps, properties);
  deps.listing.onDidTouch((touch) => pages.touched(touch));
  const versions = versionsDeps(deps, properties);
  return [
    command({
      id: COMMAND.properties,
      title: t('Properties'),
      onEditor: 'unlessSelected',
      read: (args) => readArguments(args, TARGET),
      run: async (gesture) => showProperties(deps, pages, await targetsOf(deps, gesture, t('Properties'))),
    }),
    command({
      id: COMMAND.editHeaders,
      title: t('Edit Headers'),
      read: (args) => readArguments(args, HEADERS),
      run: async (gesture) => {
        const {
          confirmed,
          connection: _c,
          space: _s,
          key: _k,
          keys: _ks,
          prefix: _p,
          ...change
        } = gesture.args;
        const isGiven = Object.values(change).some((value) => value !== undefined);
        const targets = await targetsOf(deps, gesture, t('Edit Headers'));
        return editHeaders(properties, targets, { ...(isGiven ? { change } : {}), confirmed });
      },
    }),
    command({
      id: COMMAND.editTags,
      title: t('Edit Tags'),
      read: (args) => readArguments(args, TAGS),
      run: async (gesture) =>
        editTags(properties, await targetsOf(deps, gesture, t('Edit Tags')), gesture.args),
    }),
    ...(
      [
        [COMMAND.makePublic, t('Make Public'), makePublic],
        [COMMAND.makePrivate, t('Make Private'), makePrivate],
      ] as const
    ).map(([id, title, make]) =>
      command({
        id,
        title,
        read: (args) => readArguments(args, CHANGE),
        run: async (gesture) => {
          const { confirmed } = gesture.args;
          return make(properties, await targetsOf(deps, gesture, title), {
            confirmed,
            isQuiet: gesture.named,
          });
        },
      }),
    ),
    command({
      id: COMMAND.versions,
      title: t('Versions'),
      onEditor: 'unlessSelected',
      read: readVersionArguments,
      run: async (gesture) => {
        const { versionId, restore, delete: isDelete, confirmed } = gesture.args;
        const object = await oneObject(deps, gesture);
        if (versionId === undefined) return showVersions(versions, object);
        if (restore) return restoreVersion(versions, object, versionId, confirmed);
        return isDelete ? deleteVersion(versions, object, versionId, confirmed) : undefined;
      },
    }),
  ];
}

/** A version is for one of the two; without one all are shown. */
function readVersionArguments(args: Record<string, unknown>): Arguments<typeof VERSIONS> {
  const read = readArguments(args, VERSIONS);
  const acts = [read.restore, read.delete].filter((each) => each === true).length;
  if (acts === (read.versionId === undefined ? 0 : 1)) return read;
  throw new SpacesError(
    'badArguments',
    t('Give "versionId" with one of "restore" and "delete", or none of them.'),
  );
}

function pagesOf(deps: ObjectsDeps, properties: PropertyDeps): PropertyPages {
  const pages: PropertyPages = createPropertyPages(vscode, {
    formats: createFormats(deps.moments.locale, deps.moments.timeZone),
    clipboard: deps.clipboard,
    canChange: deps.canListSpaces,
    read: (object) => readOne(deps, object),
    summarize: (objects) => deps.run(t('Properties'), () => showProperties(deps, pages, objects)),
    execute: (id, objects) => executeFor(deps, properties, id, objects),
    run: deps.run,
  });
  return pages;
}

/** What a button of a page does: as the command does it for rows, with what it says afterwards. */
async function executeFor(
  deps: ObjectsDeps,
  properties: PropertyDeps,
  id: CommandId,
  shown: readonly ObjectTarget[],
): Promise<unknown> {
  // A page may be older than the last change of its connection.
  const objects = shown.map((object) => ({
    ...object,
    connection: resolveConnection(deps.store, object.connection.id),
  }));
  const [first] = objects;
  if (first === undefined) return undefined;
  if (id === COMMAND.makePublic) return makePublic(properties, objects, {});
  if (id === COMMAND.makePrivate) return makePrivate(properties, objects, {});
  const keys = objects.map(({ key }) => key);
  const what = keys.length === 1 ? { key: first.key } : { keys };
  return deps.execute(id, { connection: first.connection.id, space: first.space, ...what });
}

async function showProperties(
  deps: ObjectsDeps,
  pages: PropertyPages,
  targets: readonly Target[],
): Promise<void> {
  const [first, ...others] = targets;
  if (first !== undefined && others.length === 0 && 'key' in first) {
    pages.show(await readOne(deps, first));
    return;
  }
  const { objects, summary } = await readSummary(deps, targets);
  pages.showSummary(objects, summary);
}

function readOne(deps: ObjectsDeps, object: ObjectTarget) {
  return deps.progress.run(t('Reading the properties of {0}', plain(object.key)), (signal) =>
    readProperties(deps, object, signal),
  );
}

function versionsDeps(deps: ObjectsDeps, properties: PropertyDeps): VersionsDeps {
  const argsOf = ({ connection, space, key, versionId }: VersionTarget) => ({
    ...{ connection: connection.id, space, key, versionId },
  });
  return {
    ...deps,
    ...properties,
    canChange: deps.canListSpaces,
    open: deps.versionDocuments.open,
    share: (version) => deps.execute(COMMAND.copySignedUrl, argsOf(version)),
    download: (version) => deps.execute(COMMAND.download, argsOf(version)),
  };
}

async function oneObject(deps: ObjectsDeps, gesture: Gesture<TargetArguments>): Promise<ObjectTarget> {
  const [first, ...others] = await targetsOf(deps, gesture, t('Versions'));
  if (first !== undefined && others.length === 0 && 'key' in first) return first;
  throw new SpacesError('badArguments', t('For one object at a time.'));
}
