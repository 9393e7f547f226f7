import type { Credentials } from '../core/connection.ts';
import type { Hashing } from '../core/hashing.ts';
import type { Handed } from './afterCopy.ts';
import type { ShareDeps } from './share.ts';

/** Enters what was handed out into the ledger. What was copied is copied: never fails, what went wrong is logged. Its id. */
export async function recordShare(deps: ShareDeps, handed: Handed): Promise<string | undefined> {
  try {
    return await deps.ledger.add({
      kind: handed.kind,
      as: handed.as,
      connection: handed.connection.id,
      connectionName: handed.connection.name,
      space: handed.space,
      what: handed.what,
      made: handed.time.date.toISOString(),
      expiresAt: handed.time.ends.toISOString(),
      endsAsNamed: handed.time.endsAsNamed || undefined,
      signedBy: await signerMark(deps.hashing, handed.credentials),
      link: handed.link,
      upload: handed.upload,
      command: handed.command,
    });
  } catch (error) {
    deps.log.error('Active Shares', error);
    return undefined;
  }
}

/**
 * Tells key pairs apart without naming them: the first 12 hexadecimal digits of the SHA-256 of the access key ID. 48 bits
 * are enough to tell a person's few apart.
 */
export async function signerMark(
  hashing: Pick<Hashing, 'sha256Hex'>,
  { accessKeyId }: Pick<Credentials, 'accessKeyId'>,
): Promise<string> {
  return (await hashing.sha256Hex(accessKeyId)).slice(0, 12);
}
