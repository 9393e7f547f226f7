import { Cancelled } from '../../../../src/core/errors.ts';
import type { ImportSources, SourceFile } from '../../../../src/core/import/sources.ts';
import type { FakeConnectionStore } from '../../../support/fakes/connectionStore.ts';
import { world as connectionWorld } from '../connectionSetup.ts';

export const AWS: SourceFile = {
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

export const RCLONE: SourceFile = {
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

/** The flow's world: fakes, and sources with these files. */
export function world({ files = [AWS], environment = {}, folders = [], dotEnv = [], store }: Given = {}) {
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
export const shownIn = ({ prompts, notices, progress }: ReturnType<typeof world>) =>
  JSON.stringify([prompts.asked, notices.shown, progress.titles, progress.reports]);
