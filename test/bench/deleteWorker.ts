// One measured deletion in a process of its own: counting, deleting and telling, as after the question.
import { deleteObjects } from '../../src/commands/manage/deleteObjects.ts';
import { manageDeps } from '../support/manageDeps.ts';
import { connectionTo } from '../support/realStore.ts';
import type { KeyPair } from '../support/signedFetch.ts';
import { measured, tell } from './measured.ts';

export interface DeletePlan {
  readonly store: { readonly endpoint: string; readonly region: string };
  readonly keys: KeyPair;
  readonly space: string;
  readonly prefix: string;
  readonly count: number;
}

if (process.argv[2] !== undefined) {
  const { store, keys, space, prefix, count } = JSON.parse(process.argv[2]) as DeletePlan;
  const { deps } = manageDeps({ keys });
  const targets = [{ connection: connectionTo(store), space, prefix }];
  tell(
    await measured(async () => {
      const { deleted } = await deleteObjects(deps, { targets, confirmed: true });
      if (deleted !== count) throw new Error(`${deleted} were deleted`);
    }),
  );
}
