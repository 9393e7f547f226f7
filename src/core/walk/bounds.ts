import type { ListPage } from '../ports.ts';
import type { Ahead } from './guess.ts';
import { compareKeys, endOf } from './keyOrder.ts';

/**
 * The folder right below the level that a page lies in wholly, so that it tells nothing of its neighbours; absent where
 * there is none.
 */
export function folderAround({ last, level, sample }: Ahead): string | undefined {
  const slash = last.indexOf('/', level.length);
  const folder = last.slice(0, slash + 1);
  return slash >= 0 && last.startsWith(level) && sample.first.startsWith(folder) ? folder : undefined;
}

/** The names of a page with a delimiter that are behind a text, in order. */
export function namesBehind(text: string, { prefixes, objects }: ListPage): readonly string[] {
  const names = [...prefixes, ...objects.map(({ key }) => key)];
  return names.filter((name) => compareKeys(name, text) > 0).sort(compareKeys);
}

/** Up to so many of the places between a folder and the names behind it, evenly. */
export function boundsBetween(folder: string, names: readonly string[], count: number): readonly string[] {
  const between = [folder, ...names.slice(0, -1)];
  const step = Math.max(1, between.length / (count + 1));
  const bounds: string[] = [];
  for (let at = step; bounds.length < Math.min(count, between.length); at += step)
    bounds.push(endOf(between[Math.min(Math.round(at), between.length) - 1] ?? folder));
  return bounds;
}
