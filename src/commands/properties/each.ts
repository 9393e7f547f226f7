import { t } from '@vscode/l10n';
import { Cancelled, type ErrorCode, SpacesError } from '../../core/errors.ts';
import { createFormats } from '../../core/format.ts';
import { plain } from '../../core/plain.ts';
import { inSentences, listedUpTo } from '../../core/sentences.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { gatherObjects, isPrefix } from '../links/gather.ts';
import { namesOf } from '../placeWords.ts';
import { refuseReadOnly } from '../share.ts';
import { touchAll } from '../touchAll.ts';
import type { PropertyDeps, Target } from './deps.ts';

/** So many at once: each is another object, and a store takes that well. */
const AT_ONCE = 8;
const MOST_NAMED = 3;

/**
 * The objects that a change is for. What is below folders is counted first and asked for once with the count, unless
 * `confirmed`. Throws `readOnly`, what a listing throws, `Cancelled`.
 */
export async function objectsToChange(
  deps: PropertyDeps,
  targets: readonly Target[],
  { title, confirmed }: { readonly title: string; readonly confirmed?: boolean | undefined },
): Promise<readonly ObjectTarget[]> {
  for (const { connection } of targets) refuseReadOnly(connection);
  const { objects } = await gatherObjects(deps, targets);
  if (targets.some(isPrefix) && confirmed !== true) {
    const { count } = createFormats(deps.moments.locale);
    const where = namesOf(targets.filter(isPrefix));
    await deps.notices.confirm(
      t('{0}: change all objects below {1}? Objects: {2}', title, where, count(objects.length)),
      { action: t('Continue') },
    );
  }
  return objects;
}

export interface Failure {
  readonly object: ObjectTarget;
  readonly error: SpacesError;
}

/** What became of each of several objects; those that failed are told by name. */
export interface Outcome<T> {
  readonly results: readonly T[];
  readonly failures: readonly Failure[];
}

/** What is wrong with all of them, and not with one: the others are not tried. */
const CONCERNS_ALL: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...([
    'noCredentials',
    'noCredentialsHere',
    'credentialsForOtherEndpoint',
    'wrongKey',
    'wrongSecret',
  ] as const),
  ...([
    'expiredToken',
    'clockSkew',
    'noSuchSpace',
    'unknownHost',
    'refused',
    'tls',
    'timeout',
    'network',
  ] as const),
]);

/**
 * Does something with each object, several at once, with progress. One that fails does not stop the others; what concerns
 * all of them does, and is thrown. `Cancelled` at once where the person cancels: what was begun goes to its end.
 */
export async function withEach<O extends ObjectTarget, T>(
  deps: Pick<PropertyDeps, 'progress' | 'moments'>,
  { title, objects }: { readonly title: string; readonly objects: readonly O[] },
  act: (object: O, signal: AbortSignal) => Promise<T>,
): Promise<Outcome<T>> {
  const { count } = createFormats(deps.moments.locale);
  const results: T[] = [];
  const failures: Failure[] = [];
  const waiting = objects.values();
  let isStopped = false;
  const attempt = async (object: O, signal: AbortSignal) => {
    try {
      results.push(await act(object, signal));
    } catch (error) {
      if (isOneFailure(error)) return void failures.push({ object, error });
      isStopped = true;
      throw error;
    }
  };
  await deps.progress.run(title, async (signal, report) => {
    const worker = async () => {
      for (const object of waiting) {
        if (signal.aborted) throw new Cancelled();
        if (isStopped) return;
        await attempt(object, signal);
        report(t('{0} of {1}', count(results.length + failures.length), count(objects.length)));
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, objects.length) }, worker));
  });
  return { results, failures };
}

function isOneFailure(error: unknown): error is SpacesError {
  return error instanceof SpacesError && !CONCERNS_ALL.has(error.code);
}

/** Throws where something failed: the error itself of a single object, else how many, and the first of them by name. */
export function assertAllDone(
  { results, failures }: Outcome<unknown>,
  { moments }: Pick<PropertyDeps, 'moments'>,
): void {
  // Something that was lost is told before what merely stayed as it was.
  const first = failures.find(({ error }) => error.code === 'someFailed') ?? failures[0];
  if (first === undefined) return;
  if (results.length === 0 && failures.length === 1) throw first.error;
  const { count } = createFormats(moments.locale);
  const named = listedUpTo(MOST_NAMED, failures, ({ object }) => plain(object.key, 40));
  throw new SpacesError(
    'someFailed',
    inSentences(
      t('Done: {0}. Failed: {1}. {2}', count(results.length), count(failures.length), named),
      first.error.message,
    ),
    { cause: first.error },
  );
}

/**
 * Changes each object; `act` tells whether there was anything to change. Tells who shows them, also where it was
 * cancelled. `isListed`: what is changed stands in listings, too. @returns how many are now as wished
 */
export async function changeEach<O extends ObjectTarget>(
  deps: PropertyDeps,
  work: { readonly title: string; readonly objects: readonly O[]; readonly isListed?: boolean },
  act: (object: O, signal: AbortSignal) => Promise<boolean>,
): Promise<{ readonly count: number }> {
  const changed: ObjectTarget[] = [];
  let isOver = false;
  const tell = () => {
    const told = changed.splice(0);
    if (work.isListed) touchAll(deps.listing, told);
    else if (told.length > 0) deps.changed(told);
  };
  try {
    const outcome = await withEach(deps, work, async (object, signal) => {
      // One that failed may have got half-way.
      let isTouched = true;
      try {
        isTouched = await act(object, signal);
      } finally {
        if (isTouched) changed.push(object);
        // Cancelled meanwhile: nobody waits for this one any more.
        if (isOver) tell();
      }
    });
    assertAllDone(outcome, deps);
    return { count: outcome.results.length };
  } finally {
    isOver = true;
    tell();
  }
}
