// What the tests of the web-worker host have in common.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { facts } from './outside.ts';

/** Declares a test that says where the others of its `describe` run. */
export function inWorkerHost(): void {
  it('is the worker host of the VS Code that was asked for', () => {
    const extension = vscode.extensions.getExtension('spaceport.spaceport');
    assert.equal(extension?.extensionKind, vscode.ExtensionKind.UI);
    assert.equal(typeof Reflect.get(globalThis, 'importScripts'), 'function');
    assert.equal(typeof Reflect.get(globalThis, 'process'), 'undefined');
    assert.equal(vscode.version, facts.version);
  });
}

/** The worker's own ways to the network. */
const ways = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'WebTransport'] as const;

/**
 * Takes the network away while `work` runs: the extension and the tests share one worker.
 * @returns the ways that were tried
 */
export async function withoutNetwork(work: () => Promise<unknown>): Promise<readonly string[]> {
  const tried: string[] = [];
  const before = ways.map((way) => [way, Reflect.get(globalThis, way)] as const);
  for (const way of ways) {
    // Called, or with `new`.
    const refuse = function refuse() {
      tried.push(way);
      throw new TypeError('There is no network in this test.');
    };
    Reflect.set(globalThis, way, refuse);
  }
  try {
    await work();
  } finally {
    for (const [way, value] of before) Reflect.set(globalThis, way, value);
  }
  return tried;
}
