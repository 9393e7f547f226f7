import type { VersionsDeps } from '../../../../src/commands/properties/versions.ts';
import type { Doomed } from '../../../../src/core/manage/deleter.ts';
import type { VersionTarget } from '../../../../src/core/objects.ts';
import type { ObjectTarget } from '../../../../src/core/target.ts';
import { FakeAttributes } from '../../../support/fakes/attributes.ts';
import { folder, LOCAL, listingOver } from '../../../support/fakes/listing.ts';
import { FakeNotices } from '../../../support/fakes/notices.ts';
import { FakePrompts } from '../../../support/fakes/prompts.ts';
import { FakeProgress } from '../../../support/fakes/small.ts';

export const at = (key: string): ObjectTarget => ({ connection: LOCAL, space: 'box', key });
export const below = folder;

/** The flows of properties over fakes, with objects in the Space `box`. */
export function propertySetup() {
  const { store: reads, listing } = listingOver();
  const attributes = new FakeAttributes();
  const fakes = {
    attributes,
    reads,
    listing,
    prompts: new FakePrompts(),
    notices: new FakeNotices(),
    progress: new FakeProgress(),
  };
  const changed: string[] = [];
  const touched: string[] = [];
  listing.onDidTouch((touch) => 'keys' in touch && touched.push(...touch.keys));
  const acts: string[] = [];
  const removed: Doomed[] = [];
  const act = (what: string) => async (target: VersionTarget) => {
    acts.push(`${what} ${target.key} ${target.versionId}`);
  };
  const deps: VersionsDeps & typeof fakes = {
    ...fakes,
    moments: { locale: 'en', timeZone: 'UTC' },
    now: () => Date.UTC(2026, 10, 24),
    changed: (objects) => changed.push(...objects.map(({ key }) => key)),
    deleter: {
      async remove(_space, doomed, { onRemoved }) {
        removed.push(...doomed);
        onRemoved({ deleted: doomed, markers: [], failed: [] });
      },
    },
    control: { versioning: async () => 'enabled' },
    canChange: true,
    open: act('open'),
    share: act('share'),
    download: act('download'),
  };
  const put = (key: string, kept: Parameters<FakeAttributes['put']>[1] = {}) => {
    reads.put('box', key);
    attributes.put(key, kept);
  };
  return { ...fakes, deps, put, changed, touched, acts, removed };
}
