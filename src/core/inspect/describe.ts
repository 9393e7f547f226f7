import { t } from '@vscode/l10n';
import { filenameOf } from '../contentDisposition.ts';
import { createFormats, type Formats } from '../format.ts';
import { leftWords } from '../ledgerTimes.ts';
import { formatMoment, type MomentStyle } from '../moments.ts';
import { plain } from '../plain.ts';
import { FILENAME } from '../policy.ts';
import { listed } from '../sentences.ts';
import type { Condition } from './conditions.ts';
import type { Examined } from './examine.ts';
import { isDropBox } from './examineForm.ts';
import type { Scheme } from './signedQuery.ts';
import { parameterOf } from './url.ts';

/** A fact for a person. The texts are as they came from strangers: whoever shows them makes them visible. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface DescribeDeps {
  readonly moments: MomentStyle;
  readonly formats: Pick<Formats, 'exactSize'>;
  /** Server minus local, milliseconds. */
  readonly offset: number;
}

/** Names of their makers, the same in every language. */
const SCHEMES: Readonly<Record<Scheme, string>> = {
  v4: 'S3 (SigV4)',
  v2: 'S3 (SigV2)',
  google: 'Google (GOOG4)',
  googleV2: 'Google (V2)',
  azure: 'Azure (SAS)',
  cloudFront: 'CloudFront',
  oss: 'Alibaba (OSS)',
};

export function kindWords({ kind }: Pick<Examined, 'kind'>): string {
  if (kind === 'form') return t('Upload form');
  return kind === 'put' ? t('Signed upload (PUT)') : t('Signed URL');
}

/** What it is, and of which object. */
export function placeFacts(examined: Examined): readonly Fact[] {
  const { place, signed, parts, versionId } = examined;
  return facts([
    [t('Kind'), `${kindWords(examined)} · ${SCHEMES[signed.scheme]}`],
    [t('Object'), objectWords(examined)],
    [t('Space'), place.isGuess ? t('{0}, if the path begins with it', place.space ?? '') : place.space],
    [t('Host'), parts.host],
    [t('Version'), versionId],
  ]);
}

/** What is told beside the times and the signature, in the order of what people ask first. */
export function describeWhat(examined: Examined): readonly Fact[] {
  const { signed } = examined;
  return [
    ...placeFacts(examined),
    ...facts([
      [
        t('Method'),
        examined.isMethodSure ? examined.method : t('{0}, as far as the address tells', examined.method),
      ],
      [t('Access key ID'), signed.accessKeyId],
      [t('Region'), signed.region],
      ...answerFacts(examined),
      [
        t('Headers to send'),
        signed.signedHeaders.length > 0 ? listed(signed.signedHeaders.map((name) => plain(name))) : undefined,
      ],
    ]),
  ];
}

/** What the policy of a form demands, a fact a condition. */
export function describeConditions({ conditions }: Examined, { formats }: DescribeDeps): readonly Fact[] {
  return facts(conditions.map((condition) => conditionFact(condition, formats)));
}

/** When it was made and when it ends, by this machine's clock. */
export function describeTimes(
  { signed }: Examined,
  { moments, offset }: Omit<DescribeDeps, 'formats'>,
): readonly Fact[] {
  const words = (ms: number | undefined) =>
    ms === undefined ? undefined : formatMoment(new Date(ms - offset), moments, { seconds: true });
  return facts([
    [t('Made'), words(signed.made)],
    [t('Ends'), words(signed.ends)],
  ]);
}

/** How long it still works; `undefined` where it does not say. `now` by the server's clock. */
export function timeLeftWords({ signed }: Examined, now: number, locale: string): string | undefined {
  if (signed.ends === undefined) return undefined;
  const left = signed.ends - now;
  if (left > 0) return leftWords(left, locale, 'short');
  return t('none, ended {0}', createFormats(locale).spokenAge(signed.ends, now));
}

type Pair = readonly [label: string, value: string | undefined];

function facts(pairs: readonly Pair[]): readonly Fact[] {
  return pairs.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [{ label, value }]));
}

function objectWords({ kind, place: { key } }: Examined): string | undefined {
  if (kind !== 'form' || !isDropBox(key)) return key;
  return t('any name that begins with {0}', key?.slice(0, key.indexOf(FILENAME)) ?? '');
}

function answerFacts({ answer }: Examined): readonly Pair[] {
  const disposition = parameterOf(answer, 'response-content-disposition');
  const known = /^response-content-(?:type|disposition)$/i;
  return [
    [t('File name'), disposition && filenameOf(disposition)],
    [t('Disposition'), disposition?.replace(/;[\s\S]*$/, '')],
    [t('Content type'), parameterOf(answer, 'response-content-type')],
    ...answer.filter(([name]) => !known.test(name)),
  ];
}

function conditionFact(condition: Condition, formats: DescribeDeps['formats']): Pair {
  if (condition.how === 'size') {
    const { min, max } = condition;
    const from = formats.exactSize(min);
    return [
      t('Size'),
      Number.isFinite(max) ? t('{0} to {1}', from, formats.exactSize(max)) : t('at least {0}', from),
    ];
  }
  const { name } = condition;
  if (condition.how === 'anything') return [name, t('anything')];
  return [
    name,
    condition.how === 'is' ? condition.value : t('anything that begins with {0}', condition.value),
  ];
}
