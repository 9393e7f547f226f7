import type { Connection } from '../../core/connection.ts';
import { folderOfKey, parentOfFolder } from '../../core/listingPath.ts';
import type { ObjectEntry } from '../../core/ports.ts';
import type { ObjectTarget, PrefixTarget, SpaceTarget } from '../../core/target.ts';

/** A connection, at the top of the tree. */
export class ConnectionRow {
  readonly kind = 'connection';
  readonly connection: Connection;
  constructor(connection: Connection) {
    this.connection = connection;
  }
}

/** A Space; as a target everything in it. */
export class SpaceRow implements PrefixTarget {
  readonly kind = 'space';
  readonly connection: Connection;
  readonly space: string;
  readonly prefix = '';
  constructor({ connection, space }: SpaceTarget) {
    this.connection = connection;
    this.space = space;
  }
}

/** A common prefix. */
export class FolderRow implements PrefixTarget {
  readonly kind = 'folder';
  readonly connection: Connection;
  readonly space: string;
  /** Whole, with its trailing slash. */
  readonly prefix: string;
  /** The prefix of the folder or Space that shows it: not always its parent, where a filter holds a slash. */
  readonly parent: string;
  constructor({ connection, space, prefix }: PrefixTarget, parent = parentOfFolder(prefix)) {
    this.connection = connection;
    this.space = space;
    this.prefix = prefix;
    this.parent = parent;
  }
}

/** An object. */
export class ObjectRow implements ObjectTarget {
  readonly kind = 'object';
  readonly connection: Connection;
  readonly space: string;
  readonly key: string;
  readonly entry: ObjectEntry;
  /** The prefix of the folder or Space that shows it. */
  readonly parent: string;
  constructor({ connection, space }: SpaceTarget, entry: ObjectEntry, parent = folderOfKey(entry.key)) {
    this.connection = connection;
    this.space = space;
    this.key = entry.key;
    this.entry = entry;
    this.parent = parent;
  }
}

/** The end of a page: more follows in this folder or Space. */
export class MoreRow implements PrefixTarget {
  readonly kind = 'more';
  readonly connection: Connection;
  readonly space: string;
  readonly prefix: string;
  /** Entries loaded so far. */
  readonly loaded: number;
  constructor({ connection, space, prefix }: PrefixTarget, loaded: number) {
    this.connection = connection;
    this.space = space;
    this.prefix = prefix;
    this.loaded = loaded;
  }
}

/** Where nothing is: says so. Without a Space it stands for a connection that has none. */
export class EmptyRow {
  readonly kind = 'empty';
  readonly connection: Connection;
  readonly space: string | undefined;
  readonly prefix: string;
  readonly filter: string;
  constructor(place: Place, filter = '') {
    this.connection = place.connection;
    this.space = place.space;
    this.prefix = place.prefix ?? '';
    this.filter = filter;
  }
}

/** A listing that failed, and why. Without a Space it is the connection's list of Spaces. */
export class ErrorRow {
  readonly kind = 'error';
  readonly connection: Connection;
  readonly space: string | undefined;
  readonly prefix: string;
  readonly error: Error;
  constructor(place: Place, error: Error) {
    this.connection = place.connection;
    this.space = place.space;
    this.prefix = place.prefix ?? '';
    this.error = error;
  }
}

/** A connection, or a folder or Space in it. */
export interface Place {
  readonly connection: Connection;
  readonly space?: string | undefined;
  readonly prefix?: string | undefined;
}

/** Rows that hold others. */
export type ContainerRow = ConnectionRow | SpaceRow | FolderRow;
/** Rows that say something of the container that shows them. */
export type NoteRow = MoreRow | EmptyRow | ErrorRow;
export type Row = ContainerRow | ObjectRow | NoteRow;

export function isRow(value: unknown): value is Row {
  return (
    value instanceof ConnectionRow ||
    value instanceof SpaceRow ||
    value instanceof FolderRow ||
    value instanceof ObjectRow ||
    value instanceof MoreRow ||
    value instanceof EmptyRow ||
    value instanceof ErrorRow
  );
}

/** What a row names in the store: one object, or a prefix (`''` for a Space). `undefined` for all other rows. */
export function targetOf(row: Row): ObjectTarget | PrefixTarget | undefined {
  const { connection } = row;
  if (row instanceof ObjectRow) return { connection, space: row.space, key: row.key };
  if (row instanceof SpaceRow || row instanceof FolderRow) {
    return { connection, space: row.space, prefix: row.prefix };
  }
  return undefined;
}

/** The folder or Space that a row is or stands in. `undefined` for connections and what stands directly in one. */
export function folderOf(row: Row): PrefixTarget | undefined {
  if (row instanceof ConnectionRow || row.space === undefined) return undefined;
  const prefix = row instanceof ObjectRow ? row.parent : row.prefix;
  return { connection: row.connection, space: row.space, prefix };
}

/** The id of the row that shows an object, a folder or a Space. */
export function idOfTarget(target: ObjectTarget | PrefixTarget): string {
  const { connection, space } = target;
  if ('key' in target) return JSON.stringify(['object', connection.id, space, target.key]);
  return idOf(target.prefix === '' ? new SpaceRow(target) : new FolderRow(target));
}

/** Unique in the tree, and different for different rows: names are quoted, so no two can run together. */
export function idOf(row: Row): string {
  if (row instanceof ConnectionRow) return JSON.stringify([row.kind, row.connection.id]);
  const name = row instanceof ObjectRow ? row.key : row.prefix;
  return JSON.stringify([row.kind, row.connection.id, row.space ?? null, name]);
}
