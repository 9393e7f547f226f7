import { typeToSend } from '../../core/contentTypes.ts';
import { defaultFileName } from '../../core/keyRules.ts';
import { FILENAME } from '../../core/policy.ts';
import { shellOf } from '../../core/quoting/shell.ts';
import type { ShellId } from '../../core/settings.ts';
import type { PrefixTarget, SpaceTarget } from '../../core/target.ts';
import { fileNameIn, safeFileName } from '../../core/uploadCommand.ts';
import { checkUploadTerms } from '../../core/uploadRules.ts';
import type { UploadTerms } from '../../core/uploadTerms.ts';

/** One object, or a drop box: any object below the prefix, under the name that its uploader's file has. */
export type UploadPlace = { readonly key: string } | { readonly prefix: string };

/** All that an upload command says but its end. */
export interface UploadDraft {
  readonly target: SpaceTarget;
  readonly place: UploadPlace;
  /** The folder that the person began at: there both kinds of place are possible. */
  readonly base?: PrefixTarget | undefined;
  /** The path as the receiver has it; absent: the key's last segment. */
  readonly file?: string | undefined;
  readonly terms: UploadTerms;
  readonly method: 'post' | 'put';
  /** A page takes its receiver's own files: `file` and `shell` say nothing there. */
  readonly as: 'command' | 'json' | 'page';
  readonly shell: ShellId;
  /** Over several lines, with what answers mean. */
  readonly multiline: boolean;
}

/** The key as the form has it. */
export function keyField(place: UploadPlace): string {
  return 'key' in place ? place.key : place.prefix + FILENAME;
}

/** The key that the local file's default name is taken from; a drop box has none. */
export function namingKey(place: UploadPlace): string {
  return 'key' in place ? place.key : '';
}

/** The file's path in the command, as far as it is known. */
export function filePath({ file, place }: UploadDraft): string {
  return file ?? defaultFileName(namingKey(place));
}

/** The file's name as a form carries it: in a drop box it becomes the object's. */
export function sentName(draft: UploadDraft): string {
  return safeFileName(fileNameIn(filePath(draft), shellOf(draft.shell)));
}

/** Whether the server refuses headers that a presigned request does not bind. */
export function isAws({ connection }: SpaceTarget): boolean {
  return /(?:^|\.)amazonaws\.com(?:\.cn)?$/.test(new URL(connection.endpoint).hostname);
}

/** The content type that is sent with the file. Throws `badArguments` where its name does not fit. */
export function draftType(draft: UploadDraft): string | undefined {
  return typeToSend(draft.terms.contentType, filePath(draft));
}

/** Throws `badArguments` for terms that can't be. */
export function checkDraft(draft: UploadDraft): void {
  checkUploadTerms(draft.terms, {
    method: draft.method,
    isDropBox: 'prefix' in draft.place,
    isAws: isAws(draft.target),
  });
  if (draft.as !== 'page') draftType(draft);
}
