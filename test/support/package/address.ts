// Where the project lives in public. No file of the repository says so: whoever packages it knows.
import { execFileSync } from 'node:child_process';
import { Explained, top } from '../bootstrap.mjs';

/** A repository's pages on GitHub, GitLab or a server of the same kind. */
export interface PublicAddress {
  /** `https://host/owner/name`. */
  readonly repository: string;
  readonly issues: string;
  readonly homepage: string;
  /** A file of the commit that is packaged, as a page. */
  page(path: string): string;
  /** The same as bytes, for pictures. */
  raw(path: string): string;
}

/**
 * The address that the surroundings name: `SPACEPORT_REPOSITORY`, else what GitHub Actions sets, else git's remote
 * `origin`; `undefined` where none of them is public.
 * @throws {Explained} where `SPACEPORT_REPOSITORY` is no address that a market accepts
 */
export function publicAddress(env: NodeJS.ProcessEnv = process.env): PublicAddress | undefined {
  const { SPACEPORT_REPOSITORY: given, GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = env;
  const repository = repositoryOf(
    given || (server && name ? `${server}/${name}` : git('remote', 'get-url', 'origin')),
  );
  if (given && repository === undefined)
    throw new Explained('SPACEPORT_REPOSITORY is not like https://github.com/owner/name.');
  return repository === undefined
    ? undefined
    : addressOf(repository, env.GITHUB_SHA || git('rev-parse', 'HEAD') || 'HEAD');
}

/** Makes `https://host/owner/name` of what git calls a remote; `undefined` for a folder, `http:` and the like. */
export function repositoryOf(remote: string | undefined): string | undefined {
  const url = remote?.trim().replace(/^(?:ssh:\/\/)?git@([\w.-]+)(?::\d+\/|[:/])/, 'https://$1/');
  const place = url?.match(
    /^https:\/\/(?:[^@/]*@)?([\w.-]+\.[\w.-]+(?::\d+)?(?:\/[\w.~-]+?){2,})(?:\.git)?\/?$/,
  )?.[1];
  return place === undefined ? undefined : `https://${place}`;
}

/** @param commit of which its files are shown */
export function addressOf(repository: string, commit: string): PublicAddress {
  const base = /^https:\/\/[^/]*\bgitlab\b/.test(repository) ? `${repository}/-` : repository;
  return {
    repository,
    issues: `${base}/issues`,
    homepage: `${repository}#readme`,
    page: (path) => `${base}/blob/${commit}/${path}`,
    raw: (path) => `${base}/raw/${commit}/${path}`,
  };
}

/** What git answers here, or `''` where there is no git, no repository, or no such thing. */
export function git(...args: string[]): string {
  try {
    return execFileSync('git', args, {
      cwd: top,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}
