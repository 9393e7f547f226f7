import { t } from '@vscode/l10n';
import { readAws } from './aws.ts';
import { readDotEnv } from './dotenv.ts';
import type { Found, Tool } from './found.ts';
import { type Environment, readMc, readRclone, readS3cmd } from './tools.ts';
import { readVariables } from './variables.ts';

/** Configuration of other tools on this machine. Reads alone: nothing is run, asked or changed. */
export interface ImportSources {
  environment(): Environment;
  /** The files of other tools, where each tool looks for them; those that are there. */
  usual(): Promise<readonly SourceFile[]>;
  /** A file that a person picked. */
  file(path: string): Promise<SourceFile>;
  /** The `.env` files right in a folder. */
  dotEnvFiles(folder: string): Promise<readonly SourceFile[]>;
}

export type SourceKind = Exclude<Tool, 'environment' | 'aws'> | 'awsConfig' | 'awsCredentials';

export interface SourceFile {
  /** As a person knows it: `~/.s3cfg`. */
  readonly path: string;
  /** Absent: told by what is in it. */
  readonly kind?: SourceKind | undefined;
  /** Absent where it can't be read, or is too large to be one. */
  readonly text?: string | undefined;
}

/** All connections in these files, and in the environment where one is given, in their order. */
export function readSources(files: readonly SourceFile[], environment: Environment): readonly Found[] {
  const usable = files.filter((file): file is SourceFile & { text: string } => file.text !== undefined);
  const ofKind = (kind: SourceKind) => usable.find((file) => file.kind === kind);
  const problems = files.filter(({ text }) => text === undefined).map(unreadable);
  const others = usable.flatMap((file) => readFile(file, environment));
  return [...readAws(ofKind('awsCredentials'), ofKind('awsConfig')), ...others, ...problems];
}

/**
 * A file that a person picked, whatever it is. It may be a stranger's: nothing in it stands for a variable of this
 * machine's environment, whose key would then go to an endpoint that the file names.
 */
export function readPicked(file: SourceFile): readonly Found[] {
  const { text, path } = file;
  if (text === undefined) return [unreadable(file)];
  const kind = file.kind ?? kindOf(text);
  // One file may have been both: what is no profile there is none here.
  if (kind === 'awsConfig' || kind === 'awsCredentials') return readAws({ text, path }, { text, path });
  return readFile({ ...file, kind, text }, {});
}

function readFile(
  { kind, path, text }: SourceFile & { readonly text: string },
  environment: Environment,
): readonly Found[] {
  switch (kind) {
    case 's3cmd':
      return readS3cmd(text, { path }, environment);
    case 'rclone':
      return readRclone(text, { path });
    case 'mc':
      return readMc(text, { path });
    case 'dotenv':
      return readVariables(Object.fromEntries(readDotEnv(text)), { tool: 'dotenv', path });
    default:
      return [];
  }
}

/** By words that only one tool has; `.env` is whatever else has lines of `NAME=value`. */
function kindOf(text: string): SourceKind {
  if (/^\s*\{/.test(text)) return 'mc';
  if (/^\s*(?:[#;].*\s+)*RCLONE_ENCRYPT_V|^\s*type\s*=\s*\w+\s*$/m.test(text)) return 'rclone';
  if (/^\s*(?:host_base|host_bucket|access_key)\s*=/m.test(text)) return 's3cmd';
  return /^\s*\[[^\]]+\]\s*$/m.test(text) ? 'awsConfig' : 'dotenv';
}

function unreadable({ path, kind }: SourceFile): Found {
  const tool = kind === undefined ? 'dotenv' : kind.startsWith('aws') ? 'aws' : (kind as Tool);
  return { tool, path, part: '', spaces: [], problem: t("This file can't be read, or is too large.") };
}
