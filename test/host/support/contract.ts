// Calling Spaceport's commands as another extension would.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { storeFacts } from './store.ts';

/** Runs a command with one plain object, and gives what it resolves to. */
export async function run(id: string, args?: object): Promise<unknown> {
  return vscode.commands.executeCommand(`spaceport.${id}`, args);
}

export const clipboard = async (): Promise<string> => vscode.env.clipboard.readText();

/** Everything that makes a connection to the runner's store. */
export function connectionTo(name: string, more: object = {}): object {
  const { endpoint, credentials } = storeFacts();
  const place = { provider: 'custom', endpoint, region: 'us-east-1', addressing: 'path' };
  return { name, ...place, ...credentials, ...more };
}

/** Adds a connection without network and without a question. Gives its id. */
export async function add(name: string, more?: object): Promise<string> {
  const id = await run('addConnection', connectionTo(name, more));
  assert.match(String(id), /^[a-z0-9]{10}$/);
  return String(id);
}

const UNTOUCHED = 'what was on the clipboard before';

/**
 * The message of the `Error` that a command throws. It is a sentence for a person and holds nothing that opens
 * anything; the clipboard is left as it was.
 */
export async function refusal(id: string, args: object): Promise<string> {
  await vscode.env.clipboard.writeText(UNTOUCHED);
  const error = await run(id, args).then(
    (result) => assert.ok(false, `${id} was not refused: ${JSON.stringify(result)}`),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Error, `not an Error: ${String(error)}`);
  const { message } = error;
  assert.match(message, /^[^\s].{10,}/, 'a sentence');
  assert.ok(!/X-Amz|Policy|AWSAccessKeyId|Signature=|undefined|\[object/i.test(message), message);
  assert.ok(!message.includes(storeFacts().credentials.secretAccessKey), 'the secret is in the message');
  assert.equal(await clipboard(), UNTOUCHED);
  return message;
}

/** When a signed URL ends, from its own parameters, as ISO 8601 in UTC. */
export function endOf(url: string): string {
  const { searchParams } = new URL(url);
  const date = searchParams.get('X-Amz-Date') ?? '';
  return endFrom(date, Number(searchParams.get('X-Amz-Expires')));
}

/** `20261124T080000Z` and seconds to ISO 8601. */
export function endFrom(amzDate: string, seconds: number): string {
  const iso = amzDate.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  return new Date(Date.parse(iso) + seconds * 1000).toISOString();
}
