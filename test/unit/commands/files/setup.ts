import type { CompareDeps, Side } from '../../../../src/commands/files/compare.ts';
import type { OpenDeps, OpenObject, Showing } from '../../../../src/commands/files/open.ts';
import type { Connection } from '../../../../src/core/connection.ts';
import type { ObjectVersion } from '../../../../src/core/ports.ts';
import { LOCAL, listingOver } from '../../../support/fakes/listing.ts';
import { FakeNotices } from '../../../support/fakes/notices.ts';
import { FakePrompts } from '../../../support/fakes/prompts.ts';
import { FakeProgress } from '../../../support/fakes/small.ts';

export const MB = 1_048_576;

export const KEPT: Showing = { isKept: true, isBehind: false, isBeside: false };
export const PREVIEW: Showing = { isKept: false, isBehind: true, isBeside: false };

export const object = (key: string, size?: number, space = 'box'): OpenObject => ({
  ...{ connection: LOCAL, space, key },
  ...(size === undefined ? {} : { entry: { size } }),
});

export const version = (
  versionId: string,
  day: number,
  more: Partial<ObjectVersion> = {},
): ObjectVersion => ({
  ...{ versionId, lastModified: Date.UTC(2026, 10, day), size: day, isLatest: false, isDeleted: false },
  ...more,
});

/** The flows of opening and comparing over fakes. */
export function openSetup({
  isBrowser = false,
  connections = [],
}: {
  readonly isBrowser?: boolean;
  readonly connections?: readonly Connection[];
} = {}) {
  const made = listingOver(...connections);
  const shown: string[] = [];
  const downloaded: string[] = [];
  const fakes = { prompts: new FakePrompts(), notices: new FakeNotices(), progress: new FakeProgress() };
  const shared = { ...made, ...fakes, reads: made.store, moments: { locale: 'en', timeZone: 'UTC' } };
  const looks = ({ isKept, isBehind, isBeside }: Showing) =>
    [isKept ? 'kept' : 'preview', isBehind ? 'behind' : '', isBeside ? 'beside' : '']
      .filter(Boolean)
      .join(' ');
  const opening: OpenDeps = {
    ...shared,
    settings: { get: () => 20 as never },
    download: isBrowser ? undefined : ({ key }) => downloaded.push(key),
    async show({ key }, how) {
      shown.push(`${key}: ${looks(how)}`);
      return !key.startsWith('gone');
    },
    close: async ({ key }) => void shown.push(`${key}: closed`),
    showVersion: async ({ version: { key }, facts }, how) =>
      void shown.push(`${key} ${facts.versionId}: ${looks(how)}`),
  };
  const comparing: CompareDeps = {
    ...shared,
    local: isBrowser
      ? undefined
      : async () => ({
          fileSize: async (path) => {
            if (path.includes('gone')) throw new Error('ENOENT');
            return 1;
          },
        }),
    pickFile: async () => '/home/me/b.txt',
    show: async (left, right, title) =>
      void shown.push(`${sideOf(left)} | ${sideOf(right)} | ${title.replace(/\s/gu, ' ')}`),
  };
  return { ...made, ...fakes, opening, comparing, shown, downloaded };
}

function sideOf(side: Side): string {
  if ('file' in side) return side.file;
  if ('facts' in side) return `${side.version.key} ${side.facts.versionId}`;
  return `${side.object.space}/${side.object.key}`;
}
