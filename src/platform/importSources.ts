import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import type { ImportSources, SourceFile, SourceKind } from '../core/import/sources.ts';

/** A larger file is no configuration. Bytes. */
const MAX_BYTES = 1024 * 1024;

/** A folder with more `.env` files than this holds something else. */
const MAX_DOTENV = 20;

/** What decides where the tools keep their files. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  readonly isWindows: boolean;
}

/** Node's own. */
export const importSources: ImportSources = createImportSources({
  get environment() {
    return process.env;
  },
  home: homedir(),
  isWindows: process.platform === 'win32',
});

/** Reads what other tools keep on this machine, each file bounded, and writes nothing. */
export function createImportSources(at: Surroundings): ImportSources {
  const read = async (path: string, kind?: SourceKind): Promise<SourceFile> => ({
    path: shown(path, at),
    kind,
    text: await readBounded(path),
  });
  return {
    environment: () => at.environment,
    async usual() {
      const files = await Promise.all(placesOf(at).map((place) => firstThere(place, at)));
      return Promise.all(files.flatMap((found) => (found ? [read(found.path, found.kind)] : [])));
    },
    file: (path) => read(path),
    async dotEnvFiles(folder) {
      const names = (await readdir(folder).catch(() => [])).filter((name) => /^\.env(?:\.|$)/.test(name));
      return Promise.all(
        names
          .sort()
          .slice(0, MAX_DOTENV)
          .map((name) => read(join(folder, name), 'dotenv')),
      );
    },
  };
}

interface Place {
  readonly kind: SourceKind;
  /** Where the tool looks, the first that is there; `undefined` for a variable that is not set. */
  readonly paths: readonly (string | undefined)[];
}

/** Sources: each tool's documentation; rclone's `makeConfigPath`, s3cmd's `main`, `mc`'s `mustGetMcConfigDir`. */
function placesOf({ environment: env, home, isWindows }: Surroundings): readonly Place[] {
  const below = (folder: string | undefined, ...names: readonly string[]) => folder && join(folder, ...names);
  const appData = isWindows ? env.APPDATA : undefined;
  // A variable that names a file is the only place, also where nothing is there.
  const named = (path: string | undefined, usual: readonly (string | undefined)[]) => (path ? [path] : usual);
  return [
    {
      kind: 'awsCredentials',
      paths: named(env.AWS_SHARED_CREDENTIALS_FILE, [join(home, '.aws', 'credentials')]),
    },
    { kind: 'awsConfig', paths: named(env.AWS_CONFIG_FILE, [join(home, '.aws', 'config')]) },
    {
      kind: 's3cmd',
      paths: named(env.S3CMD_CONFIG, [below(appData, 's3cmd.ini'), join(home, '.s3cfg')]),
    },
    {
      kind: 'rclone',
      paths: named(env.RCLONE_CONFIG, [
        below(appData, 'rclone', 'rclone.conf'),
        below(env.XDG_CONFIG_HOME, 'rclone', 'rclone.conf'),
        join(home, '.config', 'rclone', 'rclone.conf'),
        join(home, '.rclone.conf'),
      ]),
    },
    {
      kind: 'mc',
      paths: named(below(env.MC_CONFIG_DIR, 'config.json'), [
        join(home, isWindows ? 'mc' : '.mc', 'config.json'),
        join(home, '.mcli', 'config.json'),
      ]),
    },
  ];
}

async function firstThere(
  { kind, paths }: Place,
  { home }: Surroundings,
): Promise<{ readonly kind: SourceKind; readonly path: string } | undefined> {
  for (const path of paths) {
    if (path === undefined) continue;
    const whole = resolve(home, path.replace(/^~(?=[\\/])/, home));
    if (await isThere(whole)) return { kind, path: whole };
  }
  return undefined;
}

async function isThere(path: string): Promise<boolean> {
  const code = await stat(path).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error.code,
  );
  // What may not be looked at is there, and said to be unreadable.
  return code !== 'ENOENT' && code !== 'ENOTDIR';
}

/** `undefined` for what is no file (a pipe would never end), can't be read, or is too large. */
async function readBounded(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() && found.size <= MAX_BYTES ? textOf(await readFile(path)) : undefined;
  } catch {
    return undefined;
  }
}

/** UTF-8, but for what begins as UTF-16 does: PowerShell 5.1 writes that with `>`. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isLittle = first === 0xff && second === 0xfe;
  const encoding = isLittle ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { ignoreBOM: encoding === 'utf-8' }).decode(bytes);
}

function shown(path: string, { home }: Surroundings): string {
  return path.startsWith(`${home}${sep}`) ? `~${path.slice(home.length)}` : path;
}
