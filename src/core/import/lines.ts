/** Sections and their values by name, in the file's order. Maps: a section may be called `__proto__`. */
export type Sections = Map<string, Map<string, string>>;

/** Without a byte order mark, which editors on Windows put in front. */
export function linesOf(text: string): readonly string[] {
  return text.replace(/^\ufeff/, '').split(/\r?\n/);
}

/** A later value takes the place of an earlier one. */
function put(sections: Sections, section: string, [name, value]: readonly [string, string]): void {
  const values = sections.get(section) ?? new Map<string, string>();
  sections.set(section, values.set(name, value));
}

const PREFIXED = /^([\w-]+)\s(["'])?([\w\-@+.%:/]+)\2$/;
const PREFIXES: readonly string[] = ['profile', 'sso-session', 'services'];

/**
 * The AWS tools' own reading of a shared file: comments behind white space, nested values as `s3.endpoint_url`, and
 * `[profile work]` as `profile.work`. A test holds it to `@smithy/core/config`, of which it is the reader without its
 * files. (npm's `ini` cuts a secret at `#`.)
 */
export function readAwsLines(text: string): Sections {
  const sections: Sections = new Map();
  let section: string | undefined;
  let parent: string | undefined;
  for (const line of linesOf(text)) {
    const trimmed = (line.split(/(?:^|\s)[;#]/)[0] ?? '').trim();
    if (trimmed.startsWith('[') && trimmed.endsWith(']')) {
      section = awsSection(trimmed.slice(1, -1));
      parent = undefined;
      continue;
    }
    const at = trimmed.indexOf('=');
    if (!section || at <= 0) continue;
    const name = trimmed.slice(0, at).trim();
    const value = trimmed.slice(at + 1).trim();
    if (value === '') {
      parent = name;
      continue;
    }
    if (line.trimStart() === line) parent = undefined;
    put(sections, section, [parent === undefined ? name : `${parent}.${name}`, value]);
  }
  return sections;
}

/** The AWS CLI also has profiles with spaces in their names (botocore's `configloader.py`). */
const QUOTED = /^profile\s+(["'])([^"']+)\1$/;

function awsSection(name: string): string | undefined {
  const [, , quoted] = QUOTED.exec(name) ?? [];
  if (quoted !== undefined) return `profile.${quoted}`;
  const [, prefix = '', , own = ''] = PREFIXED.exec(name) ?? [];
  if (prefix === '') return name;
  return PREFIXES.includes(prefix) ? `${prefix}.${own}` : undefined;
}

/** s3cmd's: one set of values whatever the sections, comments on lines of their own, quotes around a whole value dropped. */
export function readS3cmdLines(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of linesOf(text)) {
    const [, name = '', raw = ''] = /^\s*(\w+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (name !== '') values.set(name, (/^"(.*)"\s*$/.exec(raw)?.[1] ?? raw).trim());
  }
  return values;
}

/** rclone's (Unknwon/goconfig): the first `=` or `:` parts name and value; a value may stand in backticks or `"""`. */
export function readRcloneLines(text: string): Sections {
  const sections: Sections = new Map();
  let section: string | undefined;
  for (const line of linesOf(text)) {
    const trimmed = line.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue;
    if (trimmed.startsWith('[') && trimmed.endsWith(']')) {
      section = trimmed.slice(1, -1).trim();
      continue;
    }
    const at = trimmed.search(/[=:]/);
    if (section === undefined || at <= 0) continue;
    put(sections, section, [trimmed.slice(0, at).trim(), rcloneValue(trimmed.slice(at + 1).trim())]);
  }
  return sections;
}

function rcloneValue(text: string): string {
  const quote = text.startsWith('`') ? '`' : text.startsWith('"""') && text.length >= 6 ? '"""' : '';
  const end = quote === '' ? 0 : text.lastIndexOf(quote);
  return end > 0 ? text.slice(quote.length, end) : text;
}
