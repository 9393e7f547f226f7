// Keys as the editor's own URIs, and as its documents.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import * as vscode from 'vscode';
import { pathOfObject, placeOf } from '../../../src/core/files/path.ts';
import { writeProblem } from '../../../src/core/keyRules.ts';
import { byCategory, coreKeys } from '../../support/oddKeys.ts';
import { add, run } from '../support/contract.ts';
import { closeAll, uriAt, uriIn } from '../support/files.ts';
import { put } from '../support/store.ts';

const name = 'File keys';
const space = `file-keys-${vscode.version.replaceAll('.', '-')}`;
const unit = fc.constantFrom(
  ...'./%\\#?:;@&=+ aZ~',
  ...Object.values(byCategory).flatMap((each) => [...each]),
);
const anyKey = fc.string({ unit, minLength: 1, maxLength: 12 });

describe('keys as URIs of the editor', function () {
  this.timeout(60_000);

  it('100,000 come back from what they are written as', () => {
    const check = (key: string) => {
      const uri = uriAt('abcdefghij', pathOfObject('box', key));
      const back = vscode.Uri.parse(uri.toString(), true);
      const place = placeOf(back.path);
      const isBack = place?.kind === 'key' && place.key === key && back.authority === 'abcdefghij';
      const isWhole =
        back.query === '' && back.fragment === '' && vscode.Uri.from(uri.toJSON()).path === uri.path;
      if (!isBack || !isWhole) assert.fail(`${JSON.stringify(key)} is ${uri.toString()}`);
    };
    for (const key of coreKeys) check(key);
    fc.assert(fc.property(anyKey, check), { numRuns: 100_000 });
  });

  it('200 are opened as documents, each with its own content', async () => {
    const sample = fc.sample(anyKey, { numRuns: 600, seed: 6 });
    const all = [...new Set([...coreKeys.slice(0, 80), ...sample])].filter(
      (key) => writeProblem(key) === undefined,
    );
    // A folder is shown in the place of its marker.
    const isHidden = (key: string) => key.endsWith('/') && all.some((each) => each.startsWith(`${key}/`));
    const keys = all.filter((key) => !isHidden(key)).slice(0, 200);
    assert.equal(keys.length, 200);
    const id = await add(name);
    try {
      for (const [index, key] of keys.entries()) await put({ space, keys: [key], body: `content ${index}` });
      for (const [index, key] of keys.entries()) {
        const document = await vscode.workspace.openTextDocument(uriIn(id, space)(key));
        assert.equal(document.getText(), `content ${index}`, JSON.stringify(key));
      }
    } finally {
      await closeAll();
      await run('removeConnection', { connection: name, confirmed: true });
    }
  });
});
