import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as contributions from '../../../src/contributions.ts';
import { TOP } from './files.ts';

interface Step {
  readonly title: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

const read = (path: string) => readFileSync(join(TOP, path), 'utf8');
const { publisher, name, contributes } = JSON.parse(read('package.json'));
const [walkthrough] = contributes.walkthroughs as [{ readonly id: string; readonly steps: readonly Step[] }];
const titles = new Map<string, string>(
  contributes.commands.map(({ command, title }: Record<string, string>) => [command, title]),
);
/** English and every translation. */
const texts = readdirSync(TOP).filter((file) => /^package\.nls.*\.json$/.test(file));

describe('the walkthrough and the welcome texts', () => {
  for (const file of texts) {
    const nls: Readonly<Record<string, string>> = JSON.parse(read(file));
    const all = Object.values(nls).join('\n');

    it(`${file}: a link to a command of ours, and a name in bold, is that command's title`, () => {
      const links = [...all.matchAll(/\[([^\]]*)\]\(command:(spaceport\.\w+)\)/g)];
      assert.ok(links.length >= 4);
      const ours = [...titles.values()].map((title) => nls[title.replaceAll('%', '')]);
      for (const [, text, id = ''] of links)
        assert.equal(text, nls[titles.get(id)?.replaceAll('%', '') ?? ''], id);
      for (const [, bold] of all.matchAll(/\*\*(.*?)\*\*/g)) assert.ok(ours.includes(bold), bold);
    });

    it(`${file}: the link to the walkthrough finds it`, () => {
      const [, args = ''] = /\(command:workbench\.action\.openWalkthrough\?([^)]*)\)/.exec(all) ?? [];
      assert.equal(JSON.parse(decodeURIComponent(args)), `${publisher}.${name}#${walkthrough.id}`);
    });
  }

  it('steps are done by context keys that the code sets, or by being read', () => {
    const keys = Object.values(contributions).map((value) => `onContext:${value}`);
    for (const { title, completionEvents } of walkthrough.steps)
      for (const event of completionEvents)
        assert.ok(event === 'onStepSelected' || keys.includes(event), `${title}: ${event}`);
  });
});

describe('the pictures of the walkthrough', () => {
  const used = walkthrough.steps.map(({ media }) => media.svg);

  it('are all there, all used, and small', () => {
    const files = readdirSync(join(TOP, 'media/walkthrough')).map((file) => `media/walkthrough/${file}`);
    assert.deepEqual(files.sort(), [...used].sort());
    assert.ok(used.map(read).join('').length < 20_000);
  });

  for (const path of used) {
    it(`${path} takes every colour from the theme, and holds no words`, () => {
      const svg = read(path);
      // The editor's page for it allows no styles and no scripts.
      assert.doesNotMatch(
        svg,
        /<(style|script|text|image|use|a)\b|\bstyle=|\bon\w+=|href|url\(|#[0-9a-f]{3}/i,
      );
      for (const [, colour = ''] of svg.matchAll(/(?:fill|stroke)="([^"]*)"/g))
        assert.match(colour, /^(none|var\(--vscode-[\w-]+(, (var\(--vscode-[\w-]+|transparent))*\)+)$/);
    });
  }
});
