import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { Emitter } from '../../../../src/core/emitter.ts';
import { FolderRow, type Row } from '../../../../src/vscode/tree/rows.ts';
import { Selection } from '../../../../src/vscode/tree/selection.ts';
import { folder } from '../../../support/fakes/listing.ts';

function viewOf() {
  const selected = new Emitter<vscode.TreeViewSelectionChangeEvent<Row>>();
  const view = {
    selection: [] as readonly Row[],
    visible: true,
    onDidChangeSelection: selected.event,
    select(...rows: readonly Row[]) {
      view.selection = rows;
      selected.fire({ selection: rows });
    },
  };
  return view;
}

const [one, two, three] = ['1/', '2/', '3/'].map((prefix) => new FolderRow(folder(prefix))) as [
  Row,
  Row,
  Row,
];

describe('what is selected in two views of rows', () => {
  const setUp = () => {
    const selection = new Selection();
    const [tree, results] = [viewOf(), viewOf()];
    selection.addView(tree);
    selection.addView(results);
    return { selection, tree, results };
  };

  it('without a row is where something was selected last', () => {
    const { selection, tree, results } = setUp();
    assert.deepEqual(selection.of(undefined), []);
    tree.select(one);
    assert.deepEqual(selection.of(undefined), [one]);
    results.select(two, three);
    assert.deepEqual(selection.of(undefined), [two, three]);
    tree.select(one);
    assert.deepEqual(selection.of(undefined), [one]);
  });

  it('with a row is that of its own view, wherever something was selected since', () => {
    const { selection, tree, results } = setUp();
    results.select(two, three);
    tree.select(one);
    assert.deepEqual(selection.of(two), [two, three]);
    assert.deepEqual(selection.of(one), [one]);
    assert.deepEqual(selection.of(new FolderRow(folder('1/'))), [], 'an equal row of another view');
  });

  it('of a view that is not seen, or in which nothing is left, is not meant', () => {
    const { selection, tree, results } = setUp();
    tree.select(one);
    results.select(two);
    results.visible = false;
    assert.deepEqual([selection.of(undefined), selection.of(two)], [[one], []]);
    results.visible = true;
    results.select();
    assert.deepEqual(selection.of(undefined), [one]);
  });

  it('is not listened to after its end', () => {
    const { selection, tree, results } = setUp();
    selection.dispose();
    results.select(two);
    tree.selection = [one];
    assert.deepEqual(selection.of(undefined), [one]);
  });
});
