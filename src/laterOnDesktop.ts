import { type AllowBrowser, allowBrowser } from './commands/allowBrowser.ts';
import type { StoreDeps } from './s3/client.ts';
import { type CorsClient, createSpaceRules } from './s3/corsRules.ts';

/** What a browser can't do. */
export { loadWitness } from './s3/witness.ts';

export function createAllowBrowser(requests: StoreDeps, load: () => Promise<CorsClient>): AllowBrowser {
  const rules = createSpaceRules(requests, load);
  return (editor, target, options) => allowBrowser({ ...editor, rules }, target, options);
}
