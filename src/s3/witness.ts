import { t } from '@vscode/l10n';
import { SpacesError } from '../core/errors.ts';
import type {
  PostForm,
  PutRequest,
  SignPostRequest,
  SignPutRequest,
  SignUrlRequest,
  Witness,
} from '../core/signing.ts';

/** What signs the same thing by other means: the module `sdk/presigners.ts`. */
export interface Presigners {
  presignUrl(request: SignUrlRequest): Promise<string>;
  presignPost(request: SignPostRequest): Promise<PostForm>;
  presignPut(request: SignPutRequest): Promise<PutRequest>;
}

/**
 * Lets the AWS SDK sign again and compares byte for byte. Throws `signersDisagree`, which names the parts that differ
 * and holds none of their values. It stands apart from the SDK since that is a bundle of its own, with its own copy
 * of `SpacesError` and of the translations.
 */
export function createWitness(presigners: Presigners): Witness {
  return {
    async checkUrl(request, url) {
      const expected = await presigners.presignUrl(request).catch(unchecked);
      if (url !== expected) disagree(differences(urlParts(url), urlParts(expected)));
    },
    async checkPut(request, put) {
      const expected = await presigners.presignPut(request).catch(unchecked);
      if (JSON.stringify([put.url, put.headers]) === JSON.stringify([expected.url, expected.headers])) return;
      disagree(differences(putParts(put), putParts(expected)));
    },
    async checkPost(request, form) {
      const expected = await presigners.presignPost(request).catch(unchecked);
      if (!isSameForm(form, expected)) disagree(differences(formParts(form), formParts(expected)));
    },
  };
}

/** A witness whose SDK is loaded now. Throws `signersDisagree` where that fails: what can't be checked is not copied. */
export async function loadWitness(load: () => Promise<Presigners>): Promise<Witness> {
  return createWitness(await load().catch(unchecked));
}

type Parts = ReadonlyMap<string, string>;

function urlParts(url: string): Parts {
  const { origin, pathname, searchParams } = new URL(url);
  return new Map([
    ['origin', origin],
    ['path', pathname],
    ['order', [...searchParams.keys()].join()],
    ...searchParams,
  ]);
}

function putParts({ url, headers }: PutRequest): Parts {
  return new Map([...urlParts(url), ...headers]);
}

function formParts({ url, fields }: PostForm): Parts {
  return new Map([['url', url], ['order', fields.map(([name]) => name).join()], ...fields]);
}

function isSameForm(a: PostForm, b: PostForm): boolean {
  return JSON.stringify([a.url, a.fields]) === JSON.stringify([b.url, b.fields]);
}

function differences(ours: Parts, theirs: Parts): string {
  const names = new Set([...ours.keys(), ...theirs.keys()]);
  const different = [...names].filter((name) => ours.get(name) !== theirs.get(name));
  return different.join(', ') || 'encoding';
}

function disagree(parts: string): never {
  throw new SpacesError(
    'signersDisagree',
    t('The AWS SDK signs this differently ({0}), so nothing was copied. Please report it as a bug.', parts),
  );
}

function unchecked(cause: unknown): never {
  throw new SpacesError(
    'signersDisagree',
    t(
      "The AWS SDK can't sign this, so it can't be checked, and nothing was copied. Please report it as a bug.",
    ),
    { cause },
  );
}
