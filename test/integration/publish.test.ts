import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { top } from '../support/bootstrap.mjs';
import { packageExtension } from '../support/editor/vsix.ts';
import { type OpenVsx, startOpenVsx } from '../support/fakes/openVsx.ts';
import { openVsxIssues } from '../support/fakes/openVsxRules.ts';
import { run } from '../support/process.mjs';

const TOKEN = 'canary-0f3c7b1e-token';

describe('publishing at Open VSX, with its own client', function () {
  this.timeout(240_000);
  let line: string;
  let vsix: string;
  const registries: OpenVsx[] = [];
  const registry = async (answer?: (response: ServerResponse) => void) => {
    registries.push(await startOpenVsx({ namespace: 'spaceport', token: TOKEN }, answer));
    return registries.at(-1) as OpenVsx;
  };
  /** With the release workflow's own line. @returns all that it printed */
  const publish = async ({ url }: OpenVsx, token = TOKEN) => {
    const env = { ...process.env, OVSX_PAT: token, OVSX_REGISTRY_URL: url };
    const args = line.split(' ').map((word) => (word === 'spaceport.vsix' ? vsix : word));
    const said = await run(process.execPath, args, { cwd: top, env }).catch((error: Error) => error.message);
    assert.ok(!said.includes(token), 'the token is not printed');
    return said;
  };

  before(async () => {
    const workflow = await readFile(join(top, '.github/workflows/release.yml'), 'utf8');
    line = workflow.match(/run: node (.*ovsx publish .*)/)?.[1] ?? '';
    vsix = await packageExtension();
  });
  after(() => Promise.all(registries.map((each) => each.stop())));

  it('breaks no rule of the server', async () => {
    assert.deepEqual(openVsxIssues(await readFile(vsix)), []);
  });

  it('publishes the VSIX, once', async () => {
    const openVsx = await registry();
    assert.match(await publish(openVsx), /Published spaceport\.spaceport v\d+\.\d+\.\d+/);
    assert.equal(openVsx.published.length, 1);
    assert.match(await publish(openVsx), /is already published\. Skipping publish/);
    assert.equal(openVsx.published.length, 1);
  });

  it('never prints the token, whatever goes wrong', async () => {
    const openVsx = await registry();
    assert.match(await publish(openVsx, 'canary-of-another-one'), /Invalid access token/);
    const broken = await registry((response) => response.writeHead(500).end('<html>'));
    assert.match(await publish(broken), /500/);
    const hungUp = await registry((response) => response.destroy());
    assert.match(await publish(hungUp), /hang up|ECONNRESET/);
  });
});
