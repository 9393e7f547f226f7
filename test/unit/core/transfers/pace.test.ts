import assert from 'node:assert/strict';
import { type ErrorCode, SpacesError } from '../../../../src/core/errors.ts';
import { Pace } from '../../../../src/core/transfers/pace.ts';

const { signal } = new AbortController();

function setup() {
  const waits: number[] = [];
  const pace = new Pace({ random: () => 0.5, sleep: async (ms) => void waits.push(ms) });
  const failing = (...codes: readonly ErrorCode[]) => {
    const left = [...codes];
    return async () => {
      const code = left.shift();
      if (code !== undefined) throw new SpacesError(code, code);
      return 'done';
    };
  };
  return { waits, pace, failing };
}

describe('Pace', () => {
  it('tries again what may pass, more slowly each time', async () => {
    const { pace, failing, waits } = setup();
    assert.equal(await pace.run(failing('network', 'timeout', 'server'), signal), 'done');
    assert.deepEqual(waits, [1000, 2000, 4000]);
  });

  it('gives up after four tries, and at once where waiting does not help', async () => {
    const { pace, failing, waits } = setup();
    await assert.rejects(pace.run(failing('network', 'network', 'network', 'network'), signal), {
      code: 'network',
    });
    assert.equal(waits.length, 3);
    await assert.rejects(pace.run(failing('accessDenied'), signal), { code: 'accessDenied' });
    assert.equal(waits.length, 3);
  });

  it('SlowDown makes all wait, twice as long each time, until it goes well again', async () => {
    const { pace, failing, waits } = setup();
    await pace.run(failing('slowDown', 'slowDown'), signal);
    assert.deepEqual(waits, [500, 1000]);
    await pace.run(failing(), signal);
    await pace.run(failing(), signal);
    await pace.run(failing(), signal);
    assert.deepEqual(waits, [500, 1000, 500, 250]);
  });
});
