import assert from 'node:assert/strict';
import { addConnection } from '../../../../src/commands/addConnection.ts';
import { Cancelled } from '../../../../src/core/errors.ts';
import { dismiss, pick } from '../../../support/fakes/prompts.ts';
import { world } from '../connectionSetup.ts';

describe('Add Connection beside Import Connections', () => {
  it('leads there from the first question, and ends as a dismissed one', async () => {
    const { deps, prompts, store } = world();
    let opened = 0;
    prompts.expect('Provider', pick('Import from Other Tools…'));
    await assert.rejects(addConnection({ ...deps, importInstead: () => opened++ }), Cancelled);
    assert.deepEqual([opened, store.writes, prompts.left], [1, [], 0]);
  });

  it('does not offer it in a browser', async () => {
    const { deps, prompts } = world();
    prompts.expect('Provider', dismiss);
    await assert.rejects(addConnection(deps), Cancelled);
    assert.deepEqual(prompts.last.labels, ['DigitalOcean', 'Other S3-compatible']);
  });
});
