import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import type { ObjectFacts, ObjectHeaders } from '../../core/objects.ts';
import { plain } from '../../core/plain.ts';
import { applyEdits, type Edits, editsTo, isSameValues, type Values } from '../../core/properties/edits.ts';
import {
  HEADER_FIELDS,
  type HeaderField,
  headerProblem,
  headerValue,
  metadataEntryProblem,
  metadataProblem,
} from '../../core/properties/headerRules.ts';
import type { ObjectTarget } from '../../core/target.ts';
import type { PropertyDeps, Target } from './deps.ts';
import { assertAllDone, changeEach, objectsToChange, withEach } from './each.ts';
import { editValues } from './editValues.ts';

/** `null`: none. */
export type HeaderChange = { readonly [F in HeaderField]?: string | null | undefined } & {
  /** In the place of all. */
  readonly metadata?: Values | undefined;
};

interface Known {
  readonly object: ObjectTarget;
  readonly facts: ObjectFacts;
}

/** Metadata stands beside the headers under this. */
const META = 'x-amz-meta-';
const FIELDS = Object.keys(HEADER_FIELDS) as readonly HeaderField[];

/**
 * Edits the headers and metadata of one or many objects, by what is given or by a question. Throws `SpacesError`,
 * `Cancelled`. @returns how many objects are now as wished
 */
export async function editHeaders(
  deps: PropertyDeps,
  targets: readonly Target[],
  {
    change,
    confirmed,
  }: { readonly change?: HeaderChange | undefined; readonly confirmed?: boolean | undefined },
): Promise<{ readonly count: number }> {
  if (change !== undefined) assertFit(change);
  const objects = await objectsToChange(deps, targets, { title: t('Edit Headers'), confirmed });
  const known = await readAll(deps, objects);
  const edits = change === undefined ? await ask(deps, known) : undefined;
  const wished = known.map((each) => ({ ...each, ...each.object, ...wishFor(each, edits, change ?? {}) }));
  const problem = wished.map(({ metadata }) => metadataProblem(metadata)).find((each) => each !== undefined);
  if (problem !== undefined) throw new SpacesError('badArguments', problem);
  return changeEach(
    deps,
    { title: titleOf(deps, objects), objects: wished, isListed: true },
    async (each, signal) => {
      const { facts, headers, metadata } = each;
      if (isSameValues(asValues(headers), asValues(facts.headers)) && isSameValues(metadata, facts.metadata))
        return false;
      await deps.attributes.setHeaders(each.object, { headers, metadata, etag: facts.etag }, signal);
      return true;
    },
  );
}

async function readAll(deps: PropertyDeps, objects: readonly ObjectTarget[]): Promise<readonly Known[]> {
  const title = t('Reading headers');
  const outcome = await withEach(deps, { title, objects }, async (object, signal) => ({
    object,
    facts: await deps.attributes.details(object, signal),
  }));
  assertAllDone(outcome, deps);
  return outcome.results;
}

function ask(deps: PropertyDeps, known: readonly Known[]): Promise<Edits> {
  return editValues(deps.prompts, {
    title: titleOf(
      deps,
      known.map(({ object }) => object),
    ),
    all: known.map(({ facts }) => ({ ...editable(facts.headers), ...prefixed(facts.metadata) })),
    fixed: FIELDS,
    labelOf: (name) => (isField(name) ? HEADER_FIELDS[name] : name.slice(META.length)),
    add: {
      title: t('Add Metadata…'),
      prompt: t('A name and a value: name=value'),
      nameOf: (typed) => META + typed.toLowerCase(),
    },
    problem: (name, value) =>
      isField(name) ? headerProblem(name, value) : metadataEntryProblem(name.slice(META.length), value),
  });
}

function titleOf({ moments }: PropertyDeps, objects: readonly ObjectTarget[]): string {
  const [first] = objects;
  if (objects.length === 1 && first !== undefined) return t('Edit Headers: {0}', plain(first.key, 60));
  return t('Edit Headers of {0} Objects', createFormats(moments.locale).count(objects.length));
}

function wishFor(
  { facts }: Known,
  edits: Edits | undefined,
  { metadata, ...fields }: HeaderChange,
): { readonly headers: ObjectHeaders; readonly metadata: Values } {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  const all =
    edits ??
    new Map([
      ...given.map(([name, value]) => [name, value ?? undefined] as const),
      ...(metadata === undefined ? [] : editsTo(prefixed(facts.metadata), prefixed(lowered(metadata)))),
    ]);
  const fit = [...all].map(([name, value]) => [name, fitValue(name, value)] as const);
  const values = applyEdits({ ...asValues(facts.headers), ...prefixed(facts.metadata) }, new Map(fit));
  const parts = Object.groupBy(Object.entries(values), ([name]) =>
    name.startsWith(META) ? 'metadata' : 'headers',
  );
  return {
    headers: Object.fromEntries(parts.headers ?? []),
    metadata: Object.fromEntries(
      (parts.metadata ?? []).map(([name, value]) => [name.slice(META.length), value]),
    ),
  };
}

function fitValue(name: string, value: string | undefined): string | undefined {
  return value !== undefined && isField(name) ? headerValue(name, value) : value;
}

function assertFit({ metadata, ...fields }: HeaderChange): void {
  const problems = Object.entries(fields).map(([name, value]) =>
    value !== null && value !== undefined && isField(name) ? headerProblem(name, value) : undefined,
  );
  const problem = [...problems, metadataProblem(metadata ?? {})].find((each) => each !== undefined);
  if (problem !== undefined) throw new SpacesError('badArguments', problem);
}

function isField(name: string): name is HeaderField {
  return Object.hasOwn(HEADER_FIELDS, name);
}

function editable(headers: ObjectHeaders): Values {
  return Object.fromEntries(Object.entries(asValues(headers)).filter(([name]) => isField(name)));
}

function asValues(headers: ObjectHeaders): Values {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function prefixed(metadata: Values): Values {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [META + name, value]));
}

/** As a header has it: a server tells no upper case from lower. */
function lowered(metadata: Values): Values {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]));
}
