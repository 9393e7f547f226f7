import assert from 'node:assert/strict';
import { COMMAND } from '../../../src/contributions.ts';
import type { ErrorCode } from '../../../src/core/errors.ts';
import { offersFor } from '../../../src/vscode/offers.ts';

function offers(code: ErrorCode, { connectionId, retry }: { connectionId?: string; retry?: () => unknown }) {
  const executed: unknown[][] = [];
  const execute = (...args: unknown[]) => executed.push(args);
  return { executed, offers: offersFor(execute, { code, connectionId, retry }) };
}

const titlesOf = (each: ReturnType<typeof offers>) => each.offers.map(({ title }) => title);

describe('the ways on from an error', () => {
  const ways: readonly (readonly [ErrorCode, readonly string[]])[] = [
    ['badArguments', []],
    ['badExpiry', []],
    ['badShell', ['Learn More']],
    ['noSuchObject', []],
    ['badKey', ['Learn More']],
    ['insecureInBrowser', ['Edit Connection…', 'Learn More']],
    ['server', ['Show Log']],
    ['slowDown', ['Show Log']],
    ['clockSkew', ['Learn More', 'Show Log']],
    ['accessDenied', ['Learn More', 'Show Log']],
    ['noCredentials', ['Enter Key Again…', 'Show Log']],
    ['wrongSecret', ['Enter Key Again…', 'Learn More', 'Show Log']],
    ['wrongRegion', ['Edit Connection…', 'Learn More', 'Show Log']],
    ['noListBuckets', ['Add a Space…', 'Learn More', 'Show Log']],
    ['noCredentialsHere', ['Enter Key Again…', 'Reload Window', 'Show Log']],
    ['cors', ['Copy CORS Rule…', 'Learn More', 'Show Log']],
  ];
  for (const [code, titles] of ways) {
    it(`${code}: ${titles.join(', ') || 'none'}`, () => {
      assert.deepEqual(titlesOf(offers(code, { connectionId: 'an-id' })), titles);
    });
  }

  it('what mends it comes before Retry, and all is done to that connection', () => {
    let retried = 0;
    const asked = offers('refused', { connectionId: 'an-id', retry: () => retried++ });
    assert.deepEqual(titlesOf(asked), ['Edit Connection…', 'Retry', 'Learn More']);
    for (const { run } of asked.offers) run();
    assert.equal(retried, 1);
    assert.deepEqual(asked.executed, [
      [COMMAND.editConnection, { connection: 'an-id' }],
      [COMMAND.learnMore, { topic: 'network' }],
    ]);
  });

  it('of a connection that is not known nothing is mended', () => {
    assert.deepEqual(titlesOf(offers('noListBuckets', {})), ['Learn More', 'Show Log']);
  });

  it('are three at most; the log is what goes', () => {
    const retry = () => undefined;
    const ofCors = titlesOf(offers('cors', { connectionId: 'an-id', retry }));
    assert.deepEqual(ofCors, ['Copy CORS Rule…', 'Retry', 'Learn More']);
    assert.deepEqual(titlesOf(offers('server', { connectionId: 'an-id', retry })), ['Retry', 'Show Log']);
  });
});
