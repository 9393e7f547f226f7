import assert from 'node:assert/strict';
import { afterCopy } from '../../../src/commands/afterCopy.ts';
import { checkAfterwards } from '../../../src/commands/checks.ts';
import { copySignedUrl } from '../../../src/commands/copySignedUrl.ts';
import { copyUploadCommand } from '../../../src/commands/copyUploadCommand.ts';
import { signingTime } from '../../../src/commands/share.ts';
import { SpacesError } from '../../../src/core/errors.ts';
import { CONNECTION, shareSetup } from './shareSetup.ts';

const at = (key: string, space = 'photos') => ({ connection: CONNECTION, space, key });
const KEYS = { accessKeyId: 'DO00AAAA', secretAccessKey: 'a-secret-of-tests' };

/** The checks begin behind the answer: until they have done so much, and some turns of the event loop for what would be too much. */
async function checked(isEnough: () => boolean): Promise<void> {
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  for (let turns = 0; !isEnough(); turns++) {
    // Its test has failed by then; who waits for ever keeps the process.
    assert.ok(turns < 20_000);
    await turn();
  }
  for (let turns = 0; turns < 20; turns++) await turn();
}

describe('the checks after a copy', () => {
  it('doubt no link to a version because the latest one is deleted', async () => {
    const { deps, reads, notices } = shareSetup();
    reads.headObject = async () => {
      throw new SpacesError('noSuchObject', 'none');
    };
    const time = signingTime(deps, CONNECTION, { seconds: 60 });
    const handed = {
      kind: 'link',
      as: 'url',
      credentials: KEYS,
      what: { key: 'a' },
      time,
      ...at('a'),
    } as const;
    await checkAfterwards(deps, { ...handed, link: { versionId: 'v1' } });
    assert.deepEqual(notices.messages, []);
    await checkAfterwards(deps, handed);
    assert.match(notices.last.message, /no such object now/);
  });

  it('make anew what a wrong clock spoiled once, and never in turns with a clock that jumps', async () => {
    const setup = shareSetup();
    const { deps, fakes, notices } = setup;
    fakes.writer.mayWrite = async () => {
      fakes.offset += 600_000;
      return true;
    };
    await copyUploadCommand(deps, at('a'), { expiry: { seconds: 60 } });
    await checked(() => notices.messages.length >= 2);
    assert.equal(notices.messages.length, 2);
    assert.equal(setup.ledger.shares.length, 1);
  });

  it('the same of links, of which none is listed twice, in whatever Space', async () => {
    const { deps, fakes, reads, notices, ledger, probe } = shareSetup();
    const head = reads.headObject.bind(reads);
    reads.headObject = async (...args) => {
      fakes.offset += 600_000;
      return head(...args).catch(() => undefined as never);
    };
    probe.answer = { status: 403, error: new SpacesError('accessDenied', 'private') };
    await copySignedUrl(deps, [at('a'), at('a', 'music')], { expiry: { seconds: 60 } });
    await checked(() => notices.messages.length >= 2);
    assert.equal(notices.messages.length, 2);
    assert.deepEqual(ledger.shares.map(({ space }) => space).sort(), ['music', 'photos']);
  });

  it('never fail, and log no more than a code', async () => {
    const { deps, log } = shareSetup();
    const failing = { ...deps, settings: { ...deps.settings, get: () => true as never } };
    failing.reads.headObject = async () => {
      throw new TypeError('a secret');
    };
    const time = signingTime(deps, CONNECTION, { seconds: 60 });
    await afterCopy(failing, {
      kind: 'link',
      as: 'url',
      credentials: KEYS,
      what: { key: 'a' },
      time,
      ...at('a'),
    });
    await checked(() => log.lines.length > 0);
    assert.match(log.lines.join(), /check after a copy: TypeError$/);
    assert.doesNotMatch(JSON.stringify(log), /a secret/);
  });
});
