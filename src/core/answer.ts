import type { Answer } from './ports.ts';

/** The answer to a question that offers no Back. */
export function answerOf<T>(answer: Answer<T>): T {
  if (answer === 'back') throw new Error('an answer that was not offered');
  return answer.answer;
}
