import assert from 'node:assert/strict';
import { translate } from '../../../src/core/errorTable.ts';
import {
  clockWords,
  type Machine,
  machineOf,
  originWords,
  THIS_COMPUTER,
} from '../../../src/core/machine.ts';
import { plain } from '../../../src/core/plain.ts';
import { ServerFailure } from '../../../src/core/serverFailure.ts';

const far = (remoteName: string) => machineOf({ isBrowser: false, remoteName, isFar: true });
const near = (remoteName?: string) => machineOf({ isBrowser: false, remoteName, isFar: false });
const BROWSER = machineOf({ isBrowser: true, remoteName: '127.0.0.1:8080', isFar: false });

describe('the machine that the code runs on', () => {
  const machines: readonly (readonly [string, Machine, Machine])[] = [
    ['no remote window', near(), THIS_COMPUTER],
    ['beside an SSH window', near('ssh-remote'), { kind: 'local', besides: 'SSH' }],
    ['at an SSH host', far('ssh-remote'), { kind: 'remote', name: 'SSH' }],
    ['in WSL', far('wsl'), { kind: 'remote', name: 'WSL' }],
    ['in a container', far('dev-container'), { kind: 'remote', name: 'container' }],
    ['in an attached container', far('attached-container'), { kind: 'remote', name: 'container' }],
    ['in a codespace', far('codespaces'), { kind: 'remote', name: 'Codespaces' }],
    ["at a server's address", far('127.0.0.1:8080'), { kind: 'remote', name: '127.0.0.1:8080' }],
    ['a hostile name', far('$(x)'), { kind: 'remote', name: plain('$(x)') }],
    ["in a browser's worker", BROWSER, { kind: 'browser' }],
  ];
  for (const [name, machine, expected] of machines) it(name, () => assert.deepEqual(machine, expected));

  it('says where requests come from, unless that goes without saying', () => {
    assert.deepEqual([near(), near('wsl'), far('wsl'), BROWSER].map(originWords), [
      undefined,
      'Requests are sent from this computer, not from the remote machine: WSL',
      'Requests are sent from the remote machine: WSL',
      'Requests are sent from this browser',
    ]);
  });

  it('says whose clock is off, from one minute on', () => {
    const words = (machine: Machine) => [600_000, -120_000, 59_999].map((skew) => clockWords(machine, skew));
    for (const machine of [near(), near('wsl'), BROWSER])
      assert.deepEqual(words(machine), [
        "This computer's clock is 10 min slow; signing corrects for it.",
        "This computer's clock is 2 min fast; signing corrects for it.",
        undefined,
      ]);
    assert.deepEqual(words(far('wsl')), [
      "The remote machine's clock is 10 min slow; signing corrects for it.",
      "The remote machine's clock is 2 min fast; signing corrects for it.",
      undefined,
    ]);
    assert.equal(clockWords(THIS_COMPUTER, undefined), undefined);
  });
});

describe('errors that mean a machine', () => {
  const SSH = far('ssh-remote');
  const network = (code: string, machine?: Machine) =>
    translate(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }), {
      host: 's3.example.com',
      machine,
    }).message;
  const clock = (skewMs: number, machine?: Machine) =>
    translate(new ServerFailure({ status: 403, code: 'RequestTimeTooSkewed' }), { skewMs, machine }).message;

  it('the clock', () => {
    assert.match(clock(0), /^This computer's clock is wrong\. Set it and/);
    assert.match(clock(0, SSH), /^The remote machine's clock is wrong\. Set it there/);
    assert.match(clock(1_200_000, SSH), /^The remote machine's clock is slow.*behind: 20$/);
    assert.match(clock(-1_200_000, SSH), /^The remote machine's clock is fast.*ahead: 20$/);
    assert.match(clock(1_200_000, near('wsl')), /^This computer's clock is slow/);
  });

  it('certificates', () => {
    for (const [code, own, remote] of [
      [
        'DEPTH_ZERO_SELF_SIGNED_CERT',
        /and this computer does not trust it/,
        /and the remote machine does not/,
      ],
      ['CERT_HAS_EXPIRED', /or this computer's clock is wrong/, /or the remote machine's clock is wrong/],
      ['UNABLE_TO_GET_ISSUER_CERT', /^This computer does not trust/, /^The remote machine does not trust/],
    ] as const) {
      assert.match(network(code), own);
      assert.match(network(code, SSH), remote);
    }
  });

  it('the network: which machine it was that did not get through', () => {
    for (const code of ['ENOTFOUND', 'ECONNREFUSED', 'ETIMEDOUT', 'ENETUNREACH', 'ESOMETHING']) {
      assert.doesNotMatch(network(code), /sent from/);
      assert.match(network(code, SSH), /s3\.example\.com\. Requests are sent from the remote machine: SSH$/);
      assert.match(
        network(code, near('wsl')),
        /com\. Requests are sent from this computer, not from .*: WSL$/,
      );
    }
    assert.doesNotMatch(network('ERR_INVALID_URL', SSH), /sent from/);
  });
});
