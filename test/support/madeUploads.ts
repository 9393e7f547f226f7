import type { UploadDraft } from '../../src/commands/uploads/draft.ts';
import { makeUpload } from '../../src/commands/uploads/make.ts';
import type { Connection } from '../../src/core/connection.ts';
import type { UploadTerms } from '../../src/core/uploadTerms.ts';
import { nodeHashing } from '../../src/platform/node.ts';
import { encodeKey } from '../../src/s3/encode.ts';
import * as presigners from '../../src/s3/sdk/presigners.ts';
import { createSigner } from '../../src/s3/signer.ts';
import { createWitness } from '../../src/s3/witness.ts';
import { freshSpace, type TestSpace } from './cephForTests.ts';
import { type Fields, formPart, postParts } from './postForm.ts';
import { type ShellRunner, shellRunner } from './shells/run.ts';
import { signedFetch } from './signedFetch.ts';
import { emptyFolder } from './uploads.ts';

const MOMENTS = { locale: 'en-GB', timeZone: 'Europe/Berlin' };

export interface Lifetime {
  /** Seconds; default: 300. */
  readonly expiresIn?: number;
  /** Default: now. */
  readonly date?: Date;
}

/** What the server made of an upload. */
export interface Outcome {
  readonly status: number;
  readonly code: string | undefined;
}

interface File {
  readonly name: string;
  readonly content: string;
}

/** What the product makes for a Space of its own, and what real Ceph makes of it. */
export class MadeUploads {
  readonly space: TestSpace;
  readonly #runner: ShellRunner;
  readonly #signer = createSigner(nodeHashing);
  readonly #witness = createWitness(presigners);

  private constructor(space: TestSpace, runner: ShellRunner) {
    this.space = space;
    this.#runner = runner;
  }

  static async start(): Promise<MadeUploads> {
    return new MadeUploads(await freshSpace(), await shellRunner(['bash']));
  }

  /** A draft for `k.png` with these terms, unless told otherwise. */
  draft(terms: UploadTerms, other: Partial<UploadDraft> = {}): UploadDraft {
    const { endpoint, region, bucket } = this.space;
    const connection: Connection = {
      id: 'abcdefghij',
      name: 'test',
      provider: 'custom',
      endpoint,
      region,
      addressing: 'path',
      readOnly: false,
    };
    return {
      target: { connection, space: bucket },
      place: { key: 'k.png' },
      terms,
      method: 'post',
      as: 'command',
      shell: 'unix',
      multiline: false,
      ...other,
    };
  }

  /** The text as it is copied. */
  async make(draft: UploadDraft, { expiresIn = 300, date = new Date() }: Lifetime = {}): Promise<string> {
    const ends = new Date(date.getTime() + expiresIn * 1000);
    const time = {
      date,
      expiresIn,
      ends,
      endsLocally: ends,
      saidEnd: ends,
      endsAsNamed: false,
      clockNote: undefined,
    };
    const deps = {
      signer: this.#signer,
      places: { of: (connection: Connection) => connection },
      moments: MOMENTS,
    };
    const signing = { credentials: this.space.keys, time, witness: Promise.resolve(this.#witness) };
    return (await makeUpload(deps, draft, signing)).text;
  }

  /** Runs a command in bash, in a folder with that file alone. */
  async run(command: string, file?: File): Promise<Outcome & { readonly stdout: string }> {
    const folder = emptyFolder(this.#runner.folder, file);
    // The status of the answer in a line of its own; a file that is only a header stays one.
    const told = command.replace(
      'curl --fail',
      "curl --silent --show-error --write-out '\nstatus %{http_code}' --fail",
    );
    const { stdout } = await this.#runner.run('bash', `cd ${folder}\n${told}`, 'script');
    const status = Number(/\nstatus (\d+)$/.exec(stdout)?.[1]);
    return { status, code: codeIn(stdout), stdout };
  }

  /** Posts the JSON of a form as a client would (or with its fields as a list); `null`: without a file. */
  async post(json: string, file: File | null): Promise<Outcome & { readonly answer: Response }> {
    const { url, fields } = JSON.parse(json) as { url: string; fields: Record<string, string> | Fields };
    const entries: Fields = Array.isArray(fields) ? fields : Object.entries(fields);
    const parts = entries.map(([name, value]) => formPart(name, value));
    const last = file === null ? [] : [formPart('file', file.content, { filename: file.name })];
    const answer = await postParts(url, [...parts, ...last]);
    return { status: answer.status, code: codeIn(await answer.text()), answer };
  }

  /** Puts by the JSON of a PUT, with other headers where told. */
  async put(
    json: string,
    content: string | undefined,
    changed: Record<string, string> = {},
  ): Promise<Outcome> {
    const { url, headers } = JSON.parse(json) as { url: string; headers: Record<string, string> };
    const { 'content-length': _, ...sent } = { ...headers, ...changed };
    const answer = await fetch(url, { method: 'PUT', headers: sent, body: content ?? null });
    return { status: answer.status, code: codeIn(await answer.text()) };
  }

  /** The object as its owner reads it. */
  read(key: string): Promise<Response> {
    return signedFetch(this.#url(key), this.space.keys);
  }

  /** The status that everybody gets. */
  async statusForAll(key: string): Promise<number> {
    return (await fetch(this.#url(key))).status;
  }

  async keys(): Promise<string[]> {
    const { endpoint, bucket, keys } = this.space;
    const page = await signedFetch(`${endpoint}/${bucket}?list-type=2&encoding-type=url`, keys);
    return [...(await page.text()).matchAll(/<Key>([^<]*)</g)].map(([, key = '']) =>
      decodeURIComponent(key.replaceAll('&apos;', "'")),
    );
  }

  #url(key: string): string {
    return `${this.space.endpoint}/${this.space.bucket}/${encodeKey(key)}`;
  }
}

function codeIn(text: string): string | undefined {
  return /<Code>(.*?)<\/Code>/.exec(text)?.[1];
}
