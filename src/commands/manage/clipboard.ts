import type { Connection } from '../../core/connection.ts';
import type { Place } from '../../core/manage/job.ts';
import type { PrefixTarget } from '../../core/target.ts';
import type { ManageDeps, Outcome } from './deps.ts';
import { type Mode, transferObjects } from './transferObjects.ts';

/** What was cut or copied in this window. Nothing of it goes to the system's clipboard. */
export class ObjectClipboard {
  #places: readonly Place[] = [];
  #mode: Mode = 'copy';
  readonly #changed: (cut: readonly Place[], canPaste: boolean) => void;

  /** @param changed hears what is cut now, and whether there is anything to paste */
  constructor(changed: (cut: readonly Place[], canPaste: boolean) => void) {
    this.#changed = changed;
  }

  get places(): readonly Place[] {
    return this.#places;
  }

  get mode(): Mode {
    return this.#mode;
  }

  set(mode: Mode, places: readonly Place[]): void {
    this.#mode = mode;
    this.#places = places;
    this.#changed(mode === 'move' ? places : [], places.length > 0);
  }
}

interface Pasting {
  readonly to: PrefixTarget;
  readonly isQuiet: boolean;
  /** The connection as it is now: since the cut it may have become read-only, or gone. Throws `unknownConnection`. */
  connectionOf(id: string): Connection;
}

/** What was cut moves here, once; what was copied may be pasted again. */
export async function paste(
  deps: ManageDeps,
  clipboard: ObjectClipboard,
  { connectionOf, ...request }: Pasting,
): Promise<Outcome> {
  const { places, mode } = clipboard;
  const sources = places.map((place) => ({ ...place, connection: connectionOf(place.connection.id) }));
  const outcome = await transferObjects(deps, { sources, mode, ...request });
  if (mode === 'move' && clipboard.places === places) clipboard.set('copy', []);
  return outcome;
}
