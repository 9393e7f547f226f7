import assert from 'node:assert/strict';
import { createParts } from '../../src/webParts.ts';

const EDITOR = { version: '1.2.3' };

/** Files by name; `failing`: the next read of each fails. */
function partsOf(files: Readonly<Record<string, string>>, failing: string[] = []) {
  const reads: string[] = [];
  const readText = async (file: string) => {
    reads.push(file);
    if (failing.includes(file)) {
      failing.splice(failing.indexOf(file), 1);
      throw new Error(`no ${file}`);
    }
    const text = files[file];
    assert.ok(text !== undefined, file);
    return text;
  };
  return { parts: createParts({ readText, editor: EDITOR }), reads, failing };
}

const CIRCLE = {
  'root.js':
    '/*needs shared.js later.js*/exports.shared=require("./shared.js");exports.later=()=>require("./later.js");',
  'shared.js': 'exports.editor=require("vscode");exports.made=[];',
  'later.js':
    '/*needs root.js shared.js*/require("./shared.js").made.push(1);exports.root=require("./root.js");',
};

type Root = { shared: { editor: unknown; made: number[] }; later(): { root: unknown } };

describe('the parts of a browser', () => {
  it('are read once, with what they need, also in a circle, and run on first use', async () => {
    const { parts, reads } = partsOf(CIRCLE);
    const root = await parts.load<Root>('root');
    assert.deepEqual(reads.sort(), ['later.js', 'root.js', 'shared.js']);
    assert.equal(root.shared.editor, EDITOR);
    assert.deepEqual(root.shared.made, []);
    assert.equal(root.later().root, root);
    root.later();
    assert.deepEqual(root.shared.made, [1]);
    assert.equal(await parts.load('root'), root);
    assert.equal(reads.length, 3);
  });

  it('that are read ahead are not read again; what failed then is', async () => {
    const { parts, reads } = partsOf(CIRCLE, ['later.js']);
    parts.fetch('root');
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal((await parts.load<Root>('root')).shared.editor, EDITOR);
    assert.deepEqual(reads.sort(), ['later.js', 'later.js', 'root.js', 'shared.js']);
  });

  it("that are the desktop's alone are not there, and say so", async () => {
    const { parts } = partsOf({ 'root.js': 'require("node:crypto")' });
    await assert.rejects(parts.load('root'), /no node:crypto/);
  });

  it('that can not be read say so to who needs them', async () => {
    const { parts } = partsOf(CIRCLE, ['shared.js']);
    await assert.rejects(parts.load('root'), /no shared\.js/);
    await parts.load('root');
  });
});
