// `node test/support/package/release.ts`: the release notes of this version, from CHANGELOG.md, on standard output.
// For a tag (GITHUB_REF_TYPE, GITHUB_REF_NAME) it fails unless tag, version and CHANGELOG agree.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Explained, runMain, top } from '../bootstrap.mjs';

/** @param tag `undefined` to look at what a release would say. @throws {Explained} where it can't be released */
export function releaseNotes(changelog: string, version: string, tag: string | undefined): string {
  if (tag !== undefined && tag !== `v${version}`)
    throw new Explained(`The tag is ${tag}, but package.json has the version ${version}.`);
  const notes =
    sectionOf(changelog, version) ?? (tag === undefined ? sectionOf(changelog, 'Unreleased') : undefined);
  if (!notes)
    throw new Explained(
      `CHANGELOG.md tells nothing about ${version}: a heading "## [${version}] - date" is missing.`,
    );
  return notes;
}

/** What stands below `## [name]`, or below `## [name] - 2026-01-31`. */
function sectionOf(changelog: string, name: string): string | undefined {
  const sections = changelog.split(/^## /m).slice(1);
  const date = name === 'Unreleased' ? '' : ' - \\d{4}-\\d{2}-\\d{2}';
  const heading = new RegExp(`^\\[${name.replaceAll('.', '\\.')}\\]${date}\\s*\\n`);
  return sections
    .find((section) => heading.test(section))
    ?.replace(heading, '')
    .trim();
}

if (import.meta.main) {
  await runMain(async () => {
    const read = (name: string) => readFile(join(top, name), 'utf8');
    const { version } = JSON.parse(await read('package.json')) as { version: string };
    const { GITHUB_REF_TYPE: type, GITHUB_REF_NAME: name } = process.env;
    console.log(releaseNotes(await read('CHANGELOG.md'), version, type === 'tag' ? name : undefined));
  });
}
