import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import type { Base } from '../../core/files/editedFile.ts';
import { writeProblem } from '../../core/keyRules.ts';
import { plain } from '../../core/plain.ts';
import { badKey, refuseReadOnly } from '../share.ts';
import { type At, asKey, type FileDeps, type KeyAt, unending } from './at.ts';
import { nothingAt, whatIsAt } from './lookUp.ts';

export interface WriteOptions {
  /** Where nothing is, something may be made. */
  readonly create: boolean;
  /** What is there may be replaced, as far as it is what the document was made of. */
  readonly overwrite: boolean;
}

/**
 * Writes in the place of what the document was made of, and of nothing else. What is there by then the next stat reports as
 * changed, so that the editor asks what is to become of it.
 */
export async function writeObject(
  deps: FileDeps,
  at: At,
  content: Uint8Array,
  options: WriteOptions,
): Promise<void> {
  const place = asKey(at);
  const { connection, space, key, path } = place;
  assertWritable(place);
  if (!options.create) await assertThere(deps, place);
  const base = options.overwrite ? deps.bases.baseToSave(path) : 'new';
  const written = await save(deps, place, content, base).catch((error: unknown) => {
    throw options.overwrite && isConflict(error) ? refusal(place, base) : error;
  });
  // Else its document is read again, as after any change by somebody else.
  if (deps.bases.wrote(path, written)) deps.has(place, written.etag);
  deps.folders.filled(path);
  deps.listing.touched({ connection, space }, [key]);
}

async function save(
  { saves }: Pick<FileDeps, 'saves'>,
  place: KeyAt,
  content: Uint8Array,
  base: Base,
): ReturnType<FileDeps['saves']['save']> {
  if (base === 'unknown' || base === 'elsewhere') throw refusal(place, base);
  const { connection, space, key } = place;
  return saves.save({ connection, space, key }, content, base, unending());
}

function isConflict(error: unknown): boolean {
  return error instanceof SpacesError && (error.code === 'changed' || error.code === 'exists');
}

function refusal({ key }: KeyAt, base: Base): SpacesError {
  return new SpacesError('changed', refusalWords(base, plain(key)));
}

function refusalWords(base: Base, name: string): string {
  if (base === 'unknown')
    return t('Not saved: it is not known which content of the object this was made of: {0}', name);
  if (base === 'elsewhere')
    return t('Not saved, since its connection has another endpoint now. Use Save As…: {0}', name);
  return t('Not saved, since the object was changed meanwhile: {0}', name);
}

/** Makes a folder that lives in memory until something is in it. */
export function makeFolder({ folders }: Pick<FileDeps, 'folders'>, at: At): void {
  const place = asKey(at);
  assertWritable({ ...place, key: `${place.key}/` });
  folders.add(place.path);
}

/** Throws `readOnly`, and `badKey` for one that no request can name. */
export function assertWritable({ connection, key }: Pick<KeyAt, 'connection' | 'key'>): void {
  refuseReadOnly(connection);
  const problem = writeProblem(key);
  if (problem) throw badKey(problem, key);
}

async function assertThere(deps: Pick<FileDeps, 'spaces' | 'folders'>, at: KeyAt): Promise<void> {
  if ((await whatIsAt(deps, at)).kind === 'file') return;
  throw nothingAt(at);
}
