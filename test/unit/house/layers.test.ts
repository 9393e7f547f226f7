import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { sourceFiles, TOP } from './files.ts';

/** Which rooms a room may import from, besides itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  core: [],
  s3: ['core'],
  platform: ['core'],
  commands: ['core'],
  vscode: ['core', 'commands', 'contributions'],
  contributions: [],
  root: ['core', 's3', 's3/sdk', 'platform', 'commands', 'vscode', 'contributions'],
};

/** Which packages a room may import. `vscode` alone may see the editor; the SDK stays in s3/sdk. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  core: /^(@vscode\/l10n|lean-qr|mime\/(?:lite|types\/standard\.js))$/,
  s3: /^@vscode\/l10n$/,
  's3/sdk': /^(@vscode\/l10n|@aws-sdk\/.*|@smithy\/.*)$/,
  platform: /^(@vscode\/l10n|node:.*)$/,
  commands: /^@vscode\/l10n$/,
  vscode: /^(@vscode\/l10n|vscode)$/,
  contributions: /^$/,
  root: /^(@vscode\/l10n|vscode)$/,
};

/** A date parser is pure, as the rules are, and only this file knows it: it is loaded on first use. */
const EXCEPTIONS: Readonly<Record<string, string>> = { 'src/core/phrases.ts': 'chrono-node/en' };

function roomOf(file: string): string {
  const parts = file.split('/');
  if (parts[1] === 's3' && parts[2] === 'sdk') return 's3/sdk';
  if (parts.length > 2) return parts[1] ?? 'root';
  return parts[1] === 'contributions.ts' ? 'contributions' : 'root';
}

const IMPORT = /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

function importsOf(file: string): string[] {
  const found = readFileSync(join(TOP, file), 'utf8').matchAll(IMPORT);
  return [...found].map((match) => match[1] ?? match[2] ?? '');
}

function isAllowed(file: string, name: string): boolean {
  const room = roomOf(file);
  if (!name.startsWith('.')) return EXCEPTIONS[file] === name || (PACKAGES[room] ?? /^$/).test(name);
  const other = roomOf(posix.join(posix.dirname(file), name));
  if (other === room) return true;
  if (room === 's3/sdk') return other === 's3' || other === 'core';
  return (ALLOWED[room] ?? []).includes(other);
}

describe('the house', () => {
  const files = sourceFiles('src');

  it('has its rooms', () => {
    const rooms = new Set(files.map(roomOf));
    for (const room of ['core', 's3', 's3/sdk', 'platform', 'commands', 'vscode', 'root'])
      assert.ok(rooms.has(room), room);
  });

  for (const file of files) {
    it(`${file} imports only what its room may`, () => {
      assert.deepEqual(
        importsOf(file).filter((name) => !isAllowed(file, name)),
        [],
      );
    });
  }

  it('has no import that leaves src or misses its .ts', () => {
    for (const file of files) {
      for (const name of importsOf(file).filter((each) => each.startsWith('.'))) {
        assert.match(name, /\.ts$/, `${file}: ${name}`);
        assert.ok(!relative('src', join(dirname(file), name)).startsWith('..'), `${file}: ${name}`);
      }
    }
  });
});
