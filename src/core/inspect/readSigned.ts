import { type ExamineContext, type Examined, examine } from './examine.ts';
import { readText } from './readText.ts';

/** The signed request that a text holds, and how many more there are. */
export interface ReadSigned {
  readonly first: Examined;
  readonly others: number;
}

/**
 * Reads a signed URL of any kind, an upload command for any shell, a form or its data. Shells read a text differently:
 * the one is taken that finds the fewest faults in it. `undefined`: the text holds nothing that is signed.
 */
export function readSigned(text: string, context: ExamineContext): ReadSigned | undefined {
  const ways = readText(text)
    .map((requests) => requests.flatMap((request) => examine(request, context) ?? []))
    .filter((found) => found.length > 0);
  // Any text with a URL in it holds that URL: only where nothing says more about it.
  const written = ways.filter(([first]) => first?.request.from !== 'url');
  const [best, ...rest] = written.length > 0 ? written : ways;
  if (best === undefined) return undefined;
  const found = rest.reduce((a, b) => (faultsOf(b) < faultsOf(a) ? b : a), best);
  const [first] = found;
  return first && { first, others: found.length - 1 };
}

function faultsOf([first]: readonly Examined[]): number {
  return first?.problems.filter(({ severity }) => severity === 'error').length ?? Number.POSITIVE_INFINITY;
}
