import { t } from '@vscode/l10n';
import type { Connection } from '../core/connection.ts';
import type { Examined } from '../core/inspect/examine.ts';
import { addressHosts } from '../core/inspect/place.ts';
import { error, type Problem } from '../core/inspect/problems.ts';
import type { SignatureCheck } from '../core/inspect/signature.ts';
import type { ConnectionStore } from '../core/ports.ts';

/** What our own keys tell of a signature. */
export type Verdict =
  /** `method`: for which it is right, where that is not the one that was meant. */
  | { readonly state: 'right'; readonly connection: Connection; readonly method?: string | undefined }
  | { readonly state: 'wrong'; readonly connection: Connection }
  | { readonly state: 'otherKey'; readonly connection: Connection }
  | { readonly state: 'notOurs' }
  | { readonly state: 'oldVersion' };

const METHODS = ['GET', 'PUT', 'HEAD', 'DELETE', 'POST'];

/** Signs the same again with the key of the connection whose address it is, if that is the key that it names. */
export async function checkSignature(
  deps: { readonly store: ConnectionStore; readonly signatures: SignatureCheck },
  examined: Examined,
): Promise<Verdict> {
  const { ours, signed } = examined;
  const [first] = ours;
  if (first === undefined) return { state: 'notOurs' };
  if (signed.scheme !== 'v4') return { state: 'oldVersion' };
  for (const { connection } of ours) {
    const known = await deps.store.credentials(connection);
    if (known.state !== 'ok' || known.credentials.accessKeyId !== signed.accessKeyId) continue;
    const method = await methodSigned(deps.signatures, examined, known.credentials);
    if (method === undefined) return { state: 'wrong', connection };
    return { state: 'right', connection, method: method === examined.method ? undefined : method };
  }
  return { state: 'otherKey', connection: first.connection };
}

async function methodSigned(
  signatures: SignatureCheck,
  { request, parts, method }: Examined,
  credentials: Parameters<SignatureCheck['urlMethod']>[1],
): Promise<string | undefined> {
  if (request.form !== undefined) {
    return (await signatures.isPolicySigned(request.form.fields, credentials)) ? method : undefined;
  }
  const methods = [method, ...METHODS.filter((each) => each !== method)];
  const { headers } = request;
  return signatures.urlMethod({ parts, methods, hosts: addressHosts(parts.host), headers }, credentials);
}

export function verdictWords(verdict: Verdict): string {
  if (verdict.state === 'notOurs') return t('not checked: no connection has this address');
  if (verdict.state === 'oldVersion') return t('not checked: only Version 4 can be');
  const { name } = verdict.connection;
  if (verdict.state === 'right') return t('right: made with the key of {0}', name);
  if (verdict.state === 'wrong') return t('wrong: changed since, or not made with the key of {0}', name);
  return t('not checked: {0} has another key, or none here', name);
}

export function verdictProblems(verdict: Verdict, { method, isMethodSure }: Examined): readonly Problem[] {
  if (verdict.state === 'wrong') {
    return [error('wrongSignature', t('The signature is wrong: the server refuses it.'))];
  }
  if (verdict.state !== 'right' || verdict.method === undefined || !isMethodSure) return [];
  return [error('method', t('Signed for {0}, and refused for {1}.', verdict.method, method))];
}
