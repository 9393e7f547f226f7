import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createImportSources, type Surroundings } from '../../../src/platform/importSources.ts';
import { scratchFolder } from '../../support/scratch.mjs';

describe('where other tools keep their configuration', () => {
  let home: string;
  beforeEach(() => {
    home = scratchFolder('import');
  });
  const put = (path: string, text: string) => {
    const whole = join(home, path);
    mkdirSync(dirname(whole), { recursive: true });
    writeFileSync(whole, text);
    return whole;
  };
  const usual = async (environment: Surroundings['environment'] = {}, isWindows = false) =>
    (await createImportSources({ environment, home, isWindows }).usual()).map(({ kind, path, text }) => [
      kind,
      path.replaceAll('\\', '/'),
      text,
    ]);

  it('nowhere: nothing', async () => assert.deepEqual(await usual(), []));

  it("each tool's usual file", async () => {
    for (const path of [
      '.aws/credentials',
      '.aws/config',
      '.s3cfg',
      '.config/rclone/rclone.conf',
      '.mc/config.json',
    ])
      put(path, `in ${path}`);
    assert.deepEqual(await usual(), [
      ['awsCredentials', '~/.aws/credentials', 'in .aws/credentials'],
      ['awsConfig', '~/.aws/config', 'in .aws/config'],
      ['s3cmd', '~/.s3cfg', 'in .s3cfg'],
      ['rclone', '~/.config/rclone/rclone.conf', 'in .config/rclone/rclone.conf'],
      ['mc', '~/.mc/config.json', 'in .mc/config.json'],
    ]);
  });

  it('where variables say, and there alone', async () => {
    put('.aws/credentials', 'usual');
    put('.config/rclone/rclone.conf', 'usual');
    put('.s3cfg', 'usual');
    put('a/pairs', 'named');
    put('a/config', 'named');
    const environment = {
      AWS_SHARED_CREDENTIALS_FILE: '~/a/pairs',
      AWS_CONFIG_FILE: join(home, 'a', 'config'),
      RCLONE_CONFIG: join(home, 'none.conf'),
      S3CMD_CONFIG: '',
    };
    assert.deepEqual(await usual(environment), [
      ['awsCredentials', '~/a/pairs', 'named'],
      ['awsConfig', '~/a/config', 'named'],
      ['s3cmd', '~/.s3cfg', 'usual'],
    ]);
  });

  it('rclone: XDG before ~/.config, %APPDATA% on Windows', async () => {
    put('.config/rclone/rclone.conf', 'home');
    put('xdg/rclone/rclone.conf', 'xdg');
    put('roaming/rclone/rclone.conf', 'roaming');
    put('roaming/s3cmd.ini', 'ini');
    const environment = { XDG_CONFIG_HOME: join(home, 'xdg'), APPDATA: join(home, 'roaming') };
    assert.deepEqual(await usual(environment), [['rclone', '~/xdg/rclone/rclone.conf', 'xdg']]);
    assert.deepEqual(await usual(environment, true), [
      ['s3cmd', '~/roaming/s3cmd.ini', 'ini'],
      ['rclone', '~/roaming/rclone/rclone.conf', 'roaming'],
    ]);
  });

  it('what is no file, or larger than 1 MiB, is told without its content, and a pipe holds up nothing', async () => {
    put('.s3cfg', 'x'.repeat(1024 * 1024 + 1));
    mkdirSync(join(home, '.aws', 'config'), { recursive: true });
    if (process.platform !== 'win32') execFileSync('sh', ['-c', 'mkfifo .aws/credentials'], { cwd: home });
    const found = await usual();
    assert.deepEqual(
      found.filter(([, , text]) => text !== undefined),
      [],
    );
    assert.ok(found.length >= 2);
  });

  it('UTF-16 as PowerShell writes it, and UTF-8 with its mark', async () => {
    const text = 'SPACES_KEY=ä';
    for (const bytes of [
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      Buffer.from(text),
    ]) {
      writeFileSync(join(home, '.s3cfg'), bytes);
      assert.deepEqual(await usual(), [['s3cmd', '~/.s3cfg', text]]);
    }
  });

  it('.env files right in a folder, and not more', async () => {
    for (const name of ['.env', '.env.local', '.environment', 'x.env', 'deep/.env'])
      put(`open/${name}`, name);
    const files = await createImportSources({ environment: {}, home, isWindows: false }).dotEnvFiles(
      join(home, 'open'),
    );
    assert.deepEqual(
      files.map(({ path, kind, text }) => [path.replaceAll('\\', '/'), kind, text]),
      [
        ['~/open/.env', 'dotenv', '.env'],
        ['~/open/.env.local', 'dotenv', '.env.local'],
      ],
    );
  });

  it('reading changes nothing there', async () => {
    const path = put('.s3cfg', 'access_key = x');
    const before = [statSync(path).mtimeMs, statSync(home).mtimeMs, readdirSync(home).join()];
    await usual();
    assert.deepEqual([statSync(path).mtimeMs, statSync(home).mtimeMs, readdirSync(home).join()], before);
  });
});
