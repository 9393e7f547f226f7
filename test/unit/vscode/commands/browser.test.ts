import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { AllowBrowser, AllowBrowserOptions } from '../../../../src/commands/allowBrowser.ts';
import { COMMAND } from '../../../../src/contributions.ts';
import { EDITOR_ORIGIN } from '../../../../src/core/cors.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import type { SpaceTarget } from '../../../../src/core/target.ts';
import { browserCommands } from '../../../../src/vscode/commands/browser.ts';
import { ConnectionRow, ErrorRow, isRow, SpaceRow } from '../../../../src/vscode/tree/rows.ts';
import { FakeConnectionStore } from '../../../support/fakes/connectionStore.ts';
import { connectionNamed, PAIR } from '../../../support/fakes/connectionStoreContract.ts';
import { FakeNotices } from '../../../support/fakes/notices.ts';
import { FakePrompts, pick } from '../../../support/fakes/prompts.ts';
import { FakeClipboard, FakeLog, FakeProgress } from '../../../support/fakes/small.ts';

const connection = connectionNamed('Work');
const photos = { connection, space: 'photos' };
const forbidden = new SpacesError('cors', 'The rules forbid it: photos');

/** The commands over fakes; `allowed` is what the flow was asked for. `web`: as in the browser's host. */
function setup({ web = false } = {}) {
  const allowed: { readonly target: SpaceTarget; readonly options: AllowBrowserOptions }[] = [];
  const allow: AllowBrowser = async (_editor, target, options) => {
    allowed.push({ target, options });
    return { changed: true };
  };
  const fakes = {
    prompts: new FakePrompts(),
    notices: new FakeNotices(),
    progress: new FakeProgress(),
    clipboard: new FakeClipboard(),
    store: FakeConnectionStore.with([connection, PAIR]),
  };
  const handlers = new Map<string, (...args: unknown[]) => Promise<unknown>>();
  const commands = {
    registerCommand: (id: string, handler: (...args: unknown[]) => Promise<unknown>) => {
      handlers.set(id, handler);
      return { dispose: () => undefined };
    },
  } as unknown as typeof vscode.commands;
  const deps = {
    ...fakes,
    spaces: { listSpaces: async () => ['photos', 'texts'] },
    allowBrowser: web ? undefined : async () => allow,
    pageOrigin: web ? 'https://code.example.com' : undefined,
    openHelp: () => undefined,
  };
  const wrapper = { commands, notices: fakes.notices, log: new FakeLog(), selection: () => [], isRow };
  for (const register of browserCommands(deps)) register(wrapper);
  const call = (id: string, ...args: unknown[]) => handlers.get(id)?.(...args);
  return { ...fakes, allowed, call };
}

describe('the commands about the browser', () => {
  it('allow: on a Space, on a row below one, and on a connection, whose Space is asked', async () => {
    const { allowed, prompts, call } = setup();
    await call(COMMAND.allowBrowser, new SpaceRow(photos));
    await call(COMMAND.allowBrowser, new ErrorRow(photos, forbidden));
    prompts.answer(pick('texts'));
    await call(COMMAND.allowBrowser, new ConnectionRow(connection));
    assert.deepEqual(
      allowed.map(({ target }) => target.space),
      ['photos', 'photos', 'texts'],
    );
    assert.ok(
      allowed.every(({ options }) => options.origin === undefined && options.confirmed === undefined),
    );
  });

  it('allow: goes by the connection as it is now, not as the row has it', async () => {
    const { allowed, store, call } = setup();
    await store.save({ ...connection, readOnly: true });
    await call(COMMAND.allowBrowser, new SpaceRow(photos));
    assert.equal(allowed[0]?.target.connection.readOnly, true);
  });

  it('allow: from the palette asks for the Space', async () => {
    const { allowed, prompts, call } = setup();
    prompts.answer(pick('photos'));
    await call(COMMAND.allowBrowser);
    assert.equal(allowed[0]?.target.space, 'photos');
  });

  it('allow: a caller gives all, vscode.dev by default, and is thrown what is wrong', async () => {
    const { allowed, notices, call } = setup();
    const given = { connection: 'Work', space: 'photos', confirmed: true };
    assert.deepEqual(await call(COMMAND.allowBrowser, given), { changed: true });
    const origin = 'https://code.example.com';
    await call(COMMAND.allowBrowser, { space: 'photos', origin });
    assert.deepEqual(
      allowed.map(({ options }) => options),
      [
        { origin: EDITOR_ORIGIN, confirmed: true },
        { origin, confirmed: undefined },
      ],
    );
    for (const wrong of [
      { connection: 'Work' },
      { space: 'x' },
      { ...given, key: 'a' },
      { ...given, origin: '' },
    ])
      await assert.rejects(async () => call(COMMAND.allowBrowser, wrong), { code: 'badArguments' });
    assert.deepEqual(notices.shown, []);
  });

  it('allow: in the browser says where it can be done instead', async () => {
    const { notices, call } = setup({ web: true });
    await assert.rejects(async () => call(COMMAND.allowBrowser, { space: 'photos' }), /VS Code on a desktop/);
    await call(COMMAND.allowBrowser, new SpaceRow(photos));
    assert.match(notices.last.message, /VS Code on a desktop.*Copy CORS Rule…/);
  });

  it('copy: names the Space of the row, and needs none', async () => {
    const { clipboard, notices, prompts, call } = setup({ web: true });
    prompts.answer(pick('XML'), pick('JSON'));
    await call(COMMAND.copyCorsRule, new ErrorRow(photos, forbidden));
    assert.match(notices.last.message, /s3:\/\/photos$/);
    assert.match(clipboard.text, /<AllowedOrigin>https:\/\/code\.example\.com</);
    await call(COMMAND.copyCorsRule);
    assert.match(notices.last.message, /--bucket SPACE /);
  });

  it('copy: throws what a caller did wrong', async () => {
    const { clipboard, call } = setup();
    assert.match(String(await call(COMMAND.copyCorsRule, { as: 'xml' })), /^<CORSConfiguration>/);
    await assert.rejects(async () => call(COMMAND.copyCorsRule, { as: 'yaml' }), { code: 'badArguments' });
    await assert.rejects(async () => call(COMMAND.copyCorsRule, { origin: 'x' }), { code: 'badArguments' });
    assert.equal(clipboard.writes.length, 1);
  });
});
