import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import * as common from '../../../../src/core/page/script/common.ts';
import * as download from '../../../../src/core/page/script/download.ts';
import * as names from '../../../../src/core/page/script/names.ts';
import * as queue from '../../../../src/core/page/script/queue.ts';
import * as send from '../../../../src/core/page/script/send.ts';
import * as upload from '../../../../src/core/page/script/upload.ts';
import { downloadScript, uploadScript } from '../../../../src/core/page/script.ts';

const folder = new URL('../../../../src/core/page/script/', import.meta.url);
const modules = { common, download, names, queue, send, upload };
const sourceOf = (file: string) => readFileSync(new URL(file, folder), 'utf8');

/** A page's script is the text of functions: what one of them names has to be in the page, too. */
describe('the script of the receiver’s page', () => {
  it('knows all files', () => {
    assert.deepEqual(
      readdirSync(folder).sort(),
      Object.keys(modules).map((name) => `${name}.ts`),
    );
  });

  it('holds every function that its files export', () => {
    const has = (script: string, module: object) =>
      Object.values(module).filter((each) => !script.includes(String(each)));
    for (const module of [common, download]) assert.deepEqual(has(downloadScript(), module), []);
    for (const module of [common, names, queue, send, upload])
      assert.deepEqual(has(uploadScript(), module), []);
  });

  for (const name of Object.keys(modules)) {
    it(`${name}.ts has nothing at its top but exported functions and types, and imports only its neighbours`, () => {
      const source = sourceOf(`${name}.ts`);
      assert.deepEqual(source.match(/^(?:async )?(?:function|const|let|var|class|enum)\b.*/gm) ?? [], []);
      assert.deepEqual(source.match(/^export (?!(?:async )?function |interface |type ).*/gm) ?? [], []);
      // A name that is changed on the way would not be found.
      assert.doesNotMatch(source, /import[^;]* as [^;]*from/);
      for (const [, isType, from = ''] of source.matchAll(/^import (type )?[^;]*?from '([^']+)'/gm))
        assert.ok(isType !== undefined || from.startsWith('./'), from);
    });
  }

  it('parses, and ends no script element', () => {
    for (const script of [downloadScript(), uploadScript()]) {
      assert.ok(new Script(script));
      assert.doesNotMatch(script, /<\/script|<!--/i);
    }
  });
});
