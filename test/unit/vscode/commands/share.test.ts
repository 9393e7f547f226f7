import assert from 'node:assert/strict';
import { COMMAND, CONTEXT_HAS_COPIED_LINK } from '../../../../src/contributions.ts';
import { SpacesError } from '../../../../src/core/errors.ts';
import { shareCommands } from '../../../../src/vscode/commands/share.ts';
import type { RegisterDeps } from '../../../../src/vscode/register.ts';
import { isRow, ObjectRow, type Row, SpaceRow } from '../../../../src/vscode/tree/rows.ts';
import { enter, pick } from '../../../support/fakes/prompts.ts';
import { linkSetup } from '../../commands/links/linkSetup.ts';
import { CONNECTION } from '../../commands/shareSetup.ts';

const PLACE = { connection: CONNECTION, space: 'example-bucket' };
const SPACE = new SpaceRow(PLACE);
const entry = { key: 'a.txt', size: 1234, lastModified: Date.UTC(2026, 0, 1), etag: 'e' };

/** The commands as the one wrapper has them, over fakes. */
function commandsOver(...rows: readonly Row[]) {
  const setup = linkSetup();
  const contexts: string[] = [];
  const executed: unknown[] = [];
  const handlers = new Map<string, (...args: unknown[]) => Promise<unknown>>();
  const wrapper = {
    commands: {
      registerCommand: (id: string, handler: (...args: unknown[]) => Promise<unknown>) => {
        handlers.set(id, handler);
        return { dispose: () => undefined };
      },
      executeCommand: async () => undefined,
    },
    notices: setup.notices,
    log: setup.log,
    selection: () => rows,
    isRow,
  } as unknown as RegisterDeps;
  const deps = {
    ...setup.deps,
    spaces: setup.reads,
    setContext: (key: string) => void contexts.push(key),
    execute: (id: string, args?: object) => executed.push([id, args]),
  };
  for (const register of shareCommands(deps)) register(wrapper);
  const run = (id: string, args?: object) => handlers.get(id)?.(args);
  return { ...setup, contexts, executed, run };
}

describe('the commands of links', () => {
  it('a row brings what is known of its object; Test Link gets the object and the options', async () => {
    const { run, clipboard, prompts, contexts, notices, executed } = commandsOver(
      new ObjectRow(PLACE, entry),
    );
    prompts.answer(pick('1 hour'));
    await run(COMMAND.copySignedUrl, { as: 'json', disposition: 'inline' });
    assert.match(clipboard.text, /"size": 1234/);
    assert.deepEqual(contexts, [CONTEXT_HAS_COPIED_LINK]);
    await notices.press('Test Link');
    const target = {
      connection: CONNECTION.id,
      space: 'example-bucket',
      key: 'a.txt',
      disposition: 'inline',
    };
    assert.deepEqual(executed, [[COMMAND.testLink, target]]);
  });

  it('a Space stands for all that is in it, for the quick command too', async () => {
    const { run, reads, notices, clipboard, prompts } = commandsOver(SPACE);
    reads.put('example-bucket', 'a', 'b/c');
    notices.answer('Copy Signed URLs', 'Copy Signed URLs');
    prompts.answer(pick('1 hour'));
    for (const id of [COMMAND.copySignedUrl, COMMAND.copySignedUrlQuick]) {
      assert.equal(((await run(id)) as { count: number }).count, 2);
      assert.equal(clipboard.text.split('\n').length, 2);
    }
  });

  it('a person whose key pair may not list a Space names an object in it', async () => {
    const { run, reads, prompts, clipboard, notices } = commandsOver(SPACE);
    reads.failures.push(new SpacesError('accessDenied', 'This access key may not list it.'));
    prompts.expect('Copy Signed URL', enter('reports/a.pdf')).expect('reports/a.pdf', pick('1 hour'));
    await run(COMMAND.copySignedUrl);
    assert.equal(new URL(clipboard.text).pathname, '/reports/a.pdf');
    assert.equal(notices.shown.length, 1);
  });

  it('a program is told that it may not list', async () => {
    const { run, reads, clipboard } = commandsOver();
    reads.failures.push(new SpacesError('accessDenied', 'This access key may not list it.'));
    const args = { ...PLACE, connection: 'Demo', prefix: 'a/', expiresIn: 60 };
    await assert.rejects(async () => run(COMMAND.copySignedUrl, args), { code: 'accessDenied' });
    assert.equal(clipboard.text, '');
  });

  it('a dismissed question sets no context key', async () => {
    const { run, contexts, reads } = commandsOver(SPACE);
    reads.put('example-bucket', 'a');
    assert.equal(await run(COMMAND.copySignedUrl), undefined);
    assert.deepEqual(contexts, []);
  });
});
