// GitHub shows nothing of a form that breaks one of its rules: docs.github.com, "Syntax for GitHub's form schema",
// "Common validation errors when creating issue forms".
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createRedactor } from '../../../src/core/redact.ts';
import { TOP } from './files.ts';

interface Element {
  readonly type: string;
  readonly id?: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly validations?: { readonly required?: unknown };
}

interface Form {
  readonly name: string;
  readonly body: readonly Element[];
}

const folder = join(TOP, '.github/ISSUE_TEMPLATE');
const read = (name: string) => parse(readFileSync(join(folder, name), 'utf8'), { strict: true }) as unknown;
const names = readdirSync(folder).filter((name) => name !== 'config.yml');

/** The attributes that each kind of element takes; the first must be there. */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  markdown: ['value'],
  input: ['label', 'description', 'placeholder', 'value'],
  textarea: ['label', 'description', 'placeholder', 'value', 'render'],
  dropdown: ['label', 'description', 'options', 'multiple', 'default'],
  checkboxes: ['label', 'description', 'options'],
};

const isText = (value: unknown) => typeof value === 'string' && value.trim() !== '';

function onlyKeys(value: object, allowed: readonly string[], where: string): void {
  for (const key of Object.keys(value)) assert.ok(allowed.includes(key), `${where}: ${key}`);
}

function checkElement(element: Element, where: string): void {
  const { type, id, attributes, validations = {} } = element;
  onlyKeys(element, ['type', 'id', 'attributes', 'validations'], where);
  const allowed = ATTRIBUTES[type];
  assert.ok(allowed !== undefined, `${where}: type ${type}`);
  onlyKeys(attributes, allowed, where);
  assert.ok(isText(attributes[allowed[0] ?? '']), `${where}: ${allowed[0]} is missing`);
  onlyKeys(validations, type === 'markdown' ? [] : ['required'], where);
  assert.ok(validations.required === undefined || typeof validations.required === 'boolean', where);
  if (type === 'markdown') assert.equal(id, undefined, where);
  else assert.match(id ?? '', /^[\w-]+$/, where);
  if (type === 'dropdown') checkOptions(attributes.options, where);
}

function checkOptions(options: unknown, where: string): void {
  assert.ok(Array.isArray(options) && options.length > 0 && options.every(isText), where);
  assert.equal(new Set(options).size, options.length, `${where}: an option twice`);
  assert.ok(!options.some((option) => String(option).toLowerCase() === 'none'), `${where}: a reserved word`);
}

function assertUnique(values: readonly unknown[], where: string): void {
  assert.deepEqual([...new Set(values)], values, where);
}

describe('issue forms', () => {
  it('are a bug and a wish, told apart by their names', () => {
    assert.deepEqual(names.sort(), ['bug.yml', 'feature.yml']);
    assertUnique(
      names.map((name) => (read(name) as Form).name),
      'names',
    );
  });

  for (const name of names) {
    it(`${name} keeps to GitHub's rules`, () => {
      const form = read(name) as Form & Readonly<Record<string, unknown>>;
      onlyKeys(form, ['name', 'description', 'title', 'labels', 'assignees', 'body'], name);
      assert.ok(isText(form.name) && isText(form.description), name);
      const asked = form.body.filter(({ type }) => type !== 'markdown');
      assert.ok(asked.length > 0, 'something is asked');
      for (const element of form.body) checkElement(element, `${name}, ${element.id ?? element.type}`);
      assertUnique(
        asked.map(({ id }) => id),
        'ids',
      );
      assertUnique(
        asked.map(({ attributes }) => attributes.label),
        'labels',
      );
    });
  }

  it('of a bug the redacted log is asked for, with the way to it and what to look over', () => {
    const { body } = read('bug.yml') as Form;
    const log = body.find(({ id }) => id === 'log');
    assert.equal(log?.validations?.required, true);
    const text = String(log.attributes.description);
    for (const words of ['Spaceport: Show Log', 'Developer: Set Log Level…', 'Trace', 'Look it over'])
      assert.ok(text.includes(words), words);
    const hidden = createRedactor().redact('x-amz-signature=abc').replace(/^.*=/, '');
    assert.ok(text.includes(hidden), 'what stands in the place of a secret');
  });

  it('nobody writes without a form', () => {
    assert.deepEqual(read('config.yml'), { blank_issues_enabled: false });
  });
});
