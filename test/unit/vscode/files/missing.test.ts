import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { MissingConnections } from '../../../../src/vscode/files/missing.ts';
import { FakeNotices } from '../../../support/fakes/notices.ts';

const GONE = 'zzzzzzzzzz';

/** A window with one folder of a workspace, or one editor. */
function windowWith(name: string, authority = GONE, { scheme = 'spaceport', isEditor = false } = {}) {
  const notices = new FakeNotices();
  const ran: unknown[] = [];
  const uri = { scheme, authority } as vscode.Uri;
  const groups = [
    {
      tabs: [
        { label: 'Welcome', input: undefined },
        { label: name, input: { uri } },
      ],
    },
  ];
  const missing = new MissingConnections(
    {
      workspace: { workspaceFolders: isEditor ? undefined : [{ name, index: 0, uri }] },
      window: { tabGroups: { all: isEditor ? groups : [] } },
    },
    { notices, execute: (id, args) => ran.push([id, args]) },
  );
  return { notices, ran, missing };
}

describe('a workspace whose connection is not here', () => {
  it('says so once, by the name of the folder', () => {
    const { notices, missing } = windowWith('photos $(x)');
    for (const authority of [GONE, GONE, 'yyyyyyyyyy']) missing.missed({ authority });
    assert.equal(notices.shown.length, 1);
    assert.match(
      notices.last.message,
      /connection that this belongs to is not here.*: photos \$\u200b\(x\)$/,
    );
    assert.deepEqual(notices.last.titles, ['Add Connection…', 'Learn More']);
  });

  it('says it of an editor, too', () => {
    const { notices, missing } = windowWith('a.txt', GONE, { isEditor: true });
    missing.missed({ authority: GONE });
    assert.match(notices.last.message, /: a\.txt$/);
  });

  it('is silent about paths that it does not show, and about ids that no connection can have', () => {
    const { notices, missing } = windowWith('photos');
    missing.missed({ authority: 'yyyyyyyyyy' });
    const others = [windowWith('photos', GONE, { scheme: 'file' }), windowWith('photos', 'any')];
    others[0]?.missing.missed({ authority: GONE });
    others[1]?.missing.missed({ authority: 'any' });
    assert.deepEqual(
      [notices, ...others.map((each) => each.notices)].flatMap(({ shown }) => shown),
      [],
    );
  });

  it('has it added under the id that it knows', async () => {
    const { notices, ran, missing } = windowWith('photos');
    missing.missed({ authority: GONE });
    await notices.press('Add Connection…');
    assert.deepEqual(ran, [['spaceport.addConnection', { id: GONE }]]);
  });
});
