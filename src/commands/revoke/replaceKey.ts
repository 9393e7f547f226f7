import { t } from '@vscode/l10n';
import type { Credentials } from '../../core/connection.ts';
import { Cancelled, SpacesError } from '../../core/errors.ts';
import { formatCount } from '../../core/format.ts';
import { plain } from '../../core/plain.ts';
import { inSentences } from '../../core/sentences.ts';
import type { SpaceTarget } from '../../core/target.ts';
import { signerMark } from '../recordShare.ts';
import { credentialsOf, signingTime } from '../share.ts';
import type { RevokeDeps, Revoked } from './terms.ts';

/** Where DigitalOcean's keys are made and deleted. */
const KEYS_PAGE = 'https://cloud.digitalocean.com/spaces/access_keys';

/**
 * Leads through replacing the key pair that signed: a new one into the connection, then the old one deleted where it was
 * made. Looks afterwards whether the old one is dead. Throws `Cancelled` where the person stops; nothing is lost then.
 */
export async function replaceKey(
  deps: RevokeDeps,
  revoked: Revoked,
  confirmed: boolean | undefined,
): Promise<void> {
  const { connection } = revoked;
  const old = await credentialsOf(deps.store, connection);
  const print = await signerMark(deps.hashing, old);
  const shares = (await deps.ledger.list()).filter(
    ({ connection: id, signedBy }) => id === connection.id && signedBy === print,
  );
  if (revoked.share !== undefined && revoked.share.signedBy !== print) {
    throw new SpacesError(
      'badArguments',
      t(
        'It was signed with another key pair than the connection has now. It ends when that one is deleted at the provider.',
      ),
    );
  }
  if (confirmed !== true) {
    await deps.notices.confirm(t('Replace the key pair of this connection? {0}', plain(connection.name)), {
      detail: t(
        'First make a new key pair at the provider and enter it here; then delete the old one there. What is listed in Active Shares and ends by that: {0}. Programs that use the old one stop working.',
        formatCount(shares.length, deps.moments.locale),
      ),
      action: t('Enter New Key Pair'),
    });
  }
  if (!(await deps.enterKey(connection.id))) throw new Cancelled();
  if ((await credentialsOf(deps.store, connection)).accessKeyId === old.accessKeyId) {
    throw new SpacesError(
      'badArguments',
      t('The connection still has the same access key ID, so nothing has ended.'),
    );
  }
  await untilDead(deps, { connection, space: revoked.space, old, print });
}

interface Old extends SpaceTarget {
  readonly old: Credentials;
  readonly print: string;
}

/** Asks the person to delete the old key pair, and the server whether it is gone, until it is. */
async function untilDead(deps: RevokeDeps, { old, print, ...at }: Old): Promise<void> {
  const message = t(
    'Now delete the old key pair at the provider. Until then everything it signed goes on working.',
  );
  for (;;) {
    const next = await deps.notices.choose<'open' | 'check'>(message, {
      detail: t('Its access key ID ends in {0}.', old.accessKeyId.slice(-4)),
      choices: [
        { title: t('It Is Deleted'), value: 'check' },
        ...(at.connection.provider === 'digitalocean'
          ? [{ title: t('Open the Control Panel'), value: 'open' as const }]
          : []),
      ],
    });
    if (next === 'open') await deps.prompts.openExternal(KEYS_PAGE);
    else if (await isDead(deps, at, old)) break;
    else deps.notices.warn(t('The server still takes the old key pair. Some need a minute to forget it.'));
  }
  const ended = (await deps.ledger.list()).filter(
    (share) => share.connection === at.connection.id && share.signedBy === print,
  );
  await deps.ledger.forget(ended.map(({ id }) => id));
  deps.notices.info(
    inSentences(
      t('The server refuses the old key pair'),
      t('Shares that ended with it: {0}', formatCount(ended.length, deps.moments.locale)),
    ),
  );
}

/** A link for a minute, signed with the old key pair: an unknown key is refused before anything else is looked at. */
async function isDead(deps: RevokeDeps, at: SpaceTarget, credentials: Credentials): Promise<boolean> {
  const { space } = at;
  const connection = deps.places.of(at.connection, space);
  const key = 'spaceport-asks-whether-the-key-is-gone';
  const { date, expiresIn } = signingTime(deps, connection, { seconds: 60 });
  const url = await deps.signer.signUrl({ connection, credentials, space, key, date, expiresIn });
  const { error } = await deps.progress.run(t('Asking the server about the old key pair'), (signal) =>
    deps.probe.ask(url, { connection, space, key, credentials }, signal),
  );
  return error?.code === 'wrongKey';
}
