import type { Workbench } from './workbench.ts';

/** What the questions of Add Connection are answered with. */
export interface ConnectionAnswers {
  readonly name: string;
  readonly endpoint: string;
  readonly region?: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Goes through Add Connection… for another S3-compatible store, path-style, once its first question is open. */
export async function answerAddConnection(
  { quickInput }: Workbench,
  answers: ConnectionAnswers,
  atEach: (question: string) => Promise<unknown> = async () => undefined,
): Promise<void> {
  const question = async (field: string) => {
    await quickInput.expect(new RegExp(`Add Connection \\(\\d/\\d\\): ${field}`));
    await atEach(field);
  };
  await question('Provider');
  await quickInput.pick('Other S3-compatible');
  await question('Endpoint');
  await quickInput.answer(answers.endpoint);
  await question('Region');
  await quickInput.answer(answers.region ?? 'us-east-1');
  await question('Addressing');
  await quickInput.pick('Path (host/bucket)');
  await question('Access key ID');
  await quickInput.answer(answers.accessKeyId);
  await question('Secret access key');
  await quickInput.answer(answers.secretAccessKey);
  await question('Name');
  await quickInput.answer(answers.name);
  await quickInput.expectClosed();
}
