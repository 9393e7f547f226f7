import assert from 'node:assert/strict';
import { ObjectClipboard, paste } from '../../../../src/commands/manage/clipboard.ts';
import { askNewFolder, newFolder } from '../../../../src/commands/manage/newFolder.ts';
import { rename } from '../../../../src/commands/manage/rename.ts';
import { LOCAL } from '../../../support/fakes/listing.ts';
import { dismiss, enter } from '../../../support/fakes/prompts.ts';
import { at, below, setUp } from './setup.ts';

const now = { isQuiet: true, connectionOf: () => LOCAL };

describe('names', () => {
  it('a new folder is asked for, made and shown', async () => {
    const { deps, done, prompts, revealed } = setUp('a/1');
    prompts.expect('New Folder in a/', enter(''), enter('b//c'), enter('x/../y'), enter('b/c/'));
    assert.equal(await askNewFolder(deps, below('a/')), 'a/b/c/');
    assert.equal(prompts.last.said.length, 3);
    assert.deepEqual([done, revealed], [['write a/b/c/'], ['a/b/c/']]);
  });

  it('a folder that is there, a read-only connection, a prefix without its slash', async () => {
    const { deps, done } = setUp('a/1');
    await assert.rejects(newFolder(deps, below('a/')), { code: 'exists' });
    await assert.rejects(newFolder(deps, below('b')), { code: 'badArguments' });
    const readOnly = below('b/', 'box', { ...LOCAL, readOnly: true });
    await assert.rejects(newFolder(deps, readOnly), { code: 'readOnly' });
    assert.deepEqual(done, []);
  });

  it('renames after a question that has the name without its ending selected', async () => {
    const { deps, done, prompts, notices, revealed } = setUp('a/old.tar.gz');
    prompts.expect('Rename: old.tar.gz', enter(), enter('a/b'), enter('new.gz'));
    assert.equal(await rename(deps, at('a/old.tar.gz'), {}), 'a/new.gz');
    assert.deepEqual(prompts.last.said.length, 2);
    assert.deepEqual(done, ['copy a/old.tar.gz a/new.gz', 'delete a/old.tar.gz']);
    assert.deepEqual([notices.messages, revealed], [[], ['a/new.gz']]);
  });

  it('renames a folder after a question with the count; Escape changes nothing', async () => {
    const { deps, done, prompts, notices } = setUp('a/1', 'a/b/2');
    prompts.expect('Rename: a', dismiss);
    await assert.rejects(rename(deps, below('a/'), {}), { name: 'Cancelled' });
    prompts.expect('Rename: a', enter('z'));
    notices.answer('Move');
    assert.equal(await rename(deps, below('a/'), {}), 'z/');
    assert.equal(notices.shown[0]?.message, 'Move a/ to z/? Objects: 2 (8 bytes).');
    assert.deepEqual(done.slice(0, 2).sort(), ['copy a/1 z/1', 'copy a/b/2 z/b/2']);
  });

  it('throws for a caller what fails', async () => {
    const { deps, refused } = setUp('a/1', 'a/2', 'b');
    refused.copy.add('a/2');
    const options = { newName: 'z', confirmed: true };
    await assert.rejects(rename(deps, below('a/'), options), {
      code: 'accessDenied',
      message: 'Moved: z/1. Failed: 1. a/2. No a/2.',
    });
    await assert.rejects(rename(deps, at('b'), { newName: 'a/c' }), { code: 'badArguments' });
    await assert.rejects(rename(deps, at('dir/'), { newName: 'c' }), { code: 'badArguments' });
    await assert.rejects(rename(deps, below(''), { newName: 'c' }), { code: 'badArguments' });
  });

  it('what was cut is pasted once, what was copied again and again', async () => {
    const { deps, done } = setUp('a/1', 'b/2');
    const heard: string[] = [];
    const clipboard = new ObjectClipboard((cut, canPaste) => heard.push(`${cut.length} ${canPaste}`));
    clipboard.set('copy', [at('a/1')]);
    await paste(deps, clipboard, { to: below('x/'), ...now });
    await paste(deps, clipboard, { to: below('y/'), ...now });
    clipboard.set('move', [at('b/2')]);
    await paste(deps, clipboard, { to: below('x/'), ...now });
    assert.deepEqual(done, ['copy a/1 x/1', 'copy a/1 y/1', 'copy b/2 x/2', 'delete b/2']);
    assert.deepEqual(heard, ['0 true', '1 true', '0 false']);
  });

  it('a connection that became read-only since the cut loses nothing', async () => {
    const { deps, done } = setUp('a/1');
    const clipboard = new ObjectClipboard(() => undefined);
    clipboard.set('move', [at('a/1')]);
    const connectionOf = () => ({ ...LOCAL, readOnly: true });
    const pasting = paste(deps, clipboard, { to: below('x/'), isQuiet: true, connectionOf });
    await assert.rejects(pasting, { code: 'readOnly' });
    assert.deepEqual(done, []);
  });

  it('what can not be pasted is kept for another folder', async () => {
    const { deps } = setUp('a/1');
    const clipboard = new ObjectClipboard(() => undefined);
    clipboard.set('move', [below('a/')]);
    await assert.rejects(paste(deps, clipboard, { to: below('a/b/'), ...now }), {
      code: 'badArguments',
    });
    assert.equal(clipboard.places.length, 1);
  });
});
