import { t } from '@vscode/l10n';
import type { SigningTarget } from '../../core/connection.ts';
import { SpacesError } from '../../core/errors.ts';
import { translate } from '../../core/errorTable.ts';
import { plain } from '../../core/plain.ts';
import { ServerFailure } from '../../core/serverFailure.ts';
import type { ObjectTarget } from '../../core/target.ts';
import { credentialsOf, readHead, readSpace, type StoreDeps } from '../client.ts';
import { createSend, type Send } from '../request.ts';
import type { HashBytes } from './digest.ts';

/** An object at the place where its Space is. */
export interface Place {
  readonly send: Send;
  readonly target: SigningTarget;
  readonly space: string;
  readonly key: string;
  readonly signal: AbortSignal;
}

export interface BytesDeps extends StoreDeps {
  /** Absent: WebCrypto's. */
  readonly hashBytes?: HashBytes | undefined;
}

type Work<T> = (place: Place) => Promise<T>;

/** Goes to an object; what fails there is a `SpacesError` of its connection, or `Cancelled`. */
export interface Visits {
  /** Where `fetch` hides an answer's headers: a browser shows those that the Space's CORS rules expose. */
  readonly hidesHeaders: boolean;
  readonly hashBytes: HashBytes | undefined;
  read<T>(object: ObjectTarget, signal: AbortSignal, work: Work<T>): Promise<T>;
  /** For HEAD, whose refusals name no reason. */
  head<T>(object: ObjectTarget, signal: AbortSignal, work: Work<T>): Promise<T>;
  write<T>(object: ObjectTarget, signal: AbortSignal, work: Work<T>): Promise<T>;
}

export function visitor(deps: BytesDeps): Visits {
  const send = createSend({ ...deps, isPatient: true });
  const visit = async <T>(
    { connection, space, key }: ObjectTarget,
    { signal, isHead = false }: { readonly signal: AbortSignal; readonly isHead?: boolean },
    work: Work<T>,
  ): Promise<T> => {
    try {
      const credentials = await credentialsOf(deps, connection);
      const at = { connection, space, credentials, signal, send };
      const act = (target: SigningTarget) => work({ send, target, space, key, signal });
      return await (isHead ? readHead(deps, at, key, act) : readSpace(deps, at, act));
    } catch (error) {
      throw error instanceof SpacesError ? error.about(connection.id) : error;
    }
  };
  return {
    hidesHeaders: !deps.canListSpaces,
    hashBytes: deps.hashBytes,
    read: (object, signal, work) => visit(object, { signal }, work),
    head: (object, signal, work) => visit(object, { signal, isHead: true }, work),
    write: (object, signal, work) =>
      visit(object, { signal }, work).catch((error: unknown) => {
        throw asWrite(error, object.space);
      }),
  };
}

/** The one error table speaks of reading. */
function asWrite(error: unknown, space: string): unknown {
  if (!(error instanceof SpacesError && error.code === 'accessDenied')) return error;
  const { cause, offers, connectionId } = error;
  return new SpacesError(
    'accessDenied',
    t('This access key may not change objects in the Space: {0}', plain(space)),
    { cause, offers, ...(connectionId === undefined ? {} : { connectionId }) },
  );
}

/** Something has that key already. */
export function taken(key: string): SpacesError {
  return new SpacesError('exists', t('There is an object with this key already: {0}', plain(key)));
}

const STATUSES = { BadDigest: 400, NoSuchUpload: 404, PreconditionFailed: 412, NotImplemented: 501 };

/** What a server would have called it that says something else, or nothing. */
export function asIfSaid(code: keyof typeof STATUSES, key: string): SpacesError {
  return translate(new ServerFailure({ status: STATUSES[code], code }), { key });
}
