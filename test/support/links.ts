import type { FormattedLink } from '../../src/core/formats/links.ts';
import { defaultFileName } from '../../src/core/keyRules.ts';
import { nodeHashing } from '../../src/platform/node.ts';
import { createSigner } from '../../src/s3/signer.ts';

const DATE = new Date(Date.UTC(2026, 0, 2, 3, 4, 5));

/** Links to these keys as the flow makes them, always the same. */
export async function linksTo(keys: readonly string[]): Promise<readonly FormattedLink[]> {
  const urls = await createSigner(nodeHashing).signUrls(
    {
      connection: {
        id: 'aaaaaaaaaa',
        name: 'Demo',
        provider: 'digitalocean',
        endpoint: 'https://nyc3.digitaloceanspaces.com',
        region: 'nyc3',
        addressing: 'virtual',
        readOnly: false,
      },
      credentials: { accessKeyId: 'DO00AAAA', secretAccessKey: 'a-secret-of-tests' },
      space: 'example-bucket',
      expiresIn: 3600,
      date: DATE,
    },
    keys,
  );
  return keys.map((key, index) => linkOf(key, urls[index] ?? ''));
}

/** An hour from the moment of signing; of every second size and age are known. */
function linkOf(key: string, url: string): FormattedLink {
  return {
    url,
    key,
    space: 'example-bucket',
    filename: defaultFileName(key),
    expiresAt: new Date(DATE.getTime() + 3_600_000),
    ...(key.length % 2 === 0 ? { size: 1234, lastModified: DATE.getTime() } : {}),
  };
}
