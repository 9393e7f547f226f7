import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transferFiles } from '../../../src/platform/transferFiles.ts';
import { scratchFolder } from '../../support/scratch.mjs';

const { signal } = new AbortController();

describe('the files of transfers', () => {
  const folder = scratchFolder('transfer-files');
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it('a file appears under its name whole, with its time, and its folders', async () => {
    const [temporary, path] = [join(folder, 'new/.x'), join(folder, 'new/x')];
    const target = await transferFiles.create(temporary);
    await target.write(Buffer.from('bcd'), 1);
    await target.write(Buffer.from('a'), 0);
    await target.setTime(1_700_000_000_250);
    await target.sync();
    await target.close();
    await transferFiles.publish(temporary, path, { mayReplace: false });
    assert.equal(readFileSync(path, 'utf8'), 'abcd');
    assert.equal(statSync(path).mtimeMs, 1_700_000_000_250);
    assert.equal(await transferFiles.kindOf(temporary), undefined);
  });

  it('replaces only what may be replaced', async () => {
    const path = write('taken', 'old');
    const temporary = write('.taken', 'new');
    await assert.rejects(transferFiles.publish(temporary, path, { mayReplace: false }), { code: 'exists' });
    assert.equal(readFileSync(path, 'utf8'), 'old');
    await transferFiles.publish(temporary, path, { mayReplace: true });
    assert.equal(readFileSync(path, 'utf8'), 'new');
  });

  it('what takes the place of a file may be read and run by those who could before', async () => {
    if (process.platform === 'win32') return;
    for (const mode of [0o600, 0o755]) {
      const path = write('modes', 'old');
      chmodSync(path, mode);
      await transferFiles.publish(write('.modes', 'new'), path, { mayReplace: true });
      assert.deepEqual([readFileSync(path, 'utf8'), statSync(path).mode & 0o777], ['new', mode]);
    }
  });

  it('tells why the system refused, naming the file', async () => {
    const file = write('file', 'x');
    await assert.rejects(transferFiles.open(join(folder, 'none')), {
      code: 'localFile',
      message: /no longer there: none/,
    });
    await assert.rejects(transferFiles.open(folder), { code: 'localFile' });
    await assert.rejects(transferFiles.create(join(file, 'below')), {
      message: /folder and a file have the same name/,
    });
    await assert.rejects(transferFiles.create(join(folder, 'x'.repeat(300))), { message: /too long/ });
    if (process.platform !== 'linux') return;
    const full = await transferFiles.reopen('/dev/full');
    await assert.rejects(full.write(Buffer.from('x'), 0), {
      code: 'diskFull',
      message: /disk is full: full/,
    });
    await full.close();
  });

  it('a file that is shorter by now is changed', async () => {
    const source = await transferFiles.open(write('short', 'abc'));
    await assert.rejects(source.read({ start: 0, end: 4 }), { code: 'changed' });
    await source.close();
  });

  it('walks a folder in order, through links, never in a circle', async () => {
    const top = join(folder, 'walk');
    mkdirSync(join(top, 'b/c'), { recursive: true });
    for (const name of ['walk/z', 'walk/a', 'walk/b/c/x']) write(name, name);
    symlinkSync(top, join(top, 'b/c/up'));
    symlinkSync(join(top, 'b'), join(top, 'twice'));
    symlinkSync('nowhere', join(top, 'broken'));
    const seen: string[] = [];
    for await (const found of transferFiles.walk(top, signal))
      seen.push('error' in found ? `! ${found.path.slice(top.length + 1)}` : found.names.join('/'));
    assert.deepEqual(seen, ['a', 'b/c/x', '! broken', 'twice/c/x', 'z']);
  });

  it('a folder that can not be read is told of', async () => {
    // Root reads everything.
    if (process.getuid?.() === 0) return;
    const locked = join(folder, 'locked');
    mkdirSync(locked, { mode: 0 });
    const seen = [];
    for await (const found of transferFiles.walk(locked, signal))
      seen.push('error' in found && found.error.message);
    chmodSync(locked, 0o700);
    assert.deepEqual(seen, ['The system does not allow it: locked']);
  });

  it('digests a file, and its parts, in one pass', async () => {
    const bytes = Buffer.alloc(3_000_000, 'abc');
    const path = join(folder, 'digested');
    writeFileSync(path, bytes);
    const md5 = (part: Uint8Array) => createHash('md5').update(part).digest('hex');
    const { parts } = await transferFiles.digests(path, 1_400_000, signal);
    assert.deepEqual(
      parts,
      [0, 1_400_000, 2_800_000].map((at) => md5(bytes.subarray(at, at + 1_400_000))),
    );
    assert.equal((await transferFiles.digests(path, undefined, signal)).whole, md5(bytes));
    await assert.rejects(transferFiles.digests(path, undefined, AbortSignal.abort()), { name: 'Cancelled' });
  });
});
