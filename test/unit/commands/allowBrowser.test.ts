import assert from 'node:assert/strict';
import { allowBrowser } from '../../../src/commands/allowBrowser.ts';
import { browserRule, type CorsRule, EDITOR_ORIGIN } from '../../../src/core/cors.ts';
import type { SpaceRules } from '../../../src/core/ports.ts';
import { FakeNotices } from '../../support/fakes/notices.ts';
import { back, dismiss, enter, FakePrompts, pick } from '../../support/fakes/prompts.ts';
import { FakeProgress } from '../../support/fakes/small.ts';
import { CONNECTION } from './shareSetup.ts';

const app: CorsRule = {
  id: 'app',
  origins: ['https://app.example.com'],
  methods: ['GET', 'PUT'],
  headers: ['*'],
  expose: ['ETag'],
  maxAgeSeconds: 60,
};
const uploads: CorsRule = { origins: ['*'], methods: ['POST', 'PUT'], headers: [], expose: [] };

class FakeRules implements SpaceRules {
  rules: readonly CorsRule[];
  readonly writes: (readonly CorsRule[])[] = [];
  /** What the server makes of what is written. */
  keep = (rules: readonly CorsRule[]) => rules;

  constructor(...rules: CorsRule[]) {
    this.rules = rules;
  }
  async read(): Promise<readonly CorsRule[]> {
    return this.rules;
  }
  async write(_space: unknown, rules: readonly CorsRule[]): Promise<void> {
    this.writes.push(rules);
    this.rules = this.keep(rules);
  }
}

function setup(...there: CorsRule[]) {
  const rules = new FakeRules(...there);
  const fakes = {
    prompts: new FakePrompts(),
    notices: new FakeNotices(),
    progress: new FakeProgress(),
    rules,
  };
  return { ...fakes, deps: fakes };
}

const target = { connection: CONNECTION, space: 'photos' };

describe('Allow This Editor in the Browser', () => {
  it('asks which editor and once whether, saying what is added and that the others stay', async () => {
    const { prompts, notices, rules, deps } = setup(app);
    prompts.expect('Browser: photos', pick('vscode.dev and github.dev'));
    notices.answer('Add Rule');
    assert.deepEqual(await allowBrowser(deps, target), { changed: true });
    assert.deepEqual(rules.writes, [[browserRule(), app]]);
    const [asked, told] = notices.shown;
    assert.match(asked?.message ?? '', /^Allow editors in the browser to open the Space photos\?$/);
    assert.match(asked?.detail ?? '', /pages from https.*vscode-cdn\.net.*GET and HEAD/);
    assert.match(asked?.detail ?? '', /rules that are there stay\. Count: 1$/);
    assert.match(told?.message ?? '', /may now open the Space photos/);
  });

  it('takes an address that is typed, once it is one, and goes back from it', async () => {
    const { prompts, notices, rules, deps } = setup();
    prompts.answer(pick('Another address…'), back, pick('Another address…'));
    prompts.answer(enter('code.example.com'), enter('https://Code.example.com/'));
    notices.answer('Add Rule');
    await allowBrowser(deps, target);
    assert.deepEqual(rules.rules, [browserRule('https://code.example.com')]);
    assert.deepEqual(prompts.last.said.length, 1);
    assert.match(notices.shown[0]?.detail ?? '', /no CORS rules yet/);
  });

  it('says so where the editor is allowed already, and writes nothing', async () => {
    const { notices, rules, deps } = setup(browserRule(), app);
    assert.deepEqual(await allowBrowser(deps, target, { origin: EDITOR_ORIGIN }), { changed: false });
    assert.match(notices.last.message, /photos allows this editor in the browser already/);
    assert.deepEqual([notices.shown.length, rules.writes], [1, []]);
  });

  it('asks nothing when all is given', async () => {
    const { prompts, notices, rules, deps } = setup();
    const options = { origin: 'https://code.example.com', confirmed: true };
    assert.deepEqual(await allowBrowser(deps, target, options), { changed: true });
    assert.deepEqual(prompts.asked, []);
    assert.ok(notices.shown.every(({ severity }) => severity === 'info'));
    assert.deepEqual(rules.rules, [browserRule('https://code.example.com')]);
  });

  it('tells what pages of that address lose where the first rule decides', async () => {
    const { notices, rules, deps } = setup(uploads);
    notices.answer('Add Rule');
    await allowBrowser(deps, target, { origin: EDITOR_ORIGIN });
    assert.match(notices.shown[0]?.detail ?? '', /no longer allow these pages to use: POST, PUT$/);
    assert.deepEqual(rules.rules, [browserRule(), uploads]);
  });

  it('changes nothing when a question is dismissed', async () => {
    const first = setup(app);
    first.prompts.answer(dismiss);
    await assert.rejects(allowBrowser(first.deps, target), { name: 'Cancelled' });
    const second = setup(app);
    second.prompts.answer(pick('vscode.dev and github.dev'));
    await assert.rejects(allowBrowser(second.deps, target), { name: 'Cancelled' });
    assert.deepEqual([...first.rules.writes, ...second.rules.writes], []);
  });

  it('goes by the rules as they are when it writes, not when it asked', async () => {
    const { notices, rules, deps } = setup();
    notices.confirm = async () => {
      rules.rules = [app];
      return true;
    };
    await allowBrowser(deps, target, { origin: EDITOR_ORIGIN });
    assert.deepEqual(rules.rules, [browserRule(), app]);
  });

  it('says so where the server kept something else', async () => {
    const { rules, notices, deps } = setup(app);
    rules.keep = (written) => written.slice(0, 1);
    await assert.rejects(allowBrowser(deps, target, { origin: EDITOR_ORIGIN, confirmed: true }), {
      code: 'server',
      message: /did not keep the CORS rules.*: photos$/,
    });
    assert.deepEqual(notices.shown, []);
  });

  it('refuses what can not be done before it asks: read-only, no origin, no room', async () => {
    const { rules, prompts, notices, deps } = setup();
    const readOnly = { ...target, connection: { ...CONNECTION, readOnly: true } };
    await assert.rejects(allowBrowser(deps, readOnly), { code: 'readOnly' });
    await assert.rejects(allowBrowser(deps, target, { origin: 'vscode.dev' }), { code: 'badArguments' });
    rules.rules = Array.from({ length: 100 }, (_, n) => ({ ...app, id: `app ${n}` }));
    await assert.rejects(allowBrowser(deps, target, { origin: EDITOR_ORIGIN }), {
      message: /100 CORS rules/,
    });
    assert.deepEqual([prompts.asked, notices.shown, rules.writes], [[], [], []]);
  });

  it("shows a Space's name as text", async () => {
    const { notices, deps } = setup();
    notices.answer('Add Rule');
    const hostile = { ...target, space: '[x](command:y)$(trash)' };
    await allowBrowser(deps, hostile, { origin: EDITOR_ORIGIN });
    for (const { message } of notices.shown) assert.ok(!/\]\(|\$\(/.test(message), message);
  });
});
