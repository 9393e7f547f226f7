import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { SpacesError } from '../../../src/core/errors.ts';
import { THIS_COMPUTER } from '../../../src/core/machine.ts';
import { createRedactor } from '../../../src/core/redact.ts';
import { createLog, firstLine } from '../../../src/vscode/log.ts';

const SECRET = 'a-secret/of+tests=';
const SIGNATURE = '0a'.repeat(32);

const TRACE = 1;
const INFO = 3;

function setup(logLevel = TRACE) {
  const lines: string[] = [];
  const redacted: string[] = [];
  const at = (level: string) => (line: string) => lines.push(`${level} ${line}`);
  const channel = { logLevel, trace: at('trace'), info: at('info'), warn: at('warn'), error: at('error') };
  const redactor = createRedactor();
  redactor.remember(SECRET);
  const redact = (line: string) => {
    redacted.push(line);
    return redactor.redact(line);
  };
  return { lines, redacted, channel, log: createLog(channel as unknown as vscode.LogOutputChannel, redact) };
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

  it('does nothing for a trace that nobody sees, and looks at the level each time', () => {
    const { log, lines, redacted, channel } = setup(INFO);
    log.trace('GET /');
    assert.deepEqual([lines, redacted], [[], []]);
    channel.logLevel = TRACE;
    log.trace('GET /');
    assert.deepEqual([lines, redacted], [['trace GET /'], ['GET /']]);
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

describe("the log's first line", () => {
  const context = { extension: { packageJSON: { version: '1.2.3' } } } as unknown as vscode.ExtensionContext;
  const lineIn = (remoteName: string | undefined) => {
    const env = { appName: 'An Editor', appHost: 'desktop', language: 'de', remoteName };
    const api = { env, version: '1.139.1' } as unknown as typeof vscode;
    return firstLine(context, api, { machine: THIS_COMPUTER, system: 'linux x64, Node 24' });
  };

  it('says what a report needs', () => {
    assert.equal(
      lineIn(undefined),
      'Spaceport 1.2.3, An Editor 1.139.1 (desktop), window: local, runs on: local, linux x64, Node 24, language: de',
    );
    assert.match(lineIn('ssh-remote'), /, window: ssh-remote, /);
  });

  it('names no host, which is what the editor calls some remotes by', () => {
    const line = lineIn('files.example.com:8443');
    assert.match(line, /, window: remote, /);
    assert.doesNotMatch(line, /example/);
  });
});
