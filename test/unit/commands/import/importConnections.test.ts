import assert from 'node:assert/strict';
import { importConnections } from '../../../../src/commands/import/importConnections.ts';
import { Cancelled } from '../../../../src/core/errors.ts';
import type { ImportSources, SourceFile } from '../../../../src/core/import/sources.ts';
import { FakeConnectionStore } from '../../../support/fakes/connectionStore.ts';
import { connectionNamed } from '../../../support/fakes/connectionStoreContract.ts';
import { dismiss, enter, pick, pickMany, press } from '../../../support/fakes/prompts.ts';
import { world as connectionWorld, failing } from '../connectionSetup.ts';

const AWS: SourceFile = {
  kind: 'awsCredentials',
  path: '~/.aws/credentials',
  text: `[default]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = TheSecret1
region = eu-west-1
[work]
aws_access_key_id = DO00WORK
aws_secret_access_key = TheSecret2
region = nyc3
[lost]
aws_access_key_id = OWN
aws_secret_access_key = TheSecret3
region = here-1
[role]
role_arn = arn:x
`,
};

const RCLONE: SourceFile = {
  kind: 'rclone',
  path: '~/.config/rclone/rclone.conf',
  text: `[work]
type = s3
provider = DigitalOcean
access_key_id = DO00WORK
secret_access_key = TheSecret2
endpoint = nyc3.digitaloceanspaces.com
[\u202e$(trash) [x](command:y)]
type = s3
provider = Ceph
access_key_id = ODD
secret_access_key = TheSecret4
endpoint = https://ceph.example
`,
};

interface Given {
  readonly files?: readonly SourceFile[];
  readonly environment?: Record<string, string>;
  readonly folders?: readonly string[];
  readonly dotEnv?: readonly SourceFile[];
  readonly store?: FakeConnectionStore;
}

function world({ files = [AWS], environment = {}, folders = [], dotEnv = [], store }: Given = {}) {
  const inner = connectionWorld(store);
  const looked: string[] = [];
  const sources: ImportSources = {
    environment: () => environment,
    usual: async () => files,
    file: async (path) => ({ path, text: 'SPACES_KEY=FILE\nSPACES_SECRET=TheSecret5\nSPACES_REGION=fra1' }),
    dotEnvFiles: async (folder) => {
      looked.push(folder);
      return dotEnv;
    },
  };
  const chosen: string[][] = [];
  const chooseFiles = async () => {
    const next = chosen.shift();
    if (next === undefined) throw new Cancelled();
    return next;
  };
  const deps = { ...inner.deps, sources, folders, chooseFiles };
  return { ...inner, deps, looked, chosen };
}

/** All that a person could see. */
const shownIn = ({ prompts, notices, progress }: ReturnType<typeof world>) =>
  JSON.stringify([prompts.asked, notices.shown, progress.titles, progress.reports]);

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

  const two = ['s3.eu-west-1.amazonaws.com', 'work'] as const;
  const afterFailure: readonly (readonly [press: string | undefined, names: readonly string[]])[] = [
    ['Save Anyway', ['s3.eu-west-1.amazonaws.com', 'work']],
    ['Save the Others', ['work']],
    ['Try Again', ['work', 's3.eu-west-1.amazonaws.com']],
    [undefined, []],
  ];
  for (const [way, names] of afterFailure) {
    it(`names what failed; ${way ?? 'dismissed'}: saves ${names.length}`, async () => {
      const here = world();
      here.prompts.expect('Import Connections', pickMany(...two));
      here.tester.results.push(failing('wrongSecret', 'The secret does not fit.'));
      if (way !== undefined) here.notices.answer(way);
      const done = importConnections(here.deps);
      if (way === undefined) await assert.rejects(done, Cancelled);
      else assert.equal(await done, names.length);
      const [asked] = here.notices.shown;
      assert.equal(
        asked?.message,
        'Connection test failed: s3.eu-west-1.amazonaws.com: The secret does not fit.',
      );
      assert.equal(asked?.detail, 'Nothing is saved yet.');
      assert.deepEqual(
        here.store.list().map(({ name }) => name),
        names,
      );
    });
  }

  it('names all that failed', async () => {
    const here = world();
    here.prompts.expect('Import Connections', pickMany(...two));
    here.tester.results.push(failing('wrongSecret', 'No.'), failing('unknownHost', 'Nobody.'));
    await assert.rejects(importConnections(here.deps), Cancelled);
    assert.equal(here.notices.last.message, 'Connection tests failed. Count: 2');
    assert.match(here.notices.last.detail, /^s3\.eu-west-1\.amazonaws\.com: No\.\nwork: Nobody\.\n\nNothing/);
    assert.deepEqual(here.notices.last.titles, ['Try Again', 'Save Anyway']);
  });

  it('a key that may not list its Spaces has them asked, and tried', async () => {
    const here = world();
    here.prompts
      .expect('Import Connections', pickMany('work'))
      .expect('Import Connections: work', enter('box'));
    here.tester.results.push(failing('noListBuckets'));
    assert.equal(await importConnections(here.deps), 1);
    assert.deepEqual(here.tester.tested[1]?.connection.spaces, ['box']);
    assert.deepEqual(here.store.list()[0]?.spaces, ['box']);
  });

  it('Cancel while testing, and a save that fails, leave nothing', async () => {
    const cancelled = world();
    cancelled.prompts.expect('Import Connections', pickMany('work'));
    cancelled.progress.cancelNext();
    await assert.rejects(importConnections(cancelled.deps), Cancelled);
    assert.deepEqual(cancelled.store.writes, []);

    const failed = world();
    failed.prompts.expect('Import Connections', pickMany(...two));
    const save = failed.store.save.bind(failed.store);
    failed.store.save = async (connection, pair) => {
      if (connection.name === 'work') throw new Error('storage is full');
      return save(connection, pair);
    };
    await assert.rejects(importConnections(failed.deps), /storage is full/);
    assert.deepEqual(failed.store.list(), []);
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
