import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SpacesError } from '../../../../src/core/errors.ts';
import { readSigned } from '../../../../src/core/inspect/readSigned.ts';
import { uploadProblem } from '../../../../src/core/keyRules.ts';
import { shellOf } from '../../../../src/core/quoting/shell.ts';
import { SHELL_IDS } from '../../../../src/core/settings.ts';
import { uploadCommand } from '../../../../src/core/uploadCommand.ts';
import { nodeHashing } from '../../../../src/platform/node.ts';
import { createSigner } from '../../../../src/s3/signer.ts';
import { createSignatureCheck } from '../../../../src/s3/verify.ts';
import { downloadLine } from '../../../support/downloadLine.ts';
import { byCategory, coreKeys } from '../../../support/oddKeys.ts';
import { CONNECTION } from '../../commands/shareSetup.ts';

const credentials = { accessKeyId: 'DO00/AAAA', secretAccessKey: 'a-secret' };
const signer = createSigner(nodeHashing);
const signatures = createSignatureCheck(nodeHashing);
const request = {
  connection: CONNECTION,
  credentials,
  space: 'my-space',
  expiresIn: 60,
  date: new Date('2026-11-24T08:00:00Z'),
};

/** Gives whether the shell can say it at all. */
async function assertReadBack(key: string): Promise<number> {
  const form = await signer.signPost({ ...request, key, minBytes: 3, maxBytes: 5 });
  const url = await signer.signUrl({ ...request, key, query: [['response-content-type', 'a/b; c="d"']] });
  let said = 0;
  for (const id of SHELL_IDS) {
    const shell = shellOf(id);
    const writers = [
      () => uploadCommand({ form, key, shell }),
      () => uploadCommand({ form, key, shell, multiline: true }),
      () => downloadLine(url, key, id),
    ];
    for (const [index, write] of writers.entries()) {
      const text = textOf(write);
      if (text === undefined) continue;
      said += 1;
      const { first, others } = readSigned(text, { connections: [CONNECTION] }) ?? {};
      const what = `${id}, ${index}: ${JSON.stringify(key)}`;
      assert.ok(first, what);
      assert.deepEqual([first.place.key, first.place.space, others], [key, 'my-space', 0], what);
      const faults = first.problems.filter(({ severity }) => severity === 'error');
      assert.deepEqual(faults, [], what);
      const { parts, request: written } = first;
      const isRight = written.form
        ? await signatures.isPolicySigned(written.form.fields, credentials)
        : await signatures.urlMethod(
            { parts, methods: ['GET'], hosts: [parts.host], headers: [] },
            credentials,
          );
      assert.ok(isRight, what);
    }
  }
  return said;
}

function textOf(write: () => string): string | undefined {
  try {
    return write();
  } catch (error) {
    assert.ok(error instanceof SpacesError);
    return undefined;
  }
}

describe('inspect reads back what we write', function () {
  this.timeout(60_000);

  it('for every odd key, in every shell that can say it, on one line and on several', async () => {
    let said = 0;
    for (const key of coreKeys) said += await assertReadBack(key);
    assert.ok(said > coreKeys.length * 6, String(said));
  });

  it('for any key', async () => {
    const characters = fc.constantFrom(
      ...` \n\t'"$\`\\!%^&;,@<>=~#*?[]{}()-/:|a0`,
      ...Object.values(byCategory).flatMap((each) => [...each]),
    );
    const keys = fc
      .array(characters, { minLength: 1, maxLength: 30 })
      .map((each) => each.join(''))
      .filter((key) => uploadProblem(key) === undefined);
    await fc.assert(
      fc.asyncProperty(keys, async (key) => void (await assertReadBack(key))),
      { numRuns: 150, seed: 20261124 },
    );
  });

  it('never breaks on any other text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const shape of [
          text,
          `curl 'https://h/?X-Amz-Signature=1${text}`,
          `{"url":"${text}"}`,
          `<form action="${text}">`,
        ]) {
          readSigned(shape, { connections: [CONNECTION] });
        }
      }),
      { numRuns: 500 },
    );
  });
});
