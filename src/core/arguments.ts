import { t } from '@vscode/l10n';
import { SpacesError } from './errors.ts';
import { isAbsolutePath } from './localPath.ts';
import { plain } from './plain.ts';
import { listed } from './sentences.ts';

/** Reads one argument or throws `badArguments` naming it. */
export type Reader<T> = (value: unknown, name: string) => T;

/** The arguments of a command by name; each may be left out. */
export type Specification = Readonly<Record<string, Reader<unknown>>>;

export type Arguments<S extends Specification> = { readonly [K in keyof S]?: ReturnType<S[K]> | undefined };

/** True for what a caller hands over as arguments; rows of a tree are class instances. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object from another realm (a webview, a task) has another Object.prototype: its own prototype is null.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Reads all arguments. An unknown name and a value of the wrong shape throw `badArguments`. `undefined` is absent. */
export function readArguments<S extends Specification>(
  args: Record<string, unknown>,
  specification: S,
): Arguments<S> {
  const known = Object.keys(specification);
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(args)) {
    const read = known.includes(name) ? specification[name] : undefined;
    if (read === undefined) {
      throw bad(t('Unknown argument "{0}". Known here: {1}.', plain(name, 40), listed(known)));
    }
    if (value !== undefined) result[name] = read(value, name);
  }
  return result as Arguments<S>;
}

/** Text, not empty. */
export const text: Reader<string> = (value, name) => {
  if (typeof value !== 'string') throw bad(t('Argument "{0}" must be text.', name));
  if (value === '') throw bad(t('Argument "{0}" is empty.', name));
  return value;
};

/** A list of texts, none empty, at least one. */
export const texts: Reader<readonly string[]> = (value, name) => {
  if (!Array.isArray(value)) throw bad(t('Argument "{0}" must be a list of texts.', name));
  if (value.length === 0) throw bad(t('Argument "{0}" is an empty list.', name));
  // Not `value.map`, which leaves holes as they are.
  return Array.from(value, (item) => text(item, name));
};

/** A path that means the same wherever one stands: no tool's folder is Spaceport's. */
export const absolutePath: Reader<string> = (value, name) => {
  const path = text(value, name);
  if (isAbsolutePath(path)) return path;
  throw bad(t('Argument "{0}" must be an absolute path: {1}', name, plain(path)));
};

export const absolutePaths: Reader<readonly string[]> = (value, name) =>
  texts(value, name).map((path) => absolutePath(path, name));

export const flag: Reader<boolean> = (value, name) => {
  if (typeof value !== 'boolean') throw bad(t('Argument "{0}" must be true or false.', name));
  return value;
};

/** Texts by their names, which are anybody's. */
export const textByName: Reader<Readonly<Record<string, string>>> = (value, name) => {
  if (!isPlainObject(value)) throw bad(t('Argument "{0}" must be an object with texts.', name));
  const wrong = Object.entries(value).find(([, each]) => typeof each !== 'string');
  if (wrong) throw bad(t('Argument "{0}" must be text.', `${name}.${plain(wrong[0], 40)}`));
  return value as Record<string, string>;
};

/** Arguments of its own. */
export function object<S extends Specification>(specification: S): Reader<Arguments<S>> {
  return (value, name) => {
    if (!isPlainObject(value)) throw bad(t('Argument "{0}" must be an object.', name));
    return readArguments(value, specification);
  };
}

/** A number of seconds or text as typed; its range is checked by `readExpiry`. */
export const duration: Reader<number | string> = (value, name) => {
  if (typeof value !== 'number' && typeof value !== 'string') {
    throw bad(t('Argument "{0}" must be a number of seconds or text like "45m".', name));
  }
  return value;
};

/** One of a closed set of texts. `later` names values of the contract that are not available yet. */
export function oneOf<T extends string>(values: readonly T[], later: readonly string[] = []): Reader<T> {
  return (value, name) => {
    const found = values.find((candidate) => candidate === value);
    if (found !== undefined) return found;
    if (later.some((candidate) => candidate === value)) throw notYet(`${name}: '${String(value)}'`);
    throw bad(t('Argument "{0}" must be one of: {1}.', name, listed(values.map((each) => `'${each}'`))));
  };
}

/** An argument of the contract that is not available yet. */
export const later: Reader<never> = (_value, name) => {
  throw notYet(name);
};

/** The refusal of a part of the contract that comes with a later version. */
function notYet(what: string): SpacesError {
  return new SpacesError('notAvailableYet', t('Not available yet in this version of Spaceport: {0}', what));
}

function bad(message: string): SpacesError {
  return new SpacesError('badArguments', message);
}
