import assert from 'node:assert/strict';
import {
  type UploadInTerminalDeps,
  uploadInTerminal,
} from '../../../../src/commands/fromEditor/uploadInTerminal.ts';
import { FakeLocalMachine, FakeTerminals } from '../../../support/fakes/localMachine.ts';
import { CONNECTION, shareSetup } from '../shareSetup.ts';

const TARGET = { connection: CONNECTION, space: 'example-bucket', key: 'in/photo.png' };
const FILE = '/home/person/photo.png';

function setup(connection = CONNECTION) {
  const { deps: shared, fakes } = shareSetup(connection);
  const machine = new FakeLocalMachine();
  machine.files.set(FILE, 1_200_000);
  const terminals = new FakeTerminals();
  const refreshed: string[] = [];
  const deps: UploadInTerminalDeps = {
    ...shared,
    local: async () => machine,
    terminals,
    listing: {
      refreshFolder: async ({ prefix }) => {
        refreshed.push(prefix);
        return { entries: [], hasMore: false, isLoading: false } as never;
      },
    },
  };
  return { deps, fakes, machine, terminals, refreshed };
}

/** The values of the form, which nobody may see. */
function secretsOf(input: string): readonly string[] {
  return [...input.matchAll(/^form-string = "(?:Policy|X-Amz-Signature)=(.*)"$/gm)].map(
    ([, value]) => value ?? '',
  );
}

describe('Upload in a Terminal', () => {
  it('hands the form to curl by its standard input, and shows none of it', async () => {
    const { deps, fakes, machine, terminals, refreshed } = setup();
    machine.next = { stderr: '#### 100.0%\n', stdout: '\n204', code: 0 };
    const { expiresAt } = await uploadInTerminal(deps, TARGET, { file: FILE });
    assert.equal(expiresAt, '2026-11-24T08:15:00.000Z');
    const [curl] = machine.started;
    assert.deepEqual([curl?.program, curl?.args], ['curl', ['--disable', '--config', '-']]);
    const secrets = secretsOf(curl?.input ?? '');
    assert.equal(secrets.length, 2);
    assert.match(curl?.input ?? '', /\nform-string = "Content-Type=image\/png"\n/);
    assert.match(
      curl?.input ?? '',
      /\nform = "file=@\/home\/person\/photo\.png"\nurl = "https:\/\/example-bucket\./,
    );
    const { name, text, isFinished } = terminals.last;
    assert.equal(name, 'Upload: in/photo.png');
    assert.match(text, /1\.2 MB.*in\/photo\.png in example-bucket\n#### 100\.0%\nUploaded\.\n$/s);
    assert.ok(isFinished);
    assert.deepEqual(refreshed, ['in/']);
    const seen = [
      text,
      name,
      ...fakes.notices.messages,
      ...fakes.log.lines,
      ...fakes.memory.values.values(),
    ].join();
    for (const secret of secrets) assert.ok(!seen.includes(secret));
  });

  it('is no share: nobody was handed anything', async () => {
    const { deps, fakes } = setup();
    await uploadInTerminal(deps, TARGET, { file: FILE });
    assert.deepEqual([fakes.ledger.shares, fakes.clipboard.writes, fakes.witness.checked], [[], [], 1]);
  });

  for (const [code, stdout, words] of [
    [22, '<Error><Code>EntityTooLarge</Code></Error>\n400', /EntityTooLarge/],
    [
      22,
      '<Error><Code>AccessDenied</Code><StringToSign>cG9saWN5</StringToSign></Error>\n403',
      /may not change objects.*example-bucket/,
    ],
    [22, '<html>proxy</html>\n502', /HTTP 502/],
    [2, '', /7\.76/],
    [6, '', /No server has this name/],
    [26, '', /could not read the file/],
    [99, '', /code 99/],
  ] as const) {
    it(`says why curl ended with ${code} ${stdout.slice(0, 30)}`, async () => {
      const { deps, machine, terminals, refreshed } = setup();
      machine.next = { stdout, code };
      await assert.rejects(uploadInTerminal(deps, TARGET, { file: FILE }), (error: Error) => {
        assert.match(error.message, words);
        assert.ok(!error.message.includes('cG9saWN5'));
        assert.ok(terminals.last.text.endsWith(`${error.message}\n`) && terminals.last.isFinished);
        return error.name === 'SpacesError';
      });
      assert.deepEqual(refreshed, []);
    });
  }

  it('Ctrl+C ends curl, in silence', async () => {
    const { deps, machine, terminals } = setup();
    machine.next = undefined;
    const running = uploadInTerminal(deps, TARGET, { file: FILE });
    while (terminals.opened.length === 0) await new Promise((resolve) => setImmediate(resolve));
    terminals.last.stop();
    await assert.rejects(running, { name: 'Cancelled' });
    assert.match(terminals.last.text, /Stopped\.\n$/);
  });

  it('opens no terminal for what can’t be', async () => {
    const readOnly = setup({ ...CONNECTION, readOnly: true });
    const target = { ...TARGET, connection: { ...CONNECTION, readOnly: true } };
    await assert.rejects(uploadInTerminal(readOnly.deps, target, { file: FILE }), { code: 'readOnly' });
    const { deps, machine, terminals } = setup();
    await assert.rejects(uploadInTerminal(deps, TARGET, { file: '/nowhere' }), { code: 'localFile' });
    await assert.rejects(uploadInTerminal(deps, { ...TARGET, key: ' a' }, { file: FILE }), {
      code: 'badKey',
    });
    await assert.rejects(uploadInTerminal({ ...deps, local: undefined }, TARGET, { file: FILE }), {
      code: 'notImplemented',
    });
    machine.isMissing = true;
    await assert.rejects(uploadInTerminal(deps, TARGET, { file: FILE }), { message: /Install it/ });
    assert.deepEqual([terminals.opened, readOnly.terminals.opened], [[], []]);
  });
});
