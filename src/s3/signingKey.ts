import type { Hashing, HmacKey } from '../core/hashing.ts';
import type { KeyScope } from './sign.ts';

/** Derives a signing key (AWS, "Derive a signing key"). */
export async function deriveKey(hashing: Hashing, scope: KeyScope): Promise<HmacKey> {
  let key = await hashing.hmacKey(firstSecret(scope));
  for (const part of derivation(scope)) key = await hashing.hmacKey(await key.digest(part));
  return key;
}

/** Remembers the last derived keys: deriving one costs more than a signature. */
export function rememberKeys<K>(derive: (scope: KeyScope) => K, limit = 16): (scope: KeyScope) => K {
  const keys = new Map<string, K>();
  return (scope) => {
    const name = `${scope.day}\n${scope.region}\n${scope.secretAccessKey}`;
    const known = keys.get(name);
    if (known !== undefined) return known;
    const key = derive(scope);
    keys.set(name, key);
    const [oldest] = keys.keys();
    if (keys.size > limit && oldest !== undefined) keys.delete(oldest);
    return key;
  };
}

function firstSecret({ secretAccessKey }: KeyScope): string {
  return `AWS4${secretAccessKey}`;
}

function derivation({ day, region }: KeyScope): readonly string[] {
  return [day, region, 's3', 'aws4_request'];
}
