import assert from 'node:assert/strict';
import { makeZip } from '../../support/demo/zip.ts';
import { openVsxIssues } from '../../support/fakes/openVsxRules.ts';

const manifest = [
  '<Identity Language="en-US" Id="port" Version="1.2.3" Publisher="team" />',
  '<DisplayName>Port</DisplayName><Description xml:space="preserve">A port.</Description><Tags>a,b</Tags>',
  '<Property Id="Microsoft.VisualStudio.Services.Branding.Theme" Value="dark" />',
  '<License>extension/LICENSE.txt</License>',
  '<Asset Type="Microsoft.VisualStudio.Code.Manifest" Path="extension/package.json" Addressable="true" />',
].join('\n');

function issuesOf(text: string, packageJson = '{}'): string[] {
  const entries = { 'extension.vsixmanifest': text, 'extension/package.json': packageJson };
  return openVsxIssues(
    makeZip(Object.entries(entries).map(([name, content]) => ({ name, content: Buffer.from(content) }))),
  );
}

describe("Open VSX's rules", () => {
  it('have nothing against a VSIX as it should be', () => assert.deepEqual(issuesOf(manifest), []));

  const broken: [what: string, from: string, to: string, issue: RegExp][] = [
    ['a name with a dot', 'Id="port"', 'Id="a.port"', /Invalid name: a\.port/],
    ['a version of four numbers', '1.2.3', '1.2.3.4', /semantic version/],
    ['no license', '<License>extension/LICENSE.txt</License>', '', /no license/],
    ['a control character', '>Port<', '>Po\u0001rt<', /displayName/],
    ['a zero-width space in a keyword', 'a,b', 'a,\u200bb', /keywords/],
    ['a theme of its own', 'Value="dark"', 'Value="blue"', /theme/],
    [
      'an asset that is not there',
      'extension/package.json"',
      'extension/gone"',
      /Entry not found: extension\/gone/,
    ],
  ];
  for (const [what, from, to, issue] of broken) {
    it(`refuse ${what}`, () => {
      const issues = issuesOf(manifest.replace(from, to));
      assert.equal(issues.length, 1, issues.join('\n'));
      assert.match(issues[0] ?? '', issue);
    });
  }
});
