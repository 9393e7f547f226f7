import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import type { Tags, VersionTarget } from '../../core/objects.ts';
import { plain } from '../../core/plain.ts';
import { applyEdits, isSameValues } from '../../core/properties/edits.ts';
import { tagProblem, tagsProblem } from '../../core/properties/tagRules.ts';
import type { PropertyDeps, Target } from './deps.ts';
import { assertAllDone, changeEach, objectsToChange, withEach } from './each.ts';
import { editValues } from './editValues.ts';

/**
 * Edits the tags of one or many objects: `tags` are put in the place of all, else it asks. Throws `SpacesError`,
 * `Cancelled`. @returns how many objects are now as wished
 */
export async function editTags(
  deps: PropertyDeps,
  targets: readonly Target[],
  { tags, confirmed }: { readonly tags?: Tags | undefined; readonly confirmed?: boolean | undefined },
): Promise<{ readonly count: number }> {
  assertFit(tags ?? {});
  const objects = await objectsToChange(deps, targets, { title: t('Edit Tags'), confirmed });
  const title = titleOf(deps, objects);
  const outcome = await withEach(deps, { title: t('Reading tags'), objects }, async (object, signal) => ({
    object,
    current: await deps.attributes.tags(object, signal),
  }));
  assertAllDone(outcome, deps);
  const known = outcome.results;
  const edits =
    tags ??
    (await editValues(
      deps.prompts,
      formOf(
        title,
        known.map(({ current }) => current),
      ),
    ));
  const wished = known.map(({ object, current }) => ({
    ...object,
    object,
    current,
    next: edits instanceof Map ? applyEdits(current, edits) : (edits as Tags),
  }));
  for (const { next } of wished) assertFit(next);
  return changeEach(deps, { title, objects: wished }, async ({ object, current, next }, signal) => {
    if (isSameValues(current, next)) return false;
    await deps.attributes.setTags(object, next, signal);
    return true;
  });
}

function formOf(title: string, all: readonly Tags[]) {
  return {
    title,
    all,
    fixed: [],
    labelOf: (name: string) => name,
    add: {
      title: t('Add Tag…'),
      prompt: t('A name and a value: name=value'),
      nameOf: (typed: string) => typed,
    },
    problem: tagProblem,
  };
}

function titleOf({ moments }: PropertyDeps, objects: readonly VersionTarget[]): string {
  const [first] = objects;
  if (objects.length === 1 && first !== undefined) return t('Edit Tags: {0}', plain(first.key, 60));
  return t('Edit Tags of {0} Objects', createFormats(moments.locale).count(objects.length));
}

function assertFit(tags: Tags): void {
  const problem = tagsProblem(tags);
  if (problem !== undefined) throw new SpacesError('badArguments', problem);
}
