import { type AllowBrowser, allowBrowser } from './commands/allowBrowser.ts';
import type { StoreDeps } from './s3/client.ts';
import { createSpaceRules } from './s3/corsRules.ts';

/** What a browser can't do. */
export { importSources } from './platform/importSources.ts';
export { shareFiles } from './platform/shareFiles.ts';
export { loadWitness } from './s3/witness.ts';

export function createAllowBrowser(requests: StoreDeps): AllowBrowser {
  const rules = createSpaceRules(requests);
  return (editor, target, options) => allowBrowser({ ...editor, rules }, target, options);
}
