import assert from 'node:assert/strict';
import type { Handed } from '../../../src/commands/afterCopy.ts';
import { recordShare, signerMark } from '../../../src/commands/recordShare.ts';
import { nodeHashing } from '../../../src/platform/node.ts';
import { webHashing } from '../../../src/platform/web.ts';
import { CONNECTION, shareSetup } from './shareSetup.ts';

const credentials = { accessKeyId: 'DO00AAAA', secretAccessKey: 'a-secret-of-tests' };
const handed: Handed = {
  kind: 'link',
  as: 'markdown',
  connection: CONNECTION,
  credentials,
  space: 'photos',
  what: { key: 'a.txt' },
  time: {
    date: new Date('2026-11-24T08:00:00Z'),
    expiresIn: 60,
    ends: new Date('2026-11-24T08:01:00Z'),
    endsLocally: new Date('2026-11-24T08:05:00Z'),
    saidEnd: new Date('2026-11-24T08:05:00Z'),
    endsAsNamed: false,
    clockNote: undefined,
  },
  link: { filename: 'b.txt' },
};

describe('what enters the ledger', () => {
  it("is what was handed out, by the server's clock; of the key pair a mark", async () => {
    const { deps, ledger } = shareSetup();
    await recordShare(deps, handed);
    assert.deepEqual(await ledger.list(), [
      {
        id: 'share00000',
        kind: 'link',
        as: 'markdown',
        connection: CONNECTION.id,
        connectionName: 'Demo',
        space: 'photos',
        what: { key: 'a.txt' },
        made: '2026-11-24T08:00:00.000Z',
        expiresAt: '2026-11-24T08:01:00.000Z',
        endsAsNamed: undefined,
        signedBy: 'd9acc92d937f',
        link: { filename: 'b.txt' },
        upload: undefined,
        command: undefined,
      },
    ]);
    const text = JSON.stringify(await ledger.list());
    for (const secret of Object.values(credentials)) assert.ok(!text.includes(secret));
  });

  it('has the same mark on both hosts, another for another key', async () => {
    const web = webHashing(globalThis.crypto.subtle);
    assert.equal(await signerMark(web, credentials), await signerMark(nodeHashing, credentials));
    assert.notEqual(
      await signerMark(web, { accessKeyId: 'DO00AAAB' }),
      await signerMark(web, { accessKeyId: 'DO00AAAA' }),
    );
  });

  it('never fails a copy: what went wrong is logged', async () => {
    const { deps, ledger, log } = shareSetup();
    ledger.add = async () => {
      throw new Error('no room');
    };
    await recordShare(deps, handed);
    assert.match(log.lines.join(), /no room/);
  });
});
