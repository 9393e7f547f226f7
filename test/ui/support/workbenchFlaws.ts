// What axe finds in the editor's own widgets, which an extension fills and can't change.
import type { Violation } from './axe.ts';

interface Flaw {
  readonly rule: string;
  /** Of the element's tag. */
  readonly on: RegExp;
  readonly why: string;
}

const STEP = /^<button class="getting-started-step\b/;
const row = (role: string) => new RegExp(`class="monaco-list-row[^"]*" role="${role}"`);

export const WORKBENCH_FLAWS: readonly Flaw[] = [
  {
    rule: 'aria-allowed-attr',
    on: row('(option|checkbox|dialog)'),
    why: 'its one list widget gives every row a level, a place and a size, whatever its role',
  },
  {
    rule: 'aria-allowed-attr',
    on: /class="monaco-list [^"]*" tabindex="0" role="list"/,
    why: 'the same widget, as the list of notifications',
  },
  {
    rule: 'aria-required-children',
    on: /class="monaco-list [^"]*" tabindex="0" role="list(box)?"/,
    why: 'notifications are dialogs in a list, and the items of a multi-pick check boxes in a list box',
  },
  {
    rule: 'nested-interactive',
    on: row('checkbox'),
    why: 'an item of a multi-pick is a check box that holds one',
  },
  {
    rule: 'aria-valid-attr-value',
    on: /^<input class="input"/,
    why: 'a text box that follows a list still points at a row of it',
  },
  {
    rule: 'aria-prohibited-attr',
    on: /class="monaco-keybinding"/,
    why: 'the keys of the tree that its own quick pick shows beside a button',
  },
  {
    rule: 'aria-allowed-attr',
    on: STEP,
    why: "a walkthrough's step is a button that says whether it is checked",
  },
  {
    rule: 'label-content-name-mismatch',
    on: STEP,
    why: 'the step that is open is named by its title and by how its picture is described',
  },
  {
    rule: 'nested-interactive',
    on: STEP,
    why: 'a step is a button that holds links, buttons and its check mark',
  },
  {
    rule: 'target-size',
    on: /data-done-step-id=/,
    why: "a step's check mark is 16 pixels wide",
  },
  {
    rule: 'link-in-text-block',
    on: /^<a [^>]*data-href=/,
    why: 'its Markdown preview underlines no link',
  },
  {
    rule: 'target-size',
    on: /class="(action-label|monaco-custom-toggle|monaco-list)[ .]/,
    why: 'rows are 22 pixels high, and so are the buttons and check boxes in them',
  },
  {
    rule: 'label-content-name-mismatch',
    on: row('option'),
    why: 'an item is named "label, description", with a comma that is not on it',
  },
  {
    rule: 'label-content-name-mismatch',
    on: row('treeitem'),
    why: 'ours: begins with the label, then says size and age in words (screenReader.test.ts holds it to that)',
  },
];

export function flawOf({ rule, element }: Violation): Flaw | undefined {
  return WORKBENCH_FLAWS.find((flaw) => flaw.rule === rule && flaw.on.test(element));
}

/** Violations that are not the editor's, a text each. */
export function oursAmong(violations: readonly Violation[]): readonly string[] {
  return violations
    .filter((violation) => flawOf(violation) === undefined)
    .map(({ rule, element, said }) => `${rule}: ${element}\n${said}`);
}
