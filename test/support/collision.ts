/**
 * What of the taken keys stands in the way of a key or chord: the same, one that begins it, or one that it begins.
 * `undefined`: nothing does.
 */
export function collision(key: string, taken: Iterable<string>): string | undefined {
  for (const each of taken) {
    if (each === key || each.startsWith(`${key} `) || key.startsWith(`${each} `)) return each;
  }
  return undefined;
}
