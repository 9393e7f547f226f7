// What Open VSX's server refuses, by its own rules (eclipse/openvsx 9cf4058d: ExtensionValidator, ExtensionProcessor,
// PublishExtensionVersionHandler).
import { type ZipEntry, zipEntries } from '../readZip.ts';

const version =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-[\da-zA-Z-]+(?:\.[\da-zA-Z-]+)*)?(?:\+[\da-zA-Z.-]+)?$/;
/** Control, format, unassigned, private, and separators of lines and paragraphs. */
const forbidden = /[\p{Cc}\p{Cf}\p{Cn}\p{Co}\u2028\u2029]/u;

/** What the server finds wrong with a VSIX; nothing when it takes it. */
export function openVsxIssues(vsix: Buffer): string[] {
  const entries = zipEntries(vsix);
  const manifest = text(entries, 'extension.vsixmanifest');
  const packageJson = JSON.parse(text(entries, 'extension/package.json'));
  const one = (pattern: RegExp) => manifest.match(pattern)?.[1] ?? '';
  const property = (id: string) => one(new RegExp(`Id="Microsoft\\.VisualStudio\\.${id}" Value="([^"]*)"`));
  const identity = identityOf(vsix);
  const issues: string[] = [];
  const expect = (ok: boolean, issue: string) => ok || issues.push(issue);
  for (const part of [identity.namespace, identity.name])
    expect(/^[\w\-+$~]{1,255}$/.test(part), `Invalid name: ${part}`);
  expect(version.test(identity.version), 'Invalid semantic version.');
  expect(packageJson.license || one(/<License>([^<]+)</), 'It has no license.');
  const texts: [field: string, value: string, limit: number][] = [
    ['displayName', one(/<DisplayName>([^<]*)</), 255],
    ['description', one(/<Description[^>]*>([^<]*)</), 2048],
    ...one(/<Tags>([^<]*)</)
      .split(',')
      .map((tag): [string, string, number] => ['keywords', tag, 255]),
    ['galleryBanner.color', property('Services\\.Branding\\.Color'), 16],
  ];
  for (const [field, value, limit] of texts)
    expect(value.length <= limit && !forbidden.test(value), `Invalid value in field '${field}': ${value}`);
  for (const link of ['Source', 'Support', 'Learn'].map((name) => property(`Services\\.Links\\.${name}`)))
    expect(link === '' || /^(?:git\+)?https?:\/\/[^/]/.test(link), `Invalid URL: ${link}`);
  expect(['', 'dark', 'light'].includes(property('Services\\.Branding\\.Theme')), 'Invalid theme.');
  for (const [, path = ''] of manifest.matchAll(/<Asset [^>]*Path="([^"]*)"/g))
    expect(
      entries.some(({ name }) => name === path),
      `Entry not found: ${path}`,
    );
  for (const { name, extraLength } of entries)
    expect(extraLength === 0, `Potentially harmful zip entry: ${name}`);
  return issues;
}

/** Who a VSIX says it is. */
export function identityOf(vsix: Buffer): { namespace: string; name: string; version: string } {
  const identity = text(zipEntries(vsix), 'extension.vsixmanifest').match(/<Identity [^>]*>/)?.[0] ?? '';
  const attribute = (name: string) => identity.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? '';
  return { namespace: attribute('Publisher'), name: attribute('Id'), version: attribute('Version') };
}

const text = (entries: readonly ZipEntry[], name: string) =>
  entries
    .find((entry) => entry.name === name)
    ?.read()
    .toString() ?? '';
