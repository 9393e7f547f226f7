// Open VSX as its publisher's client sees it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { identityOf, openVsxIssues } from './openVsxRules.ts';

export interface OpenVsx {
  readonly url: string;
  /** `namespace.name@version` of what was accepted. */
  readonly published: readonly string[];
  stop(): Promise<void>;
}

/** A registry with one namespace and one person, whose token is given. `answer` takes the place of its own answers. */
export async function startOpenVsx(
  { namespace, token }: { namespace: string; token: string },
  answer?: (response: ServerResponse) => void,
): Promise<OpenVsx> {
  const published: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    if (answer) return answer(response);
    const error = refusal(request, body);
    const identity = identityOf(body);
    if (!error) published.push(`${identity.namespace}.${identity.name}@${identity.version}`);
    response.writeHead(error ? 400 : 201, { 'content-type': 'application/json' });
    response.end(JSON.stringify(error ? { error } : { ...identity, targetPlatform: 'universal' }));
  });
  const refusal = (request: IncomingMessage, body: Buffer): string | undefined => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
    if (request.method !== 'POST' || pathname !== '/api/-/publish') return `No such request: ${pathname}`;
    if (searchParams.get('token') !== token) return 'Invalid access token.';
    const identity = identityOf(body);
    if (identity.namespace !== namespace) return `Unknown publisher: ${identity.namespace}`;
    const id = `${identity.namespace}.${identity.name}`;
    if (published.includes(`${id}@${identity.version}`))
      return `Extension ${id} ${identity.version} is already published.`;
    return openVsxIssues(body).join('\n') || undefined;
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    published,
    stop: async () => void (await new Promise((resolve) => server.close(resolve))),
  };
}
