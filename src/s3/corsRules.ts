import { t } from '@vscode/l10n';
import type { SigningTarget } from '../core/connection.ts';
import { spaceNameProblem } from '../core/connectionRules.ts';
import type { CorsRule } from '../core/cors.ts';
import { usableCredentials } from '../core/credentials.ts';
import { hostOf } from '../core/endpoint.ts';
import { isCancelled, SpacesError } from '../core/errors.ts';
import { translate } from '../core/errorTable.ts';
import { plain } from '../core/plain.ts';
import type { SpaceRules } from '../core/ports.ts';
import { ServerFailure } from '../core/serverFailure.ts';
import type { SpaceTarget } from '../core/target.ts';
import { readSpace, type StoreDeps } from './client.ts';
import type { Answer } from './exchange.ts';
import { rootOf } from './listing.ts';
import { createSend, isSkewed, type Message, transmit } from './request.ts';

/** A Space as it is reached. */
export interface CorsPlace {
  readonly target: SigningTarget;
  readonly space: string;
  /** The signing moment, by the server's clock. */
  readonly date: Date;
}

/** Sends what the SDK has signed. Throws `ServerFailure` for an answer that is none of 2xx, `notS3` for no rules. */
export type Transmit = (message: Message) => Promise<Answer>;

/** What reads and writes rules: the module `sdk/cors.ts`. */
export interface CorsClient {
  readCors(place: CorsPlace, transmit: Transmit): Promise<readonly CorsRule[]>;
  writeCors(place: CorsPlace, rules: readonly CorsRule[], transmit: Transmit): Promise<void>;
}

/** Reads and writes CORS rules with saved connections, by the SDK, which is loaded with the first use. */
export function createSpaceRules(deps: StoreDeps, load: () => Promise<CorsClient>): SpaceRules {
  const send = createSend(deps);
  const visit = async <T>(
    { connection, space }: SpaceTarget,
    { denied, signal }: { readonly denied: (space: string) => string; readonly signal: AbortSignal },
    work: (client: CorsClient, place: CorsPlace, transmit: Transmit) => Promise<T>,
  ): Promise<T> => {
    const credentials = usableCredentials(await deps.connections.credentials(connection), connection);
    const client = await load();
    const reach = async (target: SigningTarget) => {
      const through = (message: Message) => sent(deps, message, { target, signal });
      const run = (date: Date) => work(client, { target, space, date }, through);
      return byItsClock(deps, target, run).catch((error: unknown) => {
        if (isCancelled(error)) throw error;
        if (isDenied(error)) throw new SpacesError('accessDenied', denied(plain(space)), { cause: error });
        throw translate(error, { host: hostOf(target.endpoint), space, machine: deps.machine });
      });
    };
    try {
      assertFit(space);
      return await readSpace(deps, { connection, space, credentials, signal, send }, reach);
    } catch (error) {
      throw error instanceof SpacesError ? error.about(connection.id) : error;
    }
  };
  return {
    read: (space, signal) =>
      visit(space, { denied: mayNotRead, signal }, async (client, place, through) =>
        client.readCors(place, through).catch(noneYet),
      ),
    write: (space, rules, signal) =>
      visit(space, { denied: mayNotWrite, signal }, (client, place, through) =>
        client.writeCors(place, rules, through),
      ),
  };
}

/** A server may list any name, and the SDK takes an ARN for another Space and loses dots. */
function assertFit(space: string): void {
  const problem = spaceNameProblem(space, 'path');
  if (problem !== undefined) throw new SpacesError('badArguments', problem);
}

const mayNotRead = (space: string) =>
  t('This access key may not read the CORS rules of the Space: {0}', space);
const mayNotWrite = (space: string) =>
  t('This access key may not change the CORS rules of the Space: {0}', space);

function isDenied(error: unknown): boolean {
  return error instanceof ServerFailure && error.facts.code === 'AccessDenied';
}

async function sent(
  deps: StoreDeps,
  message: Message,
  request: { readonly target: SigningTarget; readonly signal: AbortSignal },
): Promise<Answer> {
  const { answer, failure } = await transmit(deps, message, request);
  if (failure) throw failure;
  // The SDK would take a sign-in page for no rules at all.
  if (message.method === 'GET') rootOf(answer, 'CORSConfiguration', request.target);
  return answer;
}

/** Again, once, where the server's refusal told that our clock is wrong. */
async function byItsClock<T>(
  { clock, now }: Pick<StoreDeps, 'clock' | 'now'>,
  target: SigningTarget,
  run: (date: Date) => Promise<T>,
): Promise<T> {
  const offset = clock.get(target.endpoint);
  try {
    return await run(new Date(now() + offset));
  } catch (cause) {
    if (!isSkewed(clock, target, { cause, offset })) throw cause;
    return run(new Date(now() + clock.get(target.endpoint)));
  }
}

function noneYet(error: unknown): readonly CorsRule[] {
  if (error instanceof ServerFailure && error.facts.code === 'NoSuchCORSConfiguration') return [];
  throw error;
}
