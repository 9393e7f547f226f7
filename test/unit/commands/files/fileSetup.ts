import { type At, type FileDeps, placeAt } from '../../../../src/commands/files/at.ts';
import type { Connection } from '../../../../src/core/connection.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { EmptyFolders } from '../../../../src/core/files/folders.ts';
import { KnownFolders } from '../../../../src/core/files/known.ts';
import { pathOfObject } from '../../../../src/core/files/path.ts';
import type { ObjectSaves } from '../../../../src/core/files/ports.ts';
import { Saves } from '../../../../src/core/files/saves.ts';
import { Rights } from '../../../../src/core/rights.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { setUp } from '../manage/setup.ts';

const signal = new AbortController().signal;

/** The file system over a store in memory; each content has an ETag of its own. */
export function fileSetup(...keys: string[]) {
  const world = setUp(...keys);
  const { store } = world;
  const connections = new Map<string, Connection>([[LOCAL.id, LOCAL]]);
  const bases = new Saves(
    () => 0,
    () => connections.get(LOCAL.id)?.endpoint ?? '',
  );
  const folders = new EmptyFolders();
  const clock = { now: 0 };
  const known = new KnownFolders(() => clock.now);
  const rights = new Rights();
  const contents = new Map<string, Uint8Array>();
  const had: string[] = [];
  let count = 0;

  const put = (key: string, text: string): string => {
    const etag = `w${++count}`;
    const content = new TextEncoder().encode(text);
    contents.set(key, content);
    store.putObject('box', { key, size: content.length, etag });
    return etag;
  };
  const headOf = (key: string) => store.headObject(LOCAL, 'box', key, signal).catch(() => undefined);
  const saves: ObjectSaves = {
    async read({ connection, space, key }) {
      const head = await store.headObject(connection, space, key, signal);
      const content = contents.get(key) ?? new Uint8Array();
      return { facts: { ...head, headers: {}, metadata: {} }, content };
    },
    deleted: () => undefined,
    async save({ key }, content, base) {
      const there = await headOf(key);
      if (base === 'new' && there) throw new SpacesError('exists', `There is ${key}.`);
      if (base !== 'new' && there?.etag !== base.etag) throw new SpacesError('changed', `Changed: ${key}.`);
      return { etag: put(key, new TextDecoder().decode(content)), size: content.length };
    },
  };
  const deps: FileDeps = {
    ...world.deps,
    ...{ connections, bases, folders, known, rights, saves },
    has: ({ key }, etag) => void had.push(`${key} ${etag}`),
  };
  const at = (path: string): At => placeAt(deps, { authority: LOCAL.id, path });
  const atKey = (key: string): At => at(pathOfObject('box', key));
  const text = async (key: string) => {
    const head = await headOf(key);
    return head && new TextDecoder().decode(contents.get(key));
  };
  return {
    ...world,
    deps,
    connections,
    bases,
    folders,
    known,
    clock,
    rights,
    put,
    at,
    atKey,
    text,
    had,
  };
}

export const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);
