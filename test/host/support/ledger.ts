// Active Shares in a real host: the files of the ledger, by the editor's own file system and events.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createUnfinished } from '../../../src/core/unfinished.ts';
import { createLedger, type FileLedger } from '../../../src/vscode/shares/ledger.ts';
import { shareOf } from '../../unit/core/shareOf.ts';

import { add, clipboard, endOf, refusal, run } from './contract.ts';
import { storeFacts } from './store.ts';

const name = 'Ledger';
const place = { connection: name, space: 'ledger' };

/** Asks again until it holds; there is nothing else to wait for where the editor tells of files in its own time. */
async function until<T>(read: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const end = Date.now() + 10_000;
  for (;;) {
    const value = await read();
    if (holds(value)) return value;
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(value)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** @param folder of the shares of the extension that is installed */
export function describeLedger(folder: () => Promise<vscode.Uri>): void {
  const { fs } = vscode.workspace;
  const read = async (): Promise<Record<string, string>> => {
    const shares = await folder();
    // The command does not wait for its own to be written.
    const names = (await fs.readDirectory(shares))
      .map(([each]) => each)
      .filter((each) => each.endsWith('.json'));
    const texts = names.map(async (each) => {
      const content = await fs.readFile(vscode.Uri.joinPath(shares, each));
      return [each, new TextDecoder().decode(content)] as const;
    });
    return Object.fromEntries(await Promise.all(texts));
  };
  const idsBeside = (before: object) => async () =>
    Object.keys(await read())
      .filter((each) => !(each in before))
      .map((each) => each.replace(/\.json$/, ''));
  /** Runs a command that hands something out. Gives the new share's id and what its file says. */
  const share = async (id: string, args: object) => {
    const before = await read();
    const result = await run(id, args);
    const [added = ''] = await until(idsBeside(before), (ids) => ids.length === 1);
    return { id: added, result, text: (await read())[`${added}.json`] ?? '' };
  };

  describe('the ledger of Active Shares', () => {
    before(async () => {
      await add(name);
    });
    after(async () => {
      await run('removeConnection', { connection: name, confirmed: true });
    });

    it('holds what was handed out, and nothing that opens it', async () => {
      const link = await share('copySignedUrl', { ...place, key: 'a b/ä.txt', expiresIn: 90 });
      const url = await clipboard();
      const command = await share('copyUploadCommand', { ...place, key: 'sent.txt', expiresIn: 60 });
      const line = await clipboard();
      const { kind, what, expiresAt, signedBy } = JSON.parse(link.text);
      assert.deepEqual([kind, what, expiresAt], ['link', { key: 'a b/ä.txt' }, endOf(url)]);
      assert.match(signedBy, /^[0-9a-f]{12}$/);
      assert.equal(JSON.parse(command.text).kind, 'form');
      const signatures = `${url} ${line}`.match(/[0-9a-f]{64}|eyJ[\w+/=]+/g) ?? [];
      assert.equal(signatures.length, 3);
      const { accessKeyId, secretAccessKey } = storeFacts().credentials;
      for (const secret of [...signatures, accessKeyId, secretAccessKey, 'http'])
        for (const text of [link.text, command.text]) assert.ok(!text.includes(secret), secret);
    });

    it('signAgain: the same once more, for the time that is given, as a share of its own', async () => {
      const options = { disposition: 'attachment', filename: 'für dich.txt' };
      const first = await share('copySignedUrl', { ...place, key: 'again.txt', expiresIn: 60, ...options });
      const again = await share('signAgain', { share: first.id, expiresIn: 120 });
      const url = await clipboard();
      assert.deepEqual(again.result, { expiresAt: endOf(url), count: 1 });
      const { searchParams, pathname } = new URL(url);
      assert.equal(searchParams.get('X-Amz-Expires'), '120');
      assert.match(searchParams.get('response-content-disposition') ?? '', /attachment.*f%C3%BCr%20dich/);
      assert.match(pathname, /again\.txt$/);
      const [one, other] = [first, again].map(({ text }) => JSON.parse(text));
      assert.deepEqual(other.link, one.link);
      assert.deepEqual(other.what, one.what);
    });

    it('forgetShare: one or several, and their number; the files are gone', async () => {
      const ids: string[] = [];
      for (const key of ['one', 'two', 'three'])
        ids.push((await share('copySignedUrl', { ...place, key, expiresIn: 60 })).id);
      const [one, ...others] = ids;
      assert.equal(await run('forgetShare', { share: one }), 1);
      assert.equal(await run('forgetShare', { shares: others }), 2);
      const left = Object.keys(await read());
      assert.deepEqual(
        ids.filter((id) => left.includes(`${id}.json`)),
        [],
      );
      assert.match(await refusal('forgetShare', { share: one }), /No share in Active Shares has this id/);
    });

    it('clearEndedShares: those alone that have ended', async () => {
      const ending = await share('copySignedUrl', { ...place, key: 'ending', expiresIn: 1 });
      const lasting = await share('copySignedUrl', { ...place, key: 'lasting', expiresIn: 600 });
      const { expiresAt } = JSON.parse(ending.text);
      await until(
        async () => Date.now(),
        (now) => now > Date.parse(expiresAt),
      );
      const count = Number(await run('clearEndedShares'));
      assert.ok(count >= 1, String(count));
      const left = Object.keys(await read());
      assert.deepEqual(
        [left.includes(`${ending.id}.json`), left.includes(`${lasting.id}.json`)],
        [false, true],
      );
      assert.equal(await run('clearEndedShares'), 0);
    });

    it('a share that is not listed, and wrong arguments, are refused', async () => {
      for (const id of ['signAgain', 'revealShare', 'forgetShare'])
        assert.match(
          await refusal(id, { share: 'aaaaaaaaaa' }),
          /No share in Active Shares has this id: aaaaaaaaaa/,
        );
      assert.match(await refusal('signAgain', { share: 'aaaaaaaaaa', as: 'qr' }), /Unknown argument "as"/);
      assert.match(await refusal('forgetShare', { shares: [] }), /"shares" is an empty list/);
    });

    it("another window's files are heard of by the editor's watcher", async () => {
      const shares = vscode.Uri.joinPath(await folder(), '..', 'ledger-test');
      await fs.createDirectory(shares);
      const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(shares, '*.json'));
      const open = (): FileLedger =>
        createLedger({
          fs,
          joinPath: vscode.Uri.joinPath,
          folder: shares,
          onDidChangeFile: (listener) =>
            vscode.Disposable.from(
              ...[
                watcher.onDidCreate(listener),
                watcher.onDidChange(listener),
                watcher.onDidDelete(listener),
              ],
            ),
          random: Math.random,
          now: Date.now,
          unfinished: createUnfinished(),
          onLost: (error) => assert.fail(String(error)),
          log: {
            trace: () => undefined,
            info: () => undefined,
            warn: () => undefined,
            error: () => undefined,
          },
        });
      const [first, second] = [open(), open()];
      assert.deepEqual(await second.list(), []);
      const { id: _id, ...entry } = shareOf({ expiresAt: new Date(Date.now() + 60_000).toISOString() });
      await first.add(entry);
      const heard = await until(
        () => second.list(),
        (list) => list.length === 1,
      );
      await second.forget(heard.map(({ id }) => id));
      await until(
        () => first.list(),
        (list) => list.length === 0,
      );
      for (const each of [first, second, watcher]) each.dispose();
      await fs.delete(shares, { recursive: true });
    });
  });
}
