import assert from 'node:assert/strict';
import { importConnections } from '../../../../src/commands/import/importConnections.ts';
import { Cancelled } from '../../../../src/core/errors.ts';
import type { SourceFile } from '../../../../src/core/import/sources.ts';
import { FakeConnectionStore } from '../../../support/fakes/connectionStore.ts';
import { connectionNamed } from '../../../support/fakes/connectionStoreContract.ts';
import { dismiss, enter, pick, pickMany, press } from '../../../support/fakes/prompts.ts';
import { failing } from '../connectionSetup.ts';
import { AWS, RCLONE, shownIn, world } from './setup.ts';

describe('Import Connections', () => {
  it('shows what was found, with its source, what is missing and what can not be imported', async () => {
    const here = world();
    here.prompts.expect('Import Connections', dismiss);
    await assert.rejects(importConnections(here.deps), Cancelled);
    const shown = here.prompts.last.choices.map(({ label, description, detail, picked, value }) => [
      label,
      description,
      detail,
      picked,
      value !== undefined,
    ]);
    const file = '~/.aws/credentials';
    assert.deepEqual(shown, [
      [
        's3.eu-west-1.amazonaws.com',
        's3.eu-west-1.amazonaws.com (eu-west-1)',
        `AWS, ${file}, [default]`,
        true,
        true,
      ],
      ['work', 'nyc3.digitaloceanspaces.com (nyc3)', `AWS, ${file}, [work]`, true, true],
      ['lost', 'the endpoint will be asked', `AWS, ${file}, [lost]`, true, true],
      [
        'role',
        `AWS, ${file}, [role]`,
        'Its keys come from elsewhere (role_arn), and an import runs and asks nothing.',
        false,
        false,
      ],
    ]);
    assert.deepEqual(here.store.writes, []);
  });

  it('asks for the endpoint that is missing, tests all, saves them, and tells', async () => {
    const here = world();
    here.prompts
      .expect('Import Connections', pickMany('s3.eu-west-1.amazonaws.com', 'work', 'lost'))
      .expect('Import Connections: lost', enter('https://my.store.example'));
    assert.equal(await importConnections(here.deps), 3);
    const saved = here.store.list().map(({ id: _, ...rest }) => rest);
    assert.deepEqual(saved, [
      {
        name: 's3.eu-west-1.amazonaws.com',
        provider: 'custom',
        endpoint: 'https://s3.eu-west-1.amazonaws.com',
        region: 'eu-west-1',
        addressing: 'virtual',
        readOnly: false,
      },
      {
        name: 'work',
        provider: 'digitalocean',
        endpoint: 'https://nyc3.digitaloceanspaces.com',
        region: 'nyc3',
        addressing: 'virtual',
        readOnly: false,
      },
      {
        name: 'lost',
        provider: 'custom',
        endpoint: 'https://my.store.example',
        region: 'here-1',
        addressing: 'path',
        readOnly: false,
      },
    ]);
    const states = await Promise.all(here.store.list().map((each) => here.store.credentials(each)));
    assert.deepEqual(
      states.map((state) => state.state === 'ok' && state.credentials.secretAccessKey),
      ['TheSecret1', 'TheSecret2', 'TheSecret3'],
    );
    assert.equal(here.tester.tested.length, 3);
    assert.deepEqual(here.notices.messages, ['Connections added: s3.eu-west-1.amazonaws.com, work, lost']);
    assert.doesNotMatch(shownIn(here), /TheSecret/);
  });

  it('what is here already, or was found before, is said, and not ticked; taken names get a number', async () => {
    const connection = connectionNamed('work', {
      endpoint: 'https://nyc3.digitaloceanspaces.com',
      region: 'nyc3',
      provider: 'digitalocean',
      addressing: 'virtual',
    });
    const store = FakeConnectionStore.with([connection, { accessKeyId: 'DO00WORK', secretAccessKey: 'x' }]);
    const here = world({ files: [AWS, RCLONE], store });
    here.prompts.expect('Import Connections', pickMany('work'));
    await importConnections(here.deps);
    const [asked] = here.prompts.asked;
    const works = asked?.choices.filter(({ label }) => label === 'work') ?? [];
    assert.deepEqual(
      works.map(({ picked, description }) => [picked, description]),
      [
        [false, 'nyc3.digitaloceanspaces.com (nyc3), already here: work'],
        [false, 'nyc3.digitaloceanspaces.com (nyc3), already here: work, the same as above'],
      ],
    );
    assert.deepEqual(
      store.list().map(({ name }) => name),
      ['work', 'work 2'],
    );
  });

  it('names and files of strangers are shown as text', async () => {
    const here = world({ files: [RCLONE] });
    here.prompts.expect('Import Connections', dismiss);
    await assert.rejects(importConnections(here.deps), Cancelled);
    const { label, detail } = here.prompts.last.choices[1] ?? {};
    for (const text of [label, detail]) assert.doesNotMatch(text ?? '', /\u202e|\$\(|\]\(/);
  });

  it('skips the test where that is wished', async () => {
    const here = world();
    here.prompts.expect('Import Connections', press('test'), pickMany('work'));
    here.tester.results.push(failing('wrongSecret'));
    assert.equal(await importConnections(here.deps), 1);
    assert.deepEqual(here.tester.tested, []);
    assert.deepEqual(
      here.prompts.last.buttons.map(({ id, on }) => [id, on]),
      [
        ['file', undefined],
        ['test', false],
      ],
    );
  });

  it('looks into files that a person picks, and keeps what was ticked', async () => {
    const here = world();
    here.chosen.push(['/picked/.env']);
    here.prompts.expect('Import Connections', press('file'), press('file'), pickMany('DigitalOcean FRA1'));
    assert.equal(await importConnections(here.deps), 1);
    const [, second, third] = here.prompts.asked.map(({ choices }) =>
      choices.filter(({ picked }) => picked).map(({ label }) => label),
    );
    assert.deepEqual(second, ['s3.eu-west-1.amazonaws.com', 'work', 'lost', 'DigitalOcean FRA1']);
    assert.deepEqual(third, second, 'a dismissed dialog changes nothing');
  });

  it('.env files of open folders are read when that is asked for, and not before', async () => {
    const dotEnv: readonly SourceFile[] = [
      {
        kind: 'dotenv',
        path: '/open/.env',
        text: 'DO_SPACES_KEY=ENV\nDO_SPACES_SECRET=s\nDO_SPACES_REGION=ams3',
      },
    ];
    const here = world({ files: [], folders: ['/open'], dotEnv });
    here.prompts.expect('Import Connections', dismiss);
    await assert.rejects(importConnections(here.deps), Cancelled);
    assert.deepEqual(here.looked, []);
    assert.deepEqual(here.prompts.last.labels, [
      'Nothing was found in the usual places',
      'Look into a File…',
      'Look for .env in the Open Folders',
    ]);
    here.prompts.expect(
      'Import Connections',
      pick('Look for .env in the Open Folders'),
      pickMany('DigitalOcean AMS3'),
    );
    assert.equal(await importConnections(here.deps), 1);
    assert.deepEqual(here.looked, ['/open']);
  });

  it('in a window that is not trusted no folder is offered', async () => {
    const here = world({ files: [] });
    here.prompts.expect('Import Connections', dismiss);
    await assert.rejects(importConnections(here.deps), Cancelled);
    assert.deepEqual(here.prompts.last.labels.slice(1), ['Look into a File…']);
  });

  it('nothing ticked is nothing done', async () => {
    const here = world();
    here.prompts.expect('Import Connections', pickMany());
    await assert.rejects(importConnections(here.deps), Cancelled);
    assert.deepEqual(here.notices.messages, []);
  });
});
