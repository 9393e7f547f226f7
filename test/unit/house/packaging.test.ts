import assert from 'node:assert/strict';
import { addressOf, publicAddress, repositoryOf } from '../../support/package/address.ts';
import { packagedManifest } from '../../support/package/manifest.ts';
import { shortNames } from '../../support/package/nls.ts';
import { absolutePage, targetsOf } from '../../support/package/page.ts';
import { releaseNotes } from '../../support/package/release.ts';

const home = 'https://git.example.com/team/port';

describe('the public address', () => {
  const remotes: [remote: string, repository: string | undefined][] = [
    ['https://git.example.com/team/port.git', home],
    ['https://git.example.com/team/port/', home],
    ['https://someone:token@git.example.com/team/port.git\n', home],
    ['git@git.example.com:team/port.git', home],
    ['ssh://git@git.example.com/team/port.git', home],
    ['ssh://git@git.example.com:2222/team/port.git', home],
    ['https://git.example.com:8443/a/b/port', 'https://git.example.com:8443/a/b/port'],
    ['/srv/git/port.git', undefined],
    ['../port', undefined],
    ['file:///srv/git/port.git', undefined],
    ['http://git.example.com/team/port.git', undefined],
    ['https://localhost/team/port.git', undefined],
    ['https://git.example.com/', undefined],
    ['https://git.example.com/port', undefined],
    ['', undefined],
  ];
  for (const [remote, repository] of remotes) {
    it(`of ${remote.trim() || 'nothing'} is ${repository ?? 'none'}`, () =>
      assert.equal(repositoryOf(remote), repository));
  }

  it('is what is given, before what GitHub Actions says', () => {
    const actions = {
      GITHUB_SERVER_URL: 'https://git.example.com',
      GITHUB_REPOSITORY: 'fork/port',
      GITHUB_SHA: 'c0ffee',
    };
    assert.equal(
      publicAddress(actions)?.page('README.md'),
      'https://git.example.com/fork/port/blob/c0ffee/README.md',
    );
    assert.equal(publicAddress({ ...actions, SPACEPORT_REPOSITORY: home })?.repository, home);
  });

  it('is refused where what is given is none', () => {
    assert.throws(
      () => publicAddress({ SPACEPORT_REPOSITORY: 'team/port' }),
      /SPACEPORT_REPOSITORY is not like https/,
    );
  });

  it('is another one for files, pictures and issues on GitLab', () => {
    const gitlab = addressOf('https://gitlab.com/team/port', 'c0ffee');
    assert.equal(gitlab.raw('a.png'), 'https://gitlab.com/team/port/-/raw/c0ffee/a.png');
    assert.equal(gitlab.issues, 'https://gitlab.com/team/port/-/issues');
  });
});

describe('the page of a package', () => {
  const address = addressOf(home, 'c0ffee');
  const page = [
    'See [the contract](commands.md), [Install](../README.md#install) and [a site](https://example.com/).',
    '',
    '![The tree](images/tree.png)',
    '',
    '<img src="images/menu.png" width="4" alt="The menu">',
    '',
    'Code stays: `[a](b.md)`, [here](#below), [mail](mailto:a@example.com).',
    '',
    '```md\n[a](b.md)\n```',
  ].join('\n');

  it('has absolute addresses of the commit', () => {
    assert.deepEqual(targetsOf(absolutePage(page, 'docs', address)), [
      `${home}/blob/c0ffee/docs/commands.md`,
      `${home}/blob/c0ffee/README.md#install`,
      'https://example.com/',
      `${home}/raw/c0ffee/docs/images/tree.png`,
      `${home}/raw/c0ffee/docs/images/menu.png`,
      '#below',
      'mailto:a@example.com',
    ]);
  });

  it('has text for links and no pictures where there is no address', () => {
    assert.equal(
      absolutePage(page, 'docs', undefined),
      [
        'See the contract, Install and [a site](https://example.com/).',
        'Code stays: `[a](b.md)`, [here](#below), [mail](mailto:a@example.com).',
        '```md\n[a](b.md)\n```',
      ].join('\n\n'),
    );
  });
});

describe('the manifest of a package', () => {
  const manifest = {
    name: 'port',
    publisher: 'team',
    private: true,
    scripts: { build: '' },
    devDependencies: { x: '1' },
  };

  it('has nothing that is for development', () => {
    assert.deepEqual(packagedManifest(manifest, undefined), { name: 'port', publisher: 'team', qna: false });
  });

  it('has the addresses, with badges from hosts that the markets trust', () => {
    const packaged = packagedManifest(manifest, addressOf('https://github.com/team/port', 'c0ffee'));
    assert.deepEqual(packaged.repository, { type: 'git', url: 'https://github.com/team/port.git' });
    assert.deepEqual(packaged.bugs, { url: 'https://github.com/team/port/issues' });
    const hosts = (packaged.badges as { url: string }[]).map(({ url }) => new URL(url).host);
    assert.deepEqual(hosts, ['github.com', 'img.shields.io']);
  });

  it('shows the state of the tests only where the markets show that picture', () => {
    const { badges } = packagedManifest(manifest, addressOf(home, 'c0ffee')) as { badges: { url: string }[] };
    assert.deepEqual(
      badges.map(({ url }) => new URL(url).host),
      ['img.shields.io'],
    );
  });

  it('names its texts by numbers, the same in every language, and leaves other values', () => {
    const english = { 'copy.title': 'Copy', 'paste.title': 'Paste' };
    const { manifest: named, rename } = shortNames({ a: ['%paste.title%'], b: '%none%', c: '5%' }, english);
    assert.deepEqual(named, { a: ['%1%'], b: '%none%', c: '5%' });
    assert.deepEqual(rename(english), { 0: 'Copy', 1: 'Paste' });
    assert.deepEqual(rename({ 'paste.title': 'Einfügen', gone: '' }), { 1: 'Einfügen' });
  });
});

describe('the notes of a release', () => {
  const changelog = [
    '# Changelog',
    '## [Unreleased]\n\n- More.',
    '## [1.2.0] - 2026-01-31\n\n### Added\n\n- Links.',
    '## [1.1.0] - 2026-01-01\n\n- Less.\n',
  ].join('\n\n');

  it('are what the changelog says below the version', () =>
    assert.equal(releaseNotes(changelog, '1.2.0', 'v1.2.0'), '### Added\n\n- Links.'));

  it('are refused where the tag is not that of the version, or the changelog does not know it', () => {
    assert.throws(() => releaseNotes(changelog, '1.2.0', 'v1.2.1'), /The tag is v1\.2\.1, but .* 1\.2\.0/);
    assert.throws(() => releaseNotes(changelog, '1.2.0', '1.2.0'), /The tag is/);
    assert.throws(() => releaseNotes(changelog, '1.3.0', 'v1.3.0'), /nothing about 1\.3\.0/);
    assert.throws(() => releaseNotes(changelog, '1x2.0', 'v1x2.0'), /nothing about/);
  });

  it('are what is unreleased, as long as there is no tag', () =>
    assert.equal(releaseNotes(changelog, '1.3.0', undefined), '- More.'));
});
