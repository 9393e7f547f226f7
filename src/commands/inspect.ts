import { t } from '@vscode/l10n';
import { answerOf } from '../core/answer.ts';
import type { Connection } from '../core/connection.ts';
import { SpacesError } from '../core/errors.ts';
import type { Formats } from '../core/format.ts';
import { type Again, againOf } from '../core/inspect/again.ts';
import {
  describeConditions,
  describeTimes,
  describeWhat,
  type Fact,
  kindWords,
  timeLeftWords,
} from '../core/inspect/describe.ts';
import type { Examined } from '../core/inspect/examine.ts';
import { isDropBox } from '../core/inspect/examineForm.ts';
import type { Problem } from '../core/inspect/problems.ts';
import { readSigned } from '../core/inspect/readSigned.ts';
import type { SignatureCheck } from '../core/inspect/signature.ts';
import { timeProblems } from '../core/inspect/times.ts';
import type { Machine } from '../core/machine.ts';
import type { MomentStyle } from '../core/moments.ts';
import type { Clipboard, ClockOffsets, ConnectionStore, Now, Prompts } from '../core/ports.ts';
import type { ObjectTarget } from '../core/target.ts';
import { checkSignature, type Verdict, verdictProblems, verdictWords } from './inspectSignature.ts';

export interface InspectDeps {
  readonly store: ConnectionStore;
  readonly clipboard: Pick<Clipboard, 'read'>;
  readonly prompts: Prompts;
  readonly clock: ClockOffsets;
  readonly machine: Machine;
  readonly now: Now;
  readonly moments: MomentStyle;
  readonly formats: Formats;
  readonly signatures: SignatureCheck;
  /** What is selected in the active editor; `''`: nothing. */
  selectedText(): string;
  /** In a tab of its own, which is the same for all. */
  show(inspection: Inspection): void;
}

/** What a person is shown; nothing of it is secret. */
export interface Inspection {
  readonly kind: string;
  /** The object's key as it is; `undefined`: it names none. */
  readonly key: string | undefined;
  readonly facts: readonly Fact[];
  /** What an upload form's policy demands. */
  readonly conditions: readonly Fact[];
  /** The worst first. */
  readonly problems: readonly Problem[];
  /** How many more signed requests the text holds. */
  readonly others: number;
  /** In words, at each moment; `undefined`: it does not say when it ends. */
  timeLeft(): string | undefined;
  hasEnded(): boolean;
  /** Where it is in a connection of ours, for Reveal. */
  readonly object: ObjectTarget | undefined;
  readonly again: Again | undefined;
}

/** What a caller gets: never a signature, a policy or a key. */
export interface Inspected {
  readonly kind: Examined['kind'];
  readonly method: string;
  readonly host: string;
  readonly space?: string | undefined;
  readonly key?: string | undefined;
  readonly accessKeyId?: string | undefined;
  /** ISO 8601, UTC, by the clock of whoever signed. */
  readonly made?: string | undefined;
  readonly expiresAt?: string | undefined;
  readonly ended?: boolean | undefined;
  readonly problems: readonly Problem[];
}

/**
 * Tells all about a signed URL or an upload command: `text`, else what is on the clipboard, else what is selected, else
 * it asks. Sends nothing, keeps nothing. Throws `badArguments` for a text that is neither, `Cancelled`.
 */
export async function inspect(deps: InspectDeps, text?: string): Promise<Inspected> {
  const connections = deps.store.list();
  const written = text ?? (await findText(deps, connections));
  const read = readSigned(written, { connections });
  if (read === undefined) throw unreadable();
  const verdict = await checkSignature(deps, read.first);
  const { others } = read;
  const first = withMethod(read.first, verdict);
  const [own] = first.ours;
  const offset = own === undefined ? 0 : deps.clock.get(own.connection.endpoint);
  const now = () => deps.now() + offset;
  const problems = [
    ...first.problems,
    ...verdictProblems(verdict, read.first),
    ...timeProblems(first, { now: now(), offset, machine: deps.machine }),
  ];
  const inspection = { examined: first, others, problems, verdict };
  deps.show(inspectionOf(deps, inspection, { offset, now }));
  return factsOf(first, problems, now());
}

/** An address alone does not say its method; the signature does to whoever has the key. */
function withMethod(examined: Examined, verdict: Verdict): Examined {
  if (examined.isMethodSure || verdict.state !== 'right') return examined;
  const { method = examined.method } = verdict;
  return { ...examined, method, isMethodSure: true, kind: method === 'PUT' ? 'put' : examined.kind };
}

interface Result {
  readonly examined: Examined;
  readonly others: number;
  readonly problems: readonly Problem[];
  readonly verdict: Verdict;
}

function inspectionOf(
  deps: InspectDeps,
  { examined, others, problems, verdict }: Result,
  { offset, now }: { offset: number; now: Now },
): Inspection {
  const describing = { ...deps, offset };
  const [own] = examined.ours;
  const { ends } = examined.signed;
  return {
    kind: kindWords(examined),
    key: examined.place.key,
    facts: [
      ...describeWhat(examined),
      ...(own === undefined ? [] : [{ label: t('Connection'), value: own.connection.name }]),
      ...describeTimes(examined, describing),
      { label: t('Signature'), value: verdictWords(verdict) },
    ],
    conditions: describeConditions(examined, describing),
    problems: [...problems].sort((a, b) => rank(a) - rank(b)),
    others,
    timeLeft: () => timeLeftWords(examined, now(), deps.moments.locale),
    hasEnded: () => ends !== undefined && ends <= now(),
    object: objectOf(examined),
    again: againOf(examined),
  };
}

function rank({ severity }: Problem): number {
  return severity === 'error' ? 0 : 1;
}

function objectOf({ ours: [own] }: Examined): ObjectTarget | undefined {
  if (own?.space === undefined || own.key === '' || isDropBox(own.key)) return undefined;
  return { connection: own.connection, space: own.space, key: own.key };
}

function factsOf(examined: Examined, problems: readonly Problem[], now: number): Inspected {
  const { kind, method, parts, place, signed } = examined;
  const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
  return {
    kind,
    method,
    host: parts.host,
    space: place.space,
    key: place.key,
    accessKeyId: signed.accessKeyId,
    made: iso(signed.made),
    expiresAt: iso(signed.ends),
    ended: signed.ends === undefined ? undefined : signed.ends <= now,
    problems,
  };
}

async function findText(deps: InspectDeps, connections: readonly Connection[]): Promise<string> {
  const isSigned = (text: string) => readSigned(text, { connections }) !== undefined;
  const copied = await deps.clipboard.read();
  if (isSigned(copied)) return copied;
  const selected = deps.selectedText();
  if (isSigned(selected)) return selected;
  const answer = await deps.prompts.text({
    title: t('Inspect Link or Command'),
    prompt: t('Paste a signed URL or an upload command. Nothing of it is sent anywhere.'),
    validate: (text) =>
      isSigned(text) ? undefined : { message: unreadable().message, severity: 'error' as const },
  });
  return answerOf(answer);
}

function unreadable(): SpacesError {
  return new SpacesError(
    'badArguments',
    t(
      'This holds nothing signed. It can be a signed URL, a command of curl, wget or PowerShell, a form, or JSON with "url" and "fields".',
    ),
  );
}
