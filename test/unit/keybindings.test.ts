// Our keys: for what is done all day, in the tree alone, and free on every system.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND, VIEW_RESULTS } from '../../src/contributions.ts';
import { collision } from '../support/collision.ts';
import { defaultKeys, type System } from '../support/defaultKeys.ts';
import { usualKeys } from '../support/usualKeys.ts';
import { TOP } from './house/files.ts';

interface Manifest {
  contributes: {
    keybindings: readonly { key: string; mac?: string; command: string; when: string; args?: unknown }[];
    menus: Record<string, readonly { command: string; when: string; group?: string }[]>;
  };
}

const { contributes } = JSON.parse(readFileSync(join(TOP, 'package.json'), 'utf8')) as Manifest;
const { keybindings, menus } = contributes;
const own = keybindings.filter(({ key }) => !usualKeys.has(key));

describe('keybindings', () => {
  it('run commands that exist, each by one key, the same in Search Results as in the tree', () => {
    const known = new Set<string>(Object.values(COMMAND));
    for (const { command } of keybindings) assert.ok(known.has(command), command);
    const each = new Set(keybindings.map(({ command, key, mac }) => `${command} ${key} ${mac}`));
    assert.equal(new Set(keybindings.map(({ command }) => command)).size, each.size);
    const inResults = keybindings.filter(({ when }) => when.startsWith(`focusedView == ${VIEW_RESULTS} `));
    assert.equal(keybindings.length, each.size + inResults.length);
    const places = keybindings.map(({ key, when }) => `${key} ${when.split(' && ', 1)[0]}`);
    assert.equal(new Set(places).size, keybindings.length);
  });

  it('hold only while a row of ours has the focus, not a box in which one types', () => {
    const when =
      /^focusedView == spaceport\.(?:explorer|results|shares) && listFocus && !inputFocus(?: && !spaceport\.webHost)?$/;
    for (const binding of keybindings) assert.match(binding.when, when, binding.key);
  });

  it('act on the row that has the focus, which an arrow key does not select', () => {
    for (const { key, when, args } of keybindings) {
      const [, view] = /^focusedView == (\S+)/.exec(when) ?? [];
      assert.deepEqual(args, { $treeViewId: view, $focusedTreeItem: true }, key);
    }
  });

  it('for what every list of files has are the usual ones', () => {
    const usual = keybindings.filter(({ key }) => usualKeys.has(key));
    assert.deepEqual(
      usual.map(({ key, mac = key, command }) => [command.replace('spaceport.', ''), key, mac]),
      [
        ['openToSide', 'ctrl+enter', 'ctrl+enter'],
        ['rename', 'f2', 'f2'],
        ['delete', 'delete', 'cmd+backspace'],
        ['cutObjects', 'ctrl+x', 'cmd+x'],
        ['copyObjects', 'ctrl+c', 'cmd+c'],
        ['pasteObjects', 'ctrl+v', 'cmd+v'],
        ['openToSide', 'ctrl+enter', 'ctrl+enter'],
        ['rename', 'f2', 'f2'],
        ['delete', 'delete', 'cmd+backspace'],
        ['cutObjects', 'ctrl+x', 'cmd+x'],
        ['copyObjects', 'ctrl+c', 'cmd+c'],
        ['pasteObjects', 'ctrl+v', 'cmd+v'],
        ['revealShare', 'enter', 'enter'],
        ['forgetShare', 'delete', 'cmd+backspace'],
      ],
    );
  });

  // Not Ctrl, Cmd or a function key: browsers keep some of these for themselves (Ctrl+W, Ctrl+Shift+C, F5), and the
  // usual ones (copy, paste, rename, delete) are for the objects themselves. Not Ctrl+Alt: it is AltGr, which types
  // characters, and VoiceOver's own. Not Alt alone: it opens menus. Not a letter alone: it finds a row.
  it('are Shift+Alt and a letter: what neither browsers, menus, AltGr nor screen readers take', () => {
    for (const { key, mac } of own) {
      assert.match(key, /^shift\+alt\+[a-z]$/);
      assert.equal(mac, undefined, 'the same on every system');
    }
  });

  for (const [system, name] of [
    ['L', 'Linux'],
    ['W', 'Windows'],
    ['M', 'macOS'],
  ] as const satisfies readonly (readonly [System, string])[]) {
    it(`are bound to nothing by default on ${name}, in no context at all`, () => {
      const taken = defaultKeys(system);
      assert.ok(taken.size > 400, 'the list is there');
      for (const { key } of own) assert.equal(collision(key, taken), undefined);
    });
  }

  it('the check sees a key that is taken, one that a chord begins with, and one behind such a key', () => {
    assert.equal(collision('shift+alt+r', defaultKeys('W')), 'shift+alt+r');
    assert.equal(collision('ctrl+k', ['ctrl+kk', 'ctrl+k m']), 'ctrl+k m');
    assert.equal(collision('ctrl+k m', ['ctrl+k']), 'ctrl+k');
    assert.equal(collision('ctrl+k l', ['ctrl+k m', 'l', 'ctrl+l']), undefined);
  });
});

describe('what rows offer to the mouse', () => {
  const rowMenu = menus['view/item/context'] ?? [];
  const inline = rowMenu.filter(({ group }) => group?.startsWith('inline'));

  it('is also in their menu, or in the palette', () => {
    const hidden = new Set((menus.commandPalette ?? []).map(({ command }) => command));
    assert.ok(inline.length > 3);
    for (const { command, when } of inline) {
      const inMenu = rowMenu.some(
        (each) => each.command === command && !each.group?.startsWith('inline') && isWider(each.when, when),
      );
      assert.ok(inMenu || !hidden.has(command), `${command} ${when}`);
    }
  });
});

/** A menu entry for the same rows, or for more of them. */
function isWider(wide: string, narrow: string): boolean {
  const kinds = (when: string) => /viewItem =~ \/\^\(?([a-z|]+)/.exec(when)?.[1]?.split('|') ?? [];
  return kinds(narrow).every((kind) => kinds(wide).includes(kind));
}
