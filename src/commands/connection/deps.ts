import type { Connection } from '../../core/connection.ts';
import type { Random } from '../../core/connectionRules.ts';
import type { HelpTopic } from '../../core/help.ts';
import type { Machine } from '../../core/machine.ts';
import type { ConnectionStore, ConnectionTester, Notices, Progress, Prompts } from '../../core/ports.ts';

/** What every flow about connections needs. */
export interface ConnectionDeps {
  readonly store: ConnectionStore;
  readonly tester: ConnectionTester;
  readonly prompts: Prompts;
  readonly notices: Notices;
  readonly progress: Progress;
  readonly random: Random;
  readonly machine: Machine;
  /** False in the browser: a server's list of Spaces carries no CORS headers, so the Spaces are always asked. */
  readonly canListSpaces: boolean;
  /** Opens Import Connections…; absent in a browser, which has no files of other tools. */
  readonly importInstead?: (() => unknown) | undefined;
  /** Shows a page of help. */
  openHelp(topic: HelpTopic): Promise<void>;
}

/** True for names of other connections (names are unique, and a name may not pass for another's id). */
export function nameTaken(
  store: ConnectionStore,
  except?: Connection | undefined,
): (name: string) => boolean {
  return (name) =>
    store.list().some((each) => each.id !== except?.id && (each.name === name || each.id === name));
}
