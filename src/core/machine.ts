import { t } from '@vscode/l10n';
import { plain } from './plain.ts';

/** Where the code runs: whose clock, time zone, network, proxy and certificates it means. */
export type Machine =
  /** The one in front of the person. `besides`: the remote that the window is connected to, which is not it. */
  | { readonly kind: 'local'; readonly besides?: string | undefined }
  /** A browser's worker: its network and certificates, this computer's clock. */
  | { readonly kind: 'browser' }
  /** The far end of a remote window, in words for a person. */
  | { readonly kind: 'remote'; readonly name: string };

export const THIS_COMPUTER: Machine = { kind: 'local' };

/** What people call the kinds of remote windows (`vscode.env.remoteName`); names of products, not translated. */
const REMOTES: ReadonlyMap<string, string> = new Map([
  ['ssh-remote', 'SSH'],
  ['wsl', 'WSL'],
  ['k8s-container', 'Kubernetes'],
  ['codespaces', 'Codespaces'],
  ['tunnel', 'Tunnel'],
]);

/** `remoteName`: the window's, as the editor gives it. `isFar`: the extension runs at that remote, not beside the window. */
export function machineOf(at: {
  readonly isBrowser: boolean;
  readonly remoteName: string | undefined;
  readonly isFar: boolean;
}): Machine {
  if (at.isBrowser) return { kind: 'browser' };
  if (at.remoteName === undefined) return THIS_COMPUTER;
  const name = nameOf(at.remoteName);
  return at.isFar ? { kind: 'remote', name } : { kind: 'local', besides: name };
}

const CONTAINER = /^(dev|attached)-container$/;

/** False for a name that is a host's: a server that is opened in a browser is called by its address. */
export function isKindOfRemote(remoteName: string): boolean {
  return REMOTES.has(remoteName) || CONTAINER.test(remoteName);
}

function nameOf(remoteName: string): string {
  if (CONTAINER.test(remoteName)) return t('container');
  return REMOTES.get(remoteName) ?? plain(remoteName);
}

/** Where requests come from, a sentence; `undefined` where that goes without saying. */
export function originWords(machine: Machine): string | undefined {
  if (machine.kind === 'remote') return t('Requests are sent from the remote machine: {0}', machine.name);
  if (machine.kind === 'browser') return t('Requests are sent from this browser');
  if (machine.besides === undefined) return undefined;
  return t('Requests are sent from this computer, not from the remote machine: {0}', machine.besides);
}

/** How far the clock is off, a sentence; from one minute on, since signing and requests correct for it. Milliseconds. */
export function clockWords(machine: Machine, skewMs: number | undefined): string | undefined {
  if (skewMs === undefined || Math.abs(skewMs) < 60_000) return undefined;
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  if (machine.kind === 'remote')
    return skewMs > 0
      ? t("The remote machine's clock is {0} min slow; signing corrects for it.", minutes)
      : t("The remote machine's clock is {0} min fast; signing corrects for it.", minutes);
  return skewMs > 0
    ? t("This computer's clock is {0} min slow; signing corrects for it.", minutes)
    : t("This computer's clock is {0} min fast; signing corrects for it.", minutes);
}
