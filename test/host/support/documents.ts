// Signed URLs in documents, alike in both hosts: what the editor shows of them, and what it offers.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { add, clipboard, run } from './contract.ts';
import { storeFacts } from './store.ts';

const SPACE = 'documents';
const KEY = 'reports/summer 2026.pdf';

/** Waits for what an extension does in its own time. */
async function eventually<T>(read: () => Promise<T | undefined> | T | undefined): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await read();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not come');
}

async function open(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ content, language: 'markdown' });
  await vscode.window.showTextDocument(document);
  return document;
}

const ours = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Spaceport');

async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const contents = hovers.flatMap(({ contents: all }) => all as vscode.MarkdownString[]);
  return contents.map(({ value }) => value.replaceAll('&nbsp;', ' ')).join('\n');
}

async function fixesAt(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
  return actions.filter(({ title }) => /Sign Again|Signature|s3:|Inspect/.test(title));
}

const endedUrl = (url: string) =>
  url.replace(/X-Amz-Date=\d{8}/, 'X-Amz-Date=20250102').replace(/%2F\d{8}%2F/, '%2F20250102%2F');

async function setDiagnostics(value: 'off' | 'live' | 'all' | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration('spaceport');
  await settings.update('documents.diagnostics', value, vscode.ConfigurationTarget.Global);
}

/** `name`: of a connection of its own. */
export function documentTests(name: string): void {
  let url = '';
  const target = { connection: name, space: SPACE, key: KEY };

  before(async () => {
    await add(name);
    await run('copySignedUrl', { ...target, expiresIn: '2h', filename: 'ä b.pdf' });
    url = await clipboard();
  });
  after(async () => {
    await setDiagnostics(undefined);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await run('removeConnection', { connection: name, confirmed: true });
  });
  const signatureOf = (text: string) => /X-Amz-Signature=([0-9a-f]{64})/.exec(text)?.[1] ?? '';

  it('a hover says which object, where, made when and how long it works; with no secret in it', async () => {
    const document = await open(`# Notes\n\nsee [the report](${url}) soon\n`);
    const text = await eventually(
      async () => (await hoverAt(document, new vscode.Position(2, 40))) || undefined,
    );
    for (const part of ['summer', SPACE, name, 'Made', '1 hr 59 min', 'Sign Again and Replace'])
      assert.ok(text.includes(part), `${part} in: ${text.replace(/[0-9a-f]{64}/g, '…')}`);
    assert.ok(!text.includes(signatureOf(url)), 'the signature');
    assert.ok(!/X-Amz-|%2Faws4/.test(text), 'the query');
    assert.equal(await hoverAt(document, new vscode.Position(2, 2)), '', 'beside the link');
  });

  it('a hover runs nothing but its own two commands, whatever the names in a link', async () => {
    const key = '[x](command:workbench.action.quit) <a href="command:y">$(zap)\n**b** `c` \u202e';
    await run('copySignedUrl', { ...target, key, expiresIn: '2h' });
    const document = await open(await clipboard());
    const text = await eventually(
      async () => (await hoverAt(document, new vscode.Position(0, 40))) || undefined,
    );
    assert.ok(text.includes('workbench.action.quit'), 'the name is there as text');
    const links = [...text.matchAll(/(?<!\\)\]\(([^?)]*)/g)].map(([, address]) => address);
    assert.deepEqual(links, ['command:spaceport.document.inspect', 'command:spaceport.document.signAgain']);
    assert.ok(!/<a |\u202e|(?<!\\)`c|(?<!\\)\*b/.test(text), text);
  });

  it('diagnostics by the setting: none, those that work, those that ended', async () => {
    const ended = endedUrl(url);
    const document = await open(`${url}\n${ended}\n${url.replaceAll('&', '&amp;')}\n`);
    const codes = async () => ours(document.uri).map(({ code, range }) => [code, range.start.line]);
    const expect = async (wanted: readonly (readonly [string, number])[]) => {
      let found: unknown;
      const same = async () => {
        found = await codes();
        return JSON.stringify(found) === JSON.stringify(wanted) ? true : undefined;
      };
      await eventually(same).catch(() => assert.deepEqual(found, wanted));
    };
    await expect([
      ['live', 0],
      ['live', 2],
    ]);
    const [first] = ours(document.uri);
    assert.equal(document.getText(first?.range), url);
    assert.equal(first?.severity, vscode.DiagnosticSeverity.Hint);
    await setDiagnostics('all');
    await expect([
      ['endsSoon', 0],
      ['ended', 1],
      ['endsSoon', 2],
    ]);
    const said = JSON.stringify(ours(document.uri));
    assert.ok(!said.includes(signatureOf(url)) && !said.includes('X-Amz') && !said.includes('summer'), said);
    await setDiagnostics('off');
    await expect([]);
    await setDiagnostics(undefined);
  });

  it('a document that gets a link later is looked at, and forgotten when it closes', async () => {
    const document = await open('nothing\n');
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(1, 0), `link: ${url}`);
    await vscode.workspace.applyEdit(edit);
    await eventually(() => (ours(document.uri).length === 1 ? true : undefined));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await eventually(() => (ours(document.uri).length === 0 ? true : undefined));
  });

  it('a fix signs it anew in its place: same object, options and length; undo brings the old one back', async () => {
    const before = `<a href="${endedUrl(url).replaceAll('&', '&amp;')}">`;
    const document = await open(before);
    const at = new vscode.Range(0, 20, 0, 20);
    const again = await eventually(async () =>
      (await fixesAt(document, at)).find(({ title }) => title === 'Sign Again and Replace, for 2 hours'),
    );
    assert.ok(!JSON.stringify(again.command).includes('X-Amz'), 'no secret in its arguments');
    assert.equal(again.edit, undefined);
    // The ended one was changed by hand, so its signature is wrong: the person is asked. Here the link is put right first.
    const right = new vscode.WorkspaceEdit();
    const whole = new vscode.Range(0, 0, 0, before.length);
    right.replace(document.uri, whole, `<a href="${url.replaceAll('&', '&amp;')}">`);
    await vscode.workspace.applyEdit(right);
    // Another second, another signature.
    const second = new URL(url).searchParams.get('X-Amz-Date');
    await eventually(() => {
      const now = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
      return now === second ? undefined : now;
    });
    const { command, arguments: args = [] } = again.command ?? { command: '' };
    await vscode.commands.executeCommand(command, ...args);
    const after = await eventually(() => {
      const text = document.getText();
      return text.includes(signatureOf(url)) ? undefined : text;
    });
    const fresh = after.slice('<a href="'.length, -'">'.length).replaceAll('&amp;', '&');
    assert.ok(!after.replaceAll('&amp;', '').includes('&'), 'written as before');
    const [old, made] = [new URL(url), new URL(fresh)];
    assert.equal(made.pathname, old.pathname);
    for (const parameter of ['X-Amz-Expires', 'response-content-disposition'])
      assert.equal(made.searchParams.get(parameter), old.searchParams.get(parameter));
    await vscode.commands.executeCommand('undo');
    assert.ok(document.getText().includes(signatureOf(url)));
  });

  it('fixes take the secret away', async () => {
    for (const [title, left] of [
      ['Remove the Signature', url.split('?')[0] ?? ''],
      ['Replace by the s3:// Address', `s3://${SPACE}/${KEY}`],
    ] as const) {
      const document = await open(`x ${url} y`);
      const fix = await eventually(async () =>
        (await fixesAt(document, new vscode.Range(0, 10, 0, 10))).find((each) => each.title === title),
      );
      assert.ok(fix.edit);
      await vscode.workspace.applyEdit(fix.edit);
      assert.equal(document.getText(), `x ${left} y`);
    }
  });

  it('inspect gives the facts, and nothing that is secret', async () => {
    const found = (await run('inspect', { text: `curl -o x '${url}'` })) as Record<string, unknown>;
    const { kind, method, space, key, ended, accessKeyId, problems } = found;
    assert.deepEqual(
      { kind, method, space, key, ended, accessKeyId },
      {
        kind: 'link',
        method: 'GET',
        space: SPACE,
        key: KEY,
        ended: false,
        accessKeyId: storeFacts().credentials.accessKeyId,
      },
    );
    assert.deepEqual(
      (problems as { code: string }[]).map(({ code }) => code),
      [],
    );
    assert.ok(!JSON.stringify(found).includes(signatureOf(url)));
    const tab = await eventually(() =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ label }) => label === 'Inspect: summer 2026.pdf'),
    );
    await assert.rejects(run('inspect', { text: 'hello' }), /nothing signed/);
    await assert.rejects(run('inspect', { text: '' }), /empty/);
    await vscode.window.tabGroups.close(tab);
  });

  it('the commands behind it are told a place, and say where nothing is there any more', async () => {
    const document = await open('nothing here');
    await vscode.commands.executeCommand('spaceport.document.signAgain', document.uri.toString(), 0, 3);
    await vscode.commands.executeCommand('spaceport.document.signAgain', 'file:///nowhere', 'x');
    assert.equal(document.getText(), 'nothing here');
  });
}
