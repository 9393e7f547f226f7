/** What manages objects, Spaces and connections, as one file: loaded with its first command. */
import { addressOf } from './s3/address.ts';
import { createObjectAttributes } from './s3/attributes.ts';
import { createObjectBytes } from './s3/bytes.ts';
import type { StoreDeps } from './s3/client.ts';
import { createCopier } from './s3/copy.ts';
import { createDeleter } from './s3/delete.ts';
import { createMayWrite } from './s3/learnRights.ts';
import { createMayDelete } from './s3/mayDelete.ts';
import { createProbe } from './s3/probe.ts';
import { createSpaceControl } from './s3/spaces.ts';
import * as commands from './vscode/commands/objects.ts';
import type { StartDeps } from './vscode/commands/start.ts';

export function createObjects(start: StartDeps, requests: StoreDeps): commands.Objects {
  const bytes = createObjectBytes(requests);
  return commands.createObjects(start, {
    bytes,
    copier: createCopier({ ...requests, bytes, afterwards: start.unfinished.add }),
    attributes: createObjectAttributes(requests),
    deleter: createDeleter(requests),
    probe: createProbe(requests),
    control: createSpaceControl(requests),
    mayWrite: createMayWrite(requests),
    mayDelete: createMayDelete(requests),
    addressOf: (connection, space, key) => {
      const { origin, path } = addressOf(connection, space, key);
      return `${origin}${path}`;
    },
  });
}
