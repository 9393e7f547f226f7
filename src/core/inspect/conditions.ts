import type { ParsedPolicy } from '../policyParse.ts';

/** What a policy demands, in the words of the form. */
export type Condition =
  | { readonly how: 'is' | 'beginsWith'; readonly name: string; readonly value: string }
  | { readonly how: 'anything'; readonly name: string }
  /** Bytes, both ends included; `max` may be infinite. */
  | { readonly how: 'size'; readonly min: number; readonly max: number };

/** Those of the signature itself and of the place, which are told apart from what is allowed. */
const OWN =
  /^(?:bucket|policy|awsaccesskeyid|signature|x-amz-(?:algorithm|credential|date|signature|security-token))$/i;

/** The conditions on an upload, in the policy's order, the size last. */
export function conditionsOf({ checks, comparisons, min, max }: ParsedPolicy): readonly Condition[] {
  const exact = checks.map(([name, value]): Condition => ({ how: 'is', name, value }));
  const compared = comparisons.map(({ operator, first, second }): Condition => {
    const name = first.replace(/^\$/, '');
    if (operator === 'eq') return { how: 'is', name, value: second };
    return second === '' ? { how: 'anything', name } : { how: 'beginsWith', name, value: second };
  });
  const hasSize = min > 0 || Number.isFinite(max);
  return [
    ...[...exact, ...compared].filter((each) => !('name' in each) || !OWN.test(each.name)),
    ...(hasSize ? [{ how: 'size' as const, min, max }] : []),
  ];
}
