import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../../src/core/connection.ts';
import { defaultFileName, hasDotSegment } from '../../src/core/keyRules.ts';
import { unixShell } from '../../src/core/quoting/unix.ts';
import type { PostForm, SignPostRequest } from '../../src/core/signing.ts';
import { uploadCommand } from '../../src/core/uploadCommand.ts';
import { nodeHashing } from '../../src/platform/node.ts';
import { createSigner } from '../../src/s3/signer.ts';
import { freshSpace, type TestSpace } from './cephForTests.ts';
import { downloadLine } from './downloadLine.ts';
import type { ShellRunner } from './shells/run.ts';
import { signedFetch } from './signedFetch.ts';

interface Lifetime {
  /** Seconds; default: 300. */
  readonly expiresIn?: number;
  /** Default: now. */
  readonly date?: Date;
  readonly minBytes?: number;
  readonly maxBytes?: number;
}

/** Upload commands for a Space of their own, and what came of them. */
export class Uploads {
  readonly space: TestSpace;
  readonly #addressing: 'path' | 'virtual';
  readonly #signer = createSigner(nodeHashing);

  private constructor(space: TestSpace, addressing: 'path' | 'virtual') {
    this.space = space;
    this.#addressing = addressing;
  }

  static async start(addressing: 'path' | 'virtual' = 'path'): Promise<Uploads> {
    return new Uploads(await freshSpace(), addressing);
  }

  form(key: string, lifetime: Lifetime = {}): Promise<PostForm> {
    return this.#signer.signPost(this.#request(key, lifetime));
  }

  /** The line as it is copied, for a file named after the key unless told. */
  async command(key: string, file?: string): Promise<string> {
    return uploadCommand({ form: await this.form(key), key, file, shell: unixShell });
  }

  url(key: string): Promise<string> {
    return this.#signer.signUrl(this.#request(key));
  }

  /** The object's content by a signed URL; with the offered `curl` line where the key has dot segments. */
  async read(key: string, runner: ShellRunner): Promise<string> {
    const url = await this.url(key);
    if (!hasDotSegment(key)) {
      const answer = await fetch(url);
      return answer.ok ? answer.text() : `${answer.status}`;
    }
    const folder = emptyFolder(runner.folder);
    const name = unixShell.quote(`./${defaultFileName(key)}`);
    const { stdout } = await runner.run('dash', `cd '${folder}' && ${downloadLine(url, key)} && cat ${name}`);
    return stdout;
  }

  /** How many objects there are: nothing else may have come to be. At most 1,000. */
  async count(): Promise<number> {
    const { endpoint, bucket, keys } = this.space;
    const page = await signedFetch(`${endpoint}/${bucket}?list-type=2&encoding-type=url`, keys);
    return Number(/<KeyCount>(\d+)</.exec(await page.text())?.[1]);
  }

  #request(key: string, { expiresIn = 300, date = new Date(), ...size }: Lifetime = {}): SignPostRequest {
    const { endpoint, region, bucket: space, keys: credentials } = this.space;
    const addressing = this.#addressing;
    const host = addressing === 'virtual' ? endpoint.replace('127.0.0.1', 'localhost') : endpoint;
    const connection = {
      ...{
        id: 'abcdefghij',
        name: 'test',
        provider: 'custom',
        endpoint: host,
        region,
        addressing,
        readOnly: false,
      },
    } satisfies Connection;
    return { connection, credentials, space, key, expiresIn, date, ...size };
  }
}

let folders = 0;

/** A folder below `home`, by its name there, with one file in it where told. */
export function emptyFolder(home: string, file?: { name: string; content: string }): string {
  const folder = `folder${folders++}`;
  mkdirSync(join(home, folder));
  if (file) writeFileSync(`${home}/${folder}/${file.name}`, file.content);
  return folder;
}
