/** Names and values of one object: its headers, metadata or tags. */
export type Values = Readonly<Record<string, string>>;

/** What is to become of them; `undefined`: it is taken away. What is not named stays as each object has it. */
export type Edits = ReadonlyMap<string, string | undefined>;

/** What several objects have under one name. */
export interface Common {
  readonly name: string;
  /** `undefined`: various, or not all have it. */
  readonly value: string | undefined;
}

/** Every name that one of them has, in the order of the first to have it. */
export function commonOf(all: readonly Values[]): readonly Common[] {
  const names = new Set(all.flatMap((values) => Object.keys(values)));
  return [...names].map((name) => {
    const first = ownValue(all[0], name);
    return { name, value: all.every((values) => ownValue(values, name) === first) ? first : undefined };
  });
}

/** Only what is its own: a name may be `constructor`. */
function ownValue(values: Values | undefined, name: string): string | undefined {
  return values !== undefined && Object.hasOwn(values, name) ? values[name] : undefined;
}

export function applyEdits(values: Values, edits: Edits): Values {
  const all = new Map([...Object.entries(values), ...edits]);
  return Object.fromEntries([...all].filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** The edits that leave exactly these. */
export function editsTo(values: Values, wanted: Values): Edits {
  return new Map([
    ...Object.keys(values).map((name) => [name, undefined] as const),
    ...Object.entries(wanted),
  ]);
}

export function isSameValues(a: Values, b: Values): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => ownValue(a, name) === ownValue(b, name))
  );
}
