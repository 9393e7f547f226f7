import { t } from '@vscode/l10n';
import type { SigningTarget } from '../core/connection.ts';
import { spaceNameProblem } from '../core/connectionRules.ts';
import { type CorsRule, corsXml } from '../core/cors.ts';
import { usableCredentials } from '../core/credentials.ts';
import { SpacesError } from '../core/errors.ts';
import { plain } from '../core/plain.ts';
import type { SpaceRules } from '../core/ports.ts';
import type { SpaceTarget } from '../core/target.ts';
import { checksummed } from './checksum.ts';
import { readSpace, type StoreDeps } from './client.ts';
import { codeOf } from './failure.ts';
import { rootOf } from './listing.ts';
import { createSend, type Send } from './request.ts';
import { childrenOf, textOf, type XmlElement } from './xml.ts';

const QUERY = [['cors', '']] as const;

/** Reads and writes the CORS rules of saved connections' Spaces (AWS, "GetBucketCors", "PutBucketCors"). */
export function createSpaceRules(deps: StoreDeps): SpaceRules {
  const send = createSend(deps);
  const visit = async <T>(
    { connection, space }: SpaceTarget,
    { denied, signal }: { readonly denied: (space: string) => string; readonly signal: AbortSignal },
    work: (target: SigningTarget) => Promise<T>,
  ): Promise<T> => {
    const credentials = usableCredentials(await deps.connections.credentials(connection), connection);
    try {
      assertFit(space);
      return await readSpace(deps, { connection, space, credentials, signal, send }, work);
    } catch (error) {
      if (!(error instanceof SpacesError)) throw error;
      if (error.code !== 'accessDenied') throw error.about(connection.id);
      throw new SpacesError('accessDenied', denied(plain(space)), { cause: error.cause }).about(
        connection.id,
      );
    }
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

/** A server may list any name; what is written must not go to another Space, or to an object. */
function assertFit(space: string): void {
  const problem = spaceNameProblem(space, 'path');
  if (problem !== undefined) throw new SpacesError('badArguments', problem);
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
