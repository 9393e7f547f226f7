import type { PublicAddress } from './address.ts';

type Manifest = Record<string, unknown>;

/** What only the repository needs. */
const forDevelopment = ['private', 'scripts', 'devDependencies', 'overrides', 'allowScripts'];

/** `package.json` as it is packaged: without what is for development, with the public addresses, where there are any. */
export function packagedManifest(manifest: Manifest, address: PublicAddress | undefined): Manifest {
  const kept = Object.entries(manifest).filter(([name]) => !forDevelopment.includes(name));
  return {
    ...Object.fromEntries(kept),
    ...(address === undefined ? { qna: false } : addressesOf(manifest, address)),
  };
}

function addressesOf(
  { publisher, name }: Manifest,
  { repository, issues, homepage }: PublicAddress,
): Manifest {
  return {
    repository: { type: 'git', url: `${repository}.git` },
    bugs: { url: issues },
    qna: issues,
    homepage,
    badges: [
      ...(repository.startsWith('https://github.com/') ? [ciBadge(repository)] : []),
      {
        url: `https://img.shields.io/open-vsx/v/${publisher}/${name}?label=Open%20VSX`,
        href: `https://open-vsx.org/extension/${publisher}/${name}`,
        description: 'Version at Open VSX',
      },
    ],
  };
}

/** The markets show pictures of this form from GitHub alone. */
const ciBadge = (repository: string) => ({
  url: `${repository}/actions/workflows/ci.yml/badge.svg?branch=main`,
  href: `${repository}/actions/workflows/ci.yml?query=branch%3Amain`,
  description: 'Tests on main',
});
