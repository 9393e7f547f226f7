import { t } from '@vscode/l10n';
import type { Connection, Credentials } from '../core/connection.ts';
import { usableCredentials } from '../core/credentials.ts';
import { type Offer, SpacesError } from '../core/errors.ts';
import { type Expiry, secondsFrom, signedEnd } from '../core/expiry.ts';
import type { Pictures } from '../core/formats/links.ts';
import type { Hashing } from '../core/hashing.ts';
import type { NameProblem } from '../core/keyRules.ts';
import type { Ledger } from '../core/ledger.ts';
import { clockWords, type Machine } from '../core/machine.ts';
import { formatMoment, type MomentStyle } from '../core/moments.ts';
import { plain } from '../core/plain.ts';
import type {
  Clipboard,
  ClockOffsets,
  ConnectionStore,
  Files,
  Log,
  Notices,
  Now,
  Progress,
  Settings,
  SpacePlaces,
  Store,
} from '../core/ports.ts';
import { inSentences } from '../core/sentences.ts';
import type { Signer, Witness } from '../core/signing.ts';
import type { LinkProbe, ObjectWriter } from '../core/writes.ts';
import type { AskExpiryDeps } from './askExpiry.ts';

/** What every share flow needs. */
export interface ShareDeps extends AskExpiryDeps {
  readonly store: ConnectionStore;
  readonly signer: Signer;
  /** Loaded on first use. Absent where there is no SDK (the browser host). */
  readonly witness: (() => Promise<Witness>) | undefined;
  readonly clock: ClockOffsets;
  readonly machine: Machine;
  readonly places: SpacePlaces;
  readonly clipboard: Clipboard;
  readonly notices: Notices;
  readonly progress: Progress;
  readonly settings: Settings;
  readonly files: Files;
  readonly pictures: Pictures;
  readonly ledger: Ledger;
  /** Tells key pairs apart in the ledger. */
  readonly hashing: Hashing;
  /** Listings and headers, for what needs the network. */
  readonly reads: Store;
  readonly log: Log;
  readonly probe: LinkProbe;
  readonly writer: ObjectWriter;
  /** False in a browser, where most Spaces let no page read an answer: nothing is asked there unasked. */
  readonly canListSpaces: boolean;
  /** Does it behind the answer: who copied does not wait for words, which cost a first use of `Intl`. */
  soon(work: () => void): void;
}

/** When a share is signed and when it ends, by the server's clock. */
export interface SigningTime {
  readonly date: Date;
  /** Whole seconds. */
  readonly expiresIn: number;
  /** `X-Amz-Date` + `X-Amz-Expires` exactly, by the server's clock. */
  readonly ends: Date;
  /** `ends` as this machine's clock will show it. */
  readonly endsLocally: Date;
  /** As the sender is told: a length ends by this machine's clock, an end that was named is that moment. */
  readonly saidEnd: Date;
  /** An end was named. */
  readonly endsAsNamed: boolean;
  /** A sentence where this machine's clock is off by a minute or more. */
  readonly clockNote: string | undefined;
}

/** The signing moment is now by the server's clock, as last measured: signing itself needs no network. */
export function signingTime(
  deps: Pick<ShareDeps, 'clock' | 'machine'> & { readonly now: Now },
  connection: Connection,
  expiry: Expiry,
): SigningTime {
  const offset = deps.clock.get(connection.endpoint);
  const date = new Date(deps.now() + offset);
  const expiresIn = secondsFrom(expiry, date.getTime());
  const ends = signedEnd(date, expiresIn);
  const endsLocally = new Date(ends.getTime() - offset);
  return {
    date,
    expiresIn,
    ends,
    endsLocally,
    saidEnd: 'at' in expiry ? ends : endsLocally,
    endsAsNamed: 'at' in expiry,
    clockNote: clockWords(deps.machine, offset),
  };
}

/** The key pair to sign with. Throws what `usableCredentials` does. */
export async function credentialsOf(store: ConnectionStore, connection: Connection): Promise<Credentials> {
  return usableCredentials(await store.credentials(connection), connection);
}

/** Loads the witness while a question is open. Where that fails it is told by who asks the witness. */
export function beginWitness({ witness }: Pick<ShareDeps, 'witness'>): Promise<Witness> | undefined {
  const loading = witness?.();
  loading?.catch(() => undefined);
  return loading;
}

/** The end as a message says it; with seconds where it is near. */
export function untilWords(moments: MomentStyle, { saidEnd, expiresIn }: SigningTime): string {
  return formatMoment(saidEnd, moments, { seconds: expiresIn < 900 });
}

/** Throws `readOnly` for a connection that may change nothing. */
export function refuseReadOnly({ readOnly, name }: Connection): void {
  if (readOnly) throw new SpacesError('readOnly', t('This connection is read-only: {0}', plain(name)));
}

/** Why nothing can be made for a key, naming it. */
export function badKey({ message }: NameProblem, key: string, offers: readonly Offer[] = []): SpacesError {
  return new SpacesError('badKey', inSentences(message, t('Object: {0}', plain(key))), { offers });
}
