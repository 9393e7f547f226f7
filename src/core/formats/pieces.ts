/** A text in pieces, one a link or smaller, made as they are asked for: ten thousand links are no work for one go. */
export type Pieces = Iterable<string>;

/** A piece for each, with what stands between two of them. */
export function* eachOf<T>(
  items: readonly T[],
  piece: (item: T) => string,
  between = '\n',
): Generator<string> {
  for (const [index, item] of items.entries()) yield index === 0 ? piece(item) : between + piece(item);
}
