import { FILENAME } from './policy.ts';

/** A form as it was posted. */
export interface PostedForm {
  /** The fields before the file, in their order; what comes behind the file is never read. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** Bytes; absent: the form has no file part. */
  readonly fileSize?: number | undefined;
  /** The file part's name as the server reads it; it stands for `${filename}`. */
  readonly filename?: string | undefined;
}

/** A form's fields as Ceph keeps them: names in any case, the first spelling kept, the last value counts. */
export class FormVariables {
  readonly #entries = new Map<string, { name: string; value: string }>();

  set(name: string, value: string): void {
    const known = this.#entries.get(name.toLowerCase());
    if (known) known.value = value;
    else this.#entries.set(name.toLowerCase(), { name, value });
  }

  get(name: string): string | undefined {
    return this.#entries.get(name.toLowerCase())?.value;
  }

  /** The spellings, in the order of their lower case: Ceph names the first offender in that order. */
  names(): string[] {
    return [...this.#entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { name }]) => name);
  }
}

/**
 * What a policy sees of a form (rgw_rest_s3.cc, RGWPostObj_ObjStore_S3::get_params): the fields as sent; key and
 * content type trimmed, the first `${filename}` in the key replaced; the bucket's real name. `undefined` without a
 * `key` field.
 */
export function readForm(form: PostedForm, bucket: string): FormVariables | undefined {
  const variables = new FormVariables();
  for (const [name, value] of form.fields) variables.set(name, value);
  const key = variables.get('key');
  if (key === undefined) return undefined;
  variables.set('bucket', bucket);
  variables.set(
    'key',
    trim(key).replace(FILENAME, () => form.filename ?? ''),
  );
  const contentType = trim(variables.get('Content-Type') ?? '');
  if (contentType !== '') variables.set('Content-Type', contentType);
  return variables;
}

/** Takes off what C's `isspace` knows, and nothing else: no-break and ideographic spaces stay. */
export function trim(text: string): string {
  return text.replace(/^[\t-\r ]+|[\t-\r ]+$/g, '');
}
