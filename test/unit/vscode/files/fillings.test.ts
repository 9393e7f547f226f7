import assert from 'node:assert/strict';
import { Fillings } from '../../../../src/vscode/files/fillings.ts';
import { FakeLater } from '../../../support/fakes/later.ts';

function setUp() {
  const told: string[] = [];
  const editor = new FakeLater();
  const fillings = new Fillings(editor.later);
  const add = (path: string, what: string) => fillings.add(path, () => told.push(what));
  return { told, editor, fillings, add };
}

describe('documents that were filled anew', () => {
  it('are told once the editor has answered, or before anything else is told of them', () => {
    const { told, editor, fillings, add } = setUp();
    add('a', 'a');
    add('b', 'b');
    assert.deepEqual(told, []);
    fillings.settle('b');
    assert.deepEqual(told, ['b']);
    editor.pass();
    assert.deepEqual(told, ['b', 'a']);
  });

  it('are not told where it was a key, whenever that is answered', () => {
    const { told, editor, fillings, add } = setUp();
    add('a', 'a key');
    fillings.drop('a');
    editor.pass();
    assert.deepEqual(told, []);
  });

  it('the answer to an earlier one does not tell a later one', () => {
    const told: string[] = [];
    const answers: (() => void)[] = [];
    const fillings = new Fillings((run) => void answers.push(run));
    fillings.add('a', () => told.push('filled'));
    fillings.add('a', () => told.push('a key'));
    answers[0]?.();
    assert.deepEqual(told, ['filled']);
    fillings.drop('a');
    answers[1]?.();
    assert.deepEqual(told, ['filled']);
  });

  it('disposed of, they tell nothing', () => {
    const { told, editor, fillings, add } = setUp();
    add('a', 'a');
    fillings.dispose();
    editor.pass();
    assert.deepEqual(told, []);
  });
});
