import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { copyCdnUrl, copyKey, copyName, copyPublicUrl, copyS3Uri } from '../../../src/commands/copyAs.ts';
import { rememberOptions } from '../../../src/commands/links/remembered.ts';
import type { Connection } from '../../../src/core/connection.ts';
import { SpacesError } from '../../../src/core/errors.ts';
import type { ObjectTarget } from '../../../src/core/target.ts';
import type { LinkAnswer } from '../../../src/core/writes.ts';
import { addressOf } from '../../../src/s3/address.ts';
import { FakeNotices } from '../../support/fakes/notices.ts';
import { FakeSettings } from '../../support/fakes/sharing.ts';
import { FakeClipboard, FakeLog, FakeMemory } from '../../support/fakes/small.ts';
import { CONNECTION as SPACES } from './shareSetup.ts';

const CONNECTION: Connection = {
  ...SPACES,
  provider: 'custom',
  endpoint: 'https://s3.example.com:8443',
  region: 'us-east-1',
  addressing: 'path',
};

const place = { connection: CONNECTION, space: 'photos' };

describe('copying names', () => {
  it('copies keys exactly as they are, one a line', async () => {
    const clipboard = new FakeClipboard();
    const key = '[x](command:y) \u202e$(trash) ';
    assert.equal(
      await copyKey(clipboard, [
        { ...place, key },
        { ...place, prefix: 'a//' },
      ]),
      `${key}\na//`,
    );
    assert.deepEqual(clipboard.writes, [`${key}\na//`]);
  });

  it('a Space has no key: the clipboard is left alone', async () => {
    const clipboard = new FakeClipboard();
    await assert.rejects(copyKey(clipboard, [{ ...place, prefix: '' }]), { code: 'badArguments' });
    assert.deepEqual(clipboard.writes, []);
  });

  it('copies s3:// addresses, not encoded; of a Space too', async () => {
    const clipboard = new FakeClipboard();
    await copyS3Uri(clipboard, [
      { ...place, key: 'ä b#?%.txt' },
      { ...place, prefix: '' },
    ]);
    assert.equal(clipboard.text, 's3://photos/ä b#?%.txt\ns3://photos/');
  });

  it('copies nothing where there is nothing', async () => {
    const clipboard = new FakeClipboard();
    await assert.rejects(copyKey(clipboard, []), { code: 'badArguments' });
    assert.deepEqual(clipboard.writes, []);
  });
});

function urls({ answer = { status: 206 } as LinkAnswer, canListSpaces = true } = {}) {
  const notices = new FakeNotices();
  const clipboard = new FakeClipboard();
  const asked: string[] = [];
  const signed: string[][] = [];
  const deps = {
    clipboard,
    notices,
    memory: new FakeMemory(),
    log: new FakeLog(),
    settings: new FakeSettings(),
    places: { of: (connection: Connection) => connection },
    addressOf: (connection: Connection, space: string, key: string) => {
      const { origin, path } = addressOf(connection, space, key);
      return `${origin}${path}`;
    },
    probe: {
      ask: async (url: string) => {
        asked.push(url);
        return answer;
      },
    },
    canListSpaces,
    copySignedUrl: (objects: readonly ObjectTarget[]) => void signed.push(objects.map(({ key }) => key)),
  };
  return { deps, notices, clipboard, asked, signed };
}

describe('copying the last part of a key', () => {
  it('of objects, folders and Spaces, one a line', async () => {
    const clipboard = new FakeClipboard();
    const targets = [
      { ...place, key: 'a/b c.txt' },
      { ...place, prefix: 'a/docs/' },
      { ...place, prefix: '' },
      { ...place, key: 'marker/' },
      { ...place, key: 'a//' },
    ];
    assert.equal(await copyName(clipboard, targets), 'b c.txt\ndocs\nphotos\nmarker\na//');
  });
});

describe("fault 14: a public URL is the store's own address, encoded", () => {
  const cases: readonly (readonly [connection: Connection, space: string, key: string, url: string])[] = [
    [SPACES, 'box', 'a b/ä#?%.txt', 'https://box.nyc3.digitaloceanspaces.com/a%20b/%C3%A4%23%3F%25.txt'],
    [SPACES, 'my.box', 'x', 'https://nyc3.digitaloceanspaces.com/my.box/x'],
    [CONNECTION, 'box', "it's+(1)//", `${CONNECTION.endpoint}/box/it%27s%2B%281%29//`],
    [{ ...CONNECTION, endpoint: 'http://127.0.0.1:9000' }, 'box', 'k', 'http://127.0.0.1:9000/box/k'],
    [
      { ...CONNECTION, endpoint: 'https://s3.eu-west-1.amazonaws.com', addressing: 'virtual' },
      'box',
      'k',
      'https://box.s3.eu-west-1.amazonaws.com/k',
    ],
  ];
  for (const [connection, space, key, url] of cases) {
    it(url, async () => {
      const { deps, clipboard } = urls();
      assert.equal(await copyPublicUrl(deps, [{ connection, space, key }]), url);
      assert.equal(clipboard.text, url);
    });
  }

  it('where the Space is, not where its connection says', async () => {
    const { deps } = urls();
    const places = {
      of: () => ({ ...SPACES, endpoint: 'https://ams3.digitaloceanspaces.com', region: 'ams3' }),
    };
    assert.equal(
      await copyPublicUrl({ ...deps, places }, [{ connection: SPACES, space: 'box', key: 'k' }]),
      'https://box.ams3.digitaloceanspaces.com/k',
    );
  });

  it('several objects give one a line; a folder has none, and a key that no browser can ask for neither', async () => {
    const { deps, clipboard } = urls();
    const at = { connection: SPACES, space: 'box' };
    await copyPublicUrl(deps, [
      { ...at, key: '1' },
      { ...at, key: '2' },
    ]);
    assert.equal(
      clipboard.text,
      'https://box.nyc3.digitaloceanspaces.com/1\nhttps://box.nyc3.digitaloceanspaces.com/2',
    );
    await assert.rejects(copyPublicUrl(deps, [{ ...at, prefix: 'a/' }]), { code: 'badArguments' });
    await assert.rejects(copyPublicUrl(deps, [{ ...at, key: 'a/../b' }]), { code: 'badKey' });
    assert.equal(clipboard.writes.length, 1);
  });

  it('says of private objects that it opens for nobody, after copying, and offers a signed one', async () => {
    const error = new SpacesError('accessDenied', 'no');
    const { deps, notices, clipboard, asked, signed } = urls({ answer: { status: 403, error } });
    await copyPublicUrl(deps, [{ connection: SPACES, space: 'box', key: '[x](command:y)' }]);
    assert.equal(clipboard.writes.length, 1);
    await setImmediate();
    assert.deepEqual(asked, [clipboard.text]);
    assert.match(notices.last.message, /Private objects open for nobody at their public URL/);
    assert.ok(!notices.last.message.includes(']('));
    await notices.press('Copy Signed URL');
    assert.deepEqual(signed, [['[x](command:y)']]);
  });

  const silent: readonly (readonly [string, Parameters<typeof urls>[0]])[] = [
    ['of a public one', {}],
    ['where nothing is there', { answer: { status: 404, error: new SpacesError('noSuchObject', 'no') } }],
    ['in a browser, which asks nothing', { canListSpaces: false, answer: { status: 403 } }],
  ];
  for (const [what, given] of silent) {
    it(`says nothing ${what}`, async () => {
      const { deps, notices, asked } = urls(given);
      await copyPublicUrl(deps, [{ connection: SPACES, space: 'box', key: 'k' }]);
      await setImmediate();
      assert.deepEqual(notices.messages, []);
      assert.equal(asked.length, given?.canListSpaces === false ? 0 : 1);
    });
  }
});

describe('a CDN URL', () => {
  const box = { connection: SPACES, space: 'box', key: 'a b.txt' };

  it("is at DigitalOcean's CDN host", async () => {
    const { deps, asked } = urls();
    assert.equal(await copyCdnUrl(deps, [box]), 'https://box.nyc3.cdn.digitaloceanspaces.com/a%20b.txt');
    assert.deepEqual(asked, []);
  });

  it('is at the custom domain that was last used for the Space', async () => {
    const { deps } = urls();
    const other: Connection = { ...SPACES, endpoint: 'https://s3.example.com', provider: 'custom' };
    await rememberOptions(deps.memory, { connection: other, space: 'box' }, { host: 'files.example.com' });
    assert.equal(
      await copyCdnUrl(deps, [{ ...box, connection: other }]),
      'https://files.example.com/a%20b.txt',
    );
  });

  const refused: readonly (readonly [string, Connection, string, RegExp])[] = [
    ['no CDN is known', { ...SPACES, endpoint: 'https://s3.example.com' }, 'box', /No CDN is known/],
    ['the Space stands in the path', { ...CONNECTION, addressing: 'path' }, 'box', /addressed by path/],
    ['its name has a dot', SPACES, 'my.box', /addressed by path/],
  ];
  for (const [why, connection, space, message] of refused) {
    it(`is refused where ${why}`, async () => {
      const { deps, clipboard } = urls();
      await assert.rejects(copyCdnUrl(deps, [{ connection, space, key: 'k' }]), {
        code: 'badArguments',
        message,
      });
      assert.deepEqual(clipboard.writes, []);
    });
  }
});
