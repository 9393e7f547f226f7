import { t } from '@vscode/l10n';
import type { SigningTarget } from '../core/connection.ts';
import { type CorsRule, corsXml } from '../core/cors.ts';
import { SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import type { SpaceRules } from '../core/ports.ts';
import type { SpaceTarget } from '../core/target.ts';
import { checksummed } from './checksum.ts';
import type { StoreDeps } from './client.ts';
import { codeOf } from './failure.ts';
import { rootOf } from './listing.ts';
import { createSend, type Send } from './request.ts';
import { visitSpace } from './spaceVisits.ts';
import { childrenOf, textOf, type XmlElement } from './xml.ts';

const QUERY = [['cors', '']] as const;

/** Reads and writes the CORS rules of saved connections' Spaces (AWS, "GetBucketCors", "PutBucketCors"). */
export function createSpaceRules(deps: StoreDeps): SpaceRules {
  const send = createSend(deps);
  const visit = <T>(
    at: SpaceTarget,
    { denied, signal }: { readonly denied: (space: string) => string; readonly signal: AbortSignal },
    work: (target: SigningTarget) => Promise<T>,
  ) => {
    const inWords = (error: SpacesError) =>
      error.code === 'accessDenied'
        ? new SpacesError('accessDenied', denied(plain(at.space)), { cause: error.cause })
        : error;
    return visitSpace({ ...deps, send }, at, { signal, inWords }, work);
  };
  return {
    read: (at, signal) =>
      visit(at, { denied: mayNotRead, signal }, (target) =>
        readRules(send, { target, space: at.space, signal }),
      ),
    write: (at, rules, signal) =>
      visit(at, { denied: mayNotWrite, signal }, async (target) => {
        const content = await checksummed(corsXml(...rules));
        await send({ method: 'PUT', target, space: at.space, signal, query: QUERY, ...content });
      }),
  };
}

const mayNotRead = (space: string) =>
  t('This access key may not read the CORS rules of the Space: {0}', space);
const mayNotWrite = (space: string) =>
  t('This access key may not change the CORS rules of the Space: {0}', space);

async function readRules(
  send: Send,
  { target, space, signal }: { target: SigningTarget; space: string; signal: AbortSignal },
): Promise<readonly CorsRule[]> {
  try {
    const answer = await send({ method: 'GET', target, space, signal, query: QUERY });
    return childrenOf(rootOf(answer, 'CORSConfiguration', target), 'CORSRule').map(ruleOf);
  } catch (error) {
    if (codeOf(error) === 'NoSuchCORSConfiguration') return [];
    throw error;
  }
}

function ruleOf(rule: XmlElement): CorsRule {
  const all = (name: string) => childrenOf(rule, name).map(({ text }) => text);
  const maxAge = textOf(rule, 'MaxAgeSeconds');
  return {
    id: textOf(rule, 'ID'),
    origins: all('AllowedOrigin'),
    methods: all('AllowedMethod'),
    headers: all('AllowedHeader'),
    expose: all('ExposeHeader'),
    maxAgeSeconds: maxAge === undefined ? undefined : Number(maxAge),
  };
}
