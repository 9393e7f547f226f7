import type { ManageDeps } from '../../../../src/commands/manage/deps.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import type { ObjectCopier } from '../../../../src/core/manage/copier.ts';
import type { ObjectDeleter } from '../../../../src/core/manage/deleter.ts';
import type { Versioning } from '../../../../src/core/spaces.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { FakeNotices } from '../../../support/fakes/notices.ts';
import { FakePrompts } from '../../../support/fakes/prompts.ts';
import { FakeProgress } from '../../../support/fakes/small.ts';
import { FakeStore } from '../../../support/fakes/store.ts';

export const OTHER = { ...LOCAL, id: 'bbbbbbbbbb', name: 'Other', endpoint: 'http://127.0.0.1:9001' };

export const at = (key: string, space = 'box', connection = LOCAL) => ({ connection, space, key });
export const below = (prefix: string, space = 'box', connection = LOCAL) => ({ connection, space, prefix });

/** The flows over a store in memory whose copies and deletions fail where a test says so. */
export function setUp(...keys: string[]) {
  const store = new FakeStore().put('box', ...keys).put('other');
  const refused = { copy: new Set<string>(), remove: new Set<string>() };
  const done: string[] = [];
  const touched: string[] = [];
  const moved: string[] = [];
  const revealed: string[] = [];
  const world = { versioning: 'never' as Versioning };
  const copier: ObjectCopier = {
    async copy(source, to, { isNew }) {
      if (refused.copy.has(source.key)) throw new SpacesError('accessDenied', `No ${source.key}.`);
      done.push(`copy ${source.key} ${to.key}${isNew ? '' : ' over'}`);
      store.putObject(to.space, { key: to.key, size: source.size, etag: source.etag });
      return { source, to, etag: source.etag };
    },
  };
  const deleter: ObjectDeleter = {
    async remove({ space }, doomed, { onRemoved }) {
      for (const each of doomed) {
        const { key, versionId } = each;
        if (refused.remove.has(key)) {
          const error = new SpacesError('accessDenied', `No ${key}.`);
          onRemoved({ deleted: [], markers: [], failed: [{ ...each, error }] });
          continue;
        }
        done.push(`delete ${key}${versionId === undefined ? '' : ` ${versionId}`}`);
        store.take(space, key);
        const isMarked = world.versioning === 'enabled' && versionId === undefined;
        onRemoved({ deleted: [each], markers: isMarked ? [{ key, versionId: 'm' }] : [], failed: [] });
      }
    },
  };
  const notices = new FakeNotices();
  const prompts = new FakePrompts();
  const progress = new FakeProgress();
  const deps: ManageDeps = {
    listing: {
      touched: (_space, all) => void touched.push(...all),
      moved: (from, to) => void moved.push(`${from.key} > ${to.key}`),
    },
    ...{ spaces: store, copier, deleter, notices, prompts, progress },
    moments: { locale: 'en-GB', timeZone: 'UTC' },
    now: () => Date.UTC(2026, 10, 24),
    control: { versioning: async () => world.versioning },
    bytes: {
      async write({ space, key }) {
        done.push(`write ${key}`);
        store.put(space, key);
        return { etag: 'e' };
      },
    },
    reveal: async (target) => void revealed.push('key' in target ? target.key : target.prefix),
  };
  return { deps, store, notices, prompts, progress, refused, done, touched, moved, revealed, world };
}
