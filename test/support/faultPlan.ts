import { createHash } from 'node:crypto';

/** A request on its way through the fault proxy. */
export interface Passing {
  readonly method: string;
  /** Encoded, with its query. */
  readonly url: string;
  /** 1 for the first request of all. */
  readonly index: number;
  /** 1 for the first of its kind: see `kindOf`. */
  readonly occurrence: number;
}

/**
 * `cutRequest`: the connection is reset once so much of the request's body has come; the store gets no whole request.
 * `cutAnswer`: the store did what was asked; the connection is reset after so much of its answer's body, with
 * `at: 0` or where it has none before its headers, so that nobody knows. `truncateAnswer`: the body ends early as if it were whole.
 * `corruptRequest`, `corruptAnswer`: one byte of the body is another. `delay`: comes later, by `ms`. `hang`: no answer.
 * `status`: an S3 error instead of the store, which hears nothing. `statusAfter`: the same, but the store did it.
 */
export type ProxyFault =
  | {
      readonly kind: 'cutRequest' | 'cutAnswer' | 'truncateAnswer' | 'corruptRequest' | 'corruptAnswer';
      readonly at: number;
    }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'hang' }
  | {
      readonly kind: 'status' | 'statusAfter';
      readonly status: number;
      readonly code: string;
      readonly headers?: Readonly<Record<string, string>>;
    };

export type FaultKind = ProxyFault['kind'];

/** Which fault a request meets, if any. */
export type FaultPlan = (request: Passing) => ProxyFault | undefined;

export interface SeededPlan {
  readonly seed: number;
  /** Of a hundred requests so many meet a fault. Default 20. */
  readonly percent?: number;
  /** Of those of one kind, no more than so many; default 2, so that who tries again gets through. */
  readonly times?: number;
  /** Default: all but `hang`, `truncateAnswer`, `corruptAnswer` and refusals (`403`). */
  readonly kinds?: readonly (FaultKind | '403')[];
  /** For a `delay`, milliseconds. Default 30. */
  readonly longestDelay?: number;
}

const passing: readonly FaultKind[] = [
  ...(['cutRequest', 'cutAnswer', 'corruptRequest', 'delay', 'status', 'statusAfter'] as const),
];

const errors = [
  { status: 503, code: 'SlowDown' },
  { status: 500, code: 'InternalError' },
  { status: 503, code: 'ServiceUnavailable' },
] as const;

/**
 * Faults by a seed. They hang on what is asked for and how often it was, not on the order in which requests arrive: so
 * requests that run side by side meet the same each time.
 */
export function seededPlan({
  seed,
  percent = 20,
  times = 2,
  kinds = passing,
  longestDelay = 30,
}: SeededPlan): FaultPlan {
  const met = new Map<string, number>();
  return (request) => {
    const kind = kindOf(request);
    const dice = diceOf(`${seed} ${kind} ${request.occurrence}`);
    const before = met.get(kind) ?? 0;
    if (dice() * 100 >= percent || before >= times) return undefined;
    met.set(kind, before + 1);
    return faultOf(kinds[Math.floor(dice() * kinds.length)] ?? 'delay', dice, longestDelay);
  };
}

function faultOf(kind: FaultKind | '403', dice: () => number, longestDelay: number): ProxyFault {
  switch (kind) {
    case '403':
      return { kind: 'status', status: 403, code: 'AccessDenied' };
    case 'status':
    case 'statusAfter':
      return { kind, ...(errors[Math.floor(dice() * errors.length)] ?? errors[0]) };
    case 'delay':
      return { kind, ms: Math.ceil(dice() * longestDelay) };
    case 'hang':
      return { kind };
    default:
      // Often at once, else anywhere: as a part of the body's length.
      return { kind, at: dice() < 0.3 ? 0 : dice() };
  }
}

/** The request with this number alone, 1 for the first. */
export function atRequest(index: number, fault: ProxyFault): FaultPlan {
  return (request) => (request.index === index ? fault : undefined);
}

/** What is the same in each run: the Space's name, upload ids, versions and markers are not. */
export function kindOf({ method, url }: Pick<Passing, 'method' | 'url'>): string {
  const { pathname, searchParams } = new URL(url, 'http://proxy');
  const key = pathname.split('/').slice(2).join('/');
  const names = [...searchParams].map(([name, value]) =>
    /^(uploadId|versionId|.*marker|continuation-token)$/.test(name) ? name : `${name}=${value}`,
  );
  return `${method} ${key}?${names.sort().join('&')}`;
}

/** Numbers from 0 up to 1 that a text decides. */
function diceOf(text: string): () => number {
  const bytes = createHash('sha256').update(text).digest();
  let at = 0;
  return () => bytes.readUInt32LE(4 * (at++ % 8)) / 2 ** 32;
}
