import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { Offer } from '../../../src/core/errors.ts';
import { createNotices } from '../../../src/vscode/notices.ts';

/** The editor's messages; `press` answers those that are open. */
function setup() {
  const shown: { how: string; message: string; rest: unknown[]; press(title?: string): void }[] = [];
  const show =
    (how: string) =>
    (message: string, ...rest: unknown[]) => {
      const { promise, resolve } = Promise.withResolvers<string | undefined>();
      shown.push({ how, message, rest, press: resolve });
      return promise;
    };
  const window = {
    showInformationMessage: show('info'),
    showWarningMessage: show('warn'),
    showErrorMessage: show('error'),
  } as unknown as typeof vscode.window;
  const ran: Offer[] = [];
  return { shown, ran, notices: createNotices(window, (offer) => ran.push(offer)) };
}

const offer = (title: string): Offer => ({ title, run: () => undefined });
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('notices', () => {
  it('shows each kind of message with its buttons, and waits for none', () => {
    const { notices, shown } = setup();
    notices.info('copied');
    notices.warn('mind', offer('A'));
    notices.error('failed', offer('A'), offer('B'));
    assert.deepEqual(
      shown.map(({ how, message, rest }) => [how, message, ...rest]),
      [
        ['info', 'copied'],
        ['warn', 'mind', 'A'],
        ['error', 'failed', 'A', 'B'],
      ],
    );
  });

  it('runs the offer that was picked, and nothing when it is closed', async () => {
    const { notices, shown, ran } = setup();
    const second = offer('B');
    notices.error('failed', offer('A'), second);
    notices.error('failed', offer('A'));
    shown[0]?.press('B');
    shown[1]?.press();
    await settled();
    assert.deepEqual(ran, [second]);
  });

  it('asks for confirmation in a dialog; closing it is a dismissed question', async () => {
    const { notices, shown } = setup();
    const yes = notices.confirm('Remove?', { detail: 'For ever.', action: 'Remove' });
    const no = notices.confirm('Remove?', { action: 'Remove' });
    assert.deepEqual(shown[0]?.rest, [{ modal: true, detail: 'For ever.' }, 'Remove']);
    assert.deepEqual(shown[1]?.rest, [{ modal: true }, 'Remove']);
    shown[0]?.press('Remove');
    shown[1]?.press();
    assert.equal(await yes, true);
    await assert.rejects(no, { name: 'Cancelled' });
  });

  it('gives the value that was chosen, also a false one', async () => {
    const { notices, shown } = setup();
    const choices = [
      { title: 'A', value: 1 },
      { title: 'B', value: 0 },
    ];
    const chosen = notices.choose('Which?', { choices });
    const dismissed = notices.choose('Which?', { choices });
    shown[0]?.press('B');
    shown[1]?.press();
    assert.equal(await chosen, 0);
    await assert.rejects(dismissed, { name: 'Cancelled' });
  });
});
