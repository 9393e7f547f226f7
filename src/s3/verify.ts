import type { Hashing } from '../core/hashing.ts';
import type { SignatureCheck, UrlToCheck } from '../core/inspect/signature.ts';
import { encodeKey } from './encode.ts';
import {
  canonicalHeaders,
  canonicalQuery,
  canonicalRequest,
  type Entry,
  stringToSignHead,
  unsignedPayload,
} from './sign.ts';
import { deriveKey } from './signingKey.ts';

/** Verifies Version 4 signatures by making them again (AWS, "Authenticating requests: using query parameters"). */
export function createSignatureCheck(hashing: Hashing): SignatureCheck {
  const keyFor = (day: string, region: string, secretAccessKey: string) =>
    deriveKey(hashing, { secretAccessKey, day, region });
  return {
    async urlMethod(request, { secretAccessKey }) {
      const { parameters } = request.parts;
      const scope = readScope(valueIn(parameters, 'X-Amz-Credential'));
      const timestamp = valueIn(parameters, 'X-Amz-Date');
      const signature = valueIn(parameters, 'X-Amz-Signature');
      if (scope === undefined || timestamp === undefined) return undefined;
      const key = await keyFor(scope.day, scope.region, secretAccessKey);
      for (const { method, canonical } of candidates(request)) {
        const hash = await hashing.sha256Hex(canonical);
        if ((await key.hexDigest(stringToSignHead(timestamp, scope.region) + hash)) === signature)
          return method;
      }
      return undefined;
    },
    async isPolicySigned(fields, { secretAccessKey }) {
      const scope = readScope(valueIn(fields, 'X-Amz-Credential'));
      const policy = valueIn(fields, 'Policy');
      if (scope === undefined || policy === undefined) return false;
      const key = await keyFor(scope.day, scope.region, secretAccessKey);
      return (await key.hexDigest(policy)) === valueIn(fields, 'X-Amz-Signature');
    },
  };
}

/** Every request that the URL may be for: what is signed and not in it has to be guessed. */
function* candidates({ parts, methods, hosts, headers }: UrlToCheck) {
  const signed = (valueIn(parts.parameters, 'X-Amz-SignedHeaders') ?? 'host').split(';');
  const query = canonicalQuery(parts.parameters.filter(([name]) => name.toLowerCase() !== 'x-amz-signature'));
  const payloadHash = valueIn(parts.parameters, 'X-Amz-Content-Sha256') ?? unsignedPayload;
  for (const method of methods) {
    for (const host of hosts) {
      const sent = [...headers, ['host', host] as const].filter(([name]) =>
        signed.includes(name.toLowerCase()),
      );
      for (const path of pathsOf(parts.path)) {
        const canonical = { method, path, query, headers: canonicalHeaders(sent), payloadHash };
        yield { method, canonical: canonicalRequest(canonical) };
      }
    }
  }
}

/** As it is written, and as S3 wants it encoded: clients leave different characters as they are. */
function pathsOf(path: string): readonly string[] {
  const written = `/${path}`;
  try {
    const encoded = encodeKey(decodeURIComponent(written));
    return encoded === written ? [written] : [written, encoded];
  } catch {
    return [written];
  }
}

function readScope(credential = ''): { day: string; region: string } | undefined {
  const [, day, region] = /\/(\d{8})\/([^/]+)\/s3\/aws4_request$/.exec(credential) ?? [];
  return day === undefined || region === undefined ? undefined : { day, region };
}

function valueIn(entries: readonly Entry[], name: string): string | undefined {
  return entries.find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}
