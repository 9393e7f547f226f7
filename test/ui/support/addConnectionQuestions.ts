import type { Workbench } from './workbench.ts';

/** The questions of Add Connection… for another S3-compatible store, in order. */
export const QUESTIONS = [
  'Provider',
  'Endpoint',
  'Region',
  'Addressing',
  'Access key ID',
  'Secret access key',
  'Name',
] as const;

export type Question = (typeof QUESTIONS)[number];

export interface Answers {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Opens Add Connection… and answers all questions before `until`, which is then open. */
export async function askUpTo(workbench: Workbench, until: Question, answers: Answers): Promise<void> {
  await workbench.run('Spaceport: Add Connection…');
  await answerFrom(workbench, 'Provider', { until, answers });
}

/** Answers `from`, which is open, and what follows, up to `until`; with no `until`, up to the connection's test. */
export async function answerFrom(
  workbench: Workbench,
  from: Question,
  { until, answers }: { readonly until?: Question; readonly answers: Answers },
): Promise<void> {
  const { quickInput } = workbench;
  const texts: Partial<Record<Question, string>> = {
    Endpoint: answers.endpoint,
    Region: 'us-east-1',
    'Access key ID': answers.accessKeyId,
    'Secret access key': answers.secretAccessKey,
  };
  const end = until === undefined ? QUESTIONS.indexOf('Name') : QUESTIONS.indexOf(until);
  for (const question of QUESTIONS.slice(QUESTIONS.indexOf(from), end)) {
    await expectQuestion(workbench, question);
    const text = texts[question];
    if (text !== undefined) await quickInput.answer(text);
    else await quickInput.pick(question === 'Provider' ? 'Other S3-compatible' : 'Path (host/bucket)');
  }
  if (until !== undefined) await expectQuestion(workbench, until);
}

/** Waits for a question, whatever its number. */
export async function expectQuestion(
  { quickInput }: Workbench,
  question: Question | 'Spaces',
  flow = 'Add Connection',
): Promise<void> {
  await quickInput.expect(new RegExp(`^${flow} \\(\\d/\\d\\): ${question}$`));
}
