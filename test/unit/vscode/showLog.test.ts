import assert from 'node:assert/strict';
import { createShowLog } from '../../../src/vscode/showLog.ts';
import { FakeNotices } from '../../support/fakes/notices.ts';

const OFF = 0;
const TRACE = 1;
const INFO = 3;
const WARNING = 4;
const ERROR = 5;

function setup(logLevel: number) {
  const channel = { logLevel, shown: 0, show: () => void channel.shown++ };
  const notices = new FakeNotices();
  const executed: unknown[][] = [];
  const executeCommand = async <T>(...args: unknown[]): Promise<T> => {
    executed.push(args);
    return undefined as T;
  };
  return { channel, notices, executed, showLog: createShowLog(channel, notices, { executeCommand }) };
}

describe('Show Log', () => {
  for (const level of [TRACE, INFO, WARNING]) {
    it(`at level ${level} is the log, without a word`, () => {
      const { channel, notices, showLog } = setup(level);
      showLog();
      assert.deepEqual([channel.shown, notices.shown], [1, []]);
    });
  }

  it('says once that the level hides what one looks for, and leads to another', async () => {
    const { channel, notices, executed, showLog } = setup(OFF);
    showLog();
    showLog();
    assert.equal(channel.shown, 2);
    assert.deepEqual(notices.messages, ['The log is switched off: nothing is written to it.']);
    await notices.press('Set Log Level…');
    assert.deepEqual(executed, [['workbench.action.setLogLevel']]);
  });

  it('says of errors alone what is missing', () => {
    const { notices, showLog } = setup(ERROR);
    showLog();
    assert.match(notices.last.message, /errors only/);
    assert.deepEqual(notices.last.titles, ['Set Log Level…']);
  });

  it('looks at the level each time', () => {
    const { channel, notices, showLog } = setup(INFO);
    showLog();
    channel.logLevel = ERROR;
    showLog();
    assert.equal(notices.shown.length, 1);
  });
});
