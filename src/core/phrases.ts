/** A moment that a phrase means ("Friday noon"), in milliseconds; `undefined` where it means none. */
export function readPhrase(_text: string, _now: Date): number | undefined {
  return undefined;
}
