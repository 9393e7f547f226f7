import assert from 'node:assert/strict';
import { MadeUploads } from '../support/madeUploads.ts';

describe('a drop box, on real Ceph', () => {
  let uploads: MadeUploads;
  beforeEach(async () => {
    uploads = await MadeUploads.start();
  });
  const place = { prefix: 'in box/' };

  it('takes any number of files under their own names, and nothing elsewhere', async () => {
    const command = await uploads.make(uploads.draft({}, { place, file: 'a b.txt' }));
    for (const name of ['a b.txt', "it's.txt", '漢.txt', 'x,y']) {
      const { unixWord } = words;
      const line = command.replace("'file=@a b.txt'", unixWord(name));
      assert.equal((await uploads.run(line, { name, content: name })).status, 204, name);
      assert.equal(await (await uploads.read(`in box/${name}`)).text(), name);
    }
    for (const key of ['out/', '', 'in bo', 'In box/', '/in box/']) {
      const { status, code } = await uploads.run(command.replace('key=in box/', `key=${key}`), {
        name: 'a b.txt',
        content: 'x',
      });
      assert.deepEqual([status, code], [403, 'AccessDenied'], key);
    }
    assert.equal((await uploads.keys()).length, 4);
  });

  it('one file may overwrite another', async () => {
    const command = await uploads.make(uploads.draft({}, { place, file: 'a' }));
    for (const content of ['1', '2']) await uploads.run(command, { name: 'a', content });
    assert.equal(await (await uploads.read('in box/a')).text(), '2');
  });

  for (const [name, stored] of [
    ['semi;colon.bin', 'semi_colon.bin'],
    ['say "hi".txt', 'say _hi_.txt'],
    ['back\\slash', 'back_slash'],
    ['tab\there', 'tab_here'],
    ['a;name=b', 'a_name=b'],
    ['$' + '{filename}', '$' + '{filename}'],
    [' edges ', ' edges '],
    ['-', '-'],
  ] as const) {
    it(`the command sends ${JSON.stringify(name)} as ${JSON.stringify(stored)}, whole`, async () => {
      const command = await uploads.make(uploads.draft({}, { place, file: name }));
      assert.equal((await uploads.run(command, { name, content: 'x' })).status, 204);
      assert.deepEqual(await uploads.keys(), [`in box/${stored}`]);
    });
  }

  it('keeps its limits, each file its own', async () => {
    const terms = { maxBytes: 5, contentType: 'image/*' };
    const json = await uploads.make(uploads.draft(terms, { place, as: 'json', file: 'any.png' }));
    const form = JSON.parse(json);
    assert.equal(form.fields.key, 'in box/$' + '{filename}');
    assert.equal((await uploads.post(json, { name: 'a.png', content: 'hello' })).status, 204);
    const gif = JSON.stringify({ ...form, fields: { ...form.fields, 'Content-Type': 'image/gif' } });
    assert.equal((await uploads.post(gif, { name: 'b.gif', content: 'hello' })).status, 204);
    const large = await uploads.post(json, { name: 'c.png', content: 'hello!' });
    const page = JSON.stringify({ ...form, fields: { ...form.fields, 'Content-Type': 'text/html' } });
    const { status, code } = await uploads.post(page, { name: 'd.html', content: 'x' });
    assert.deepEqual([large.code, status, code], ['EntityTooLarge', 403, 'AccessDenied']);
    assert.deepEqual(await uploads.keys(), ['in box/a.png', 'in box/b.gif']);
  });

  it('a stranger’s name stays below it, whatever it looks like: keys are no paths', async () => {
    const json = await uploads.make(uploads.draft({}, { place, as: 'json' }));
    for (const name of ['../../up', '/abs', '..', '']) {
      assert.equal((await uploads.post(json, { name, content: 'x' })).status, 204, name);
    }
    assert.deepEqual((await uploads.keys()).toSorted(), [
      'in box/',
      'in box/..',
      'in box/../../up',
      'in box//abs',
    ]);
  });

  it('of a whole Space takes any key', async () => {
    const json = await uploads.make(uploads.draft({}, { place: { prefix: '' }, as: 'json' }));
    await uploads.post(json, { name: 'x', content: 'x' });
    assert.deepEqual(await uploads.keys(), ['x']);
  });

  it('of a prefix that begins with a dollar is refused, as it would allow every key', async () => {
    const draft = uploads.draft({}, { place: { prefix: '$in/' } });
    await assert.rejects(uploads.make(draft), { code: 'badKey', message: /"\$"/ });
  });
});

const words = {
  /** The part of the file as the command writes it for a plain name. */
  unixWord: (name: string) => {
    const part = name.includes(',') ? `file=@"${name}"` : `file=@${name}`;
    return name.includes("'") ? `"${part}"` : `'${part}'`;
  },
};
