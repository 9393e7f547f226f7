import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { SpacesError } from '../../../src/core/errors.ts';
import { createRedactor } from '../../../src/core/redact.ts';
import { createLog } from '../../../src/vscode/log.ts';

const SECRET = 'a-secret/of+tests=';
const SIGNATURE = '0a'.repeat(32);

function setup() {
  const lines: string[] = [];
  const at = (level: string) => (line: string) => lines.push(`${level} ${line}`);
  const channel = { trace: at('trace'), info: at('info'), warn: at('warn'), error: at('error') };
  const redactor = createRedactor();
  redactor.remember(SECRET);
  return { lines, log: createLog(channel as unknown as vscode.LogOutputChannel, redactor.redact) };
}

describe('the log', () => {
  it('writes at each level, every line redacted', () => {
    const { log, lines } = setup();
    for (const write of [log.trace, log.info, log.warn, log.error])
      write(`GET /?X-Amz-Signature=${SIGNATURE}&key=${SECRET} ${encodeURIComponent(SECRET)}`);
    assert.deepEqual(
      lines.map((line) => line.split(' ')[0]),
      ['trace', 'info', 'warn', 'error'],
    );
    for (const line of lines) assert.doesNotMatch(line, /0a0a|a-secret/);
  });

  it('an error for people is there with its code and its causes, redacted too', () => {
    const { log, lines } = setup();
    const root = new Error(`fetch https://h/?X-Amz-Signature=${SIGNATURE}`);
    const middle = new TypeError('fetch failed', { cause: root });
    log.error('spaceport.goTo', new SpacesError('network', `No: ${SECRET}`, { cause: middle }));
    assert.match(lines[0] ?? '', /^error spaceport\.goTo: No: .* \(network\)\n\s+caused by/);
    assert.match(lines[0] ?? '', /caused by TypeError: fetch failed\n\s+caused by Error: fetch https/);
    assert.doesNotMatch(lines[0] ?? '', /0a0a|a-secret/);
  });

  it('an error that nobody expected is there with its stack', () => {
    const { log, lines } = setup();
    log.error('spaceport.sort', new TypeError(`x is not a function: ${SECRET}`));
    assert.match(lines[0] ?? '', /^error spaceport\.sort: TypeError: x is not a function: .*\n\s+at /);
    assert.doesNotMatch(lines[0] ?? '', /a-secret/);
  });

  it('ends with causes that go round, and takes what is no error', () => {
    const { log, lines } = setup();
    const error = new Error('round');
    error.cause = error;
    log.error('a', error);
    log.error('b', 'text');
    log.error('c', null);
    assert.ok((lines[0]?.match(/caused by/g) ?? []).length < 10);
    assert.deepEqual(lines.slice(1), ['error b: text', 'error c: null']);
  });
});
