/** Spaces as a file system, and what opens and finds in them, as one file: loaded with the first of its commands or paths. */
import { uploadWishes } from './commands/transfers/uploadWishes.ts';
import type { StoreDeps } from './s3/client.ts';
import { createObjectSaves } from './s3/save.ts';
import * as commands from './vscode/commands/files.ts';
import type { ObjectsDeps } from './vscode/commands/objects.ts';

export function createFiles(objects: ObjectsDeps, requests: StoreDeps): commands.Files {
  return commands.createFiles(objects, {
    saves: createObjectSaves({ ...requests, wishes: () => uploadWishes(objects.settings) }),
  });
}
