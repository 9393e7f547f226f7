import { t } from '@vscode/l10n';
import { SpacesError } from '../../core/errors.ts';
import { type Attempt, translate } from '../../core/errorTable.ts';
import { plain } from '../../core/plain.ts';
import { ServerFailure } from '../../core/serverFailure.ts';
import type { ObjectTarget } from '../../core/target.ts';

/** curl's exit codes (its manual, "EXIT CODES") as Node would have named the same. */
const AS_NODE: ReadonlyMap<number, string> = new Map([
  [5, 'ERR_PROXY_CONNECTION_FAILED'],
  [6, 'ENOTFOUND'],
  [7, 'ECONNREFUSED'],
  [28, 'ETIMEDOUT'],
  [35, 'EPROTO'],
  [52, 'ERR_EMPTY_RESPONSE'],
  [55, 'EPIPE'],
  [56, 'ECONNRESET'],
  [60, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
]);

/** `--fail-with-body`: the server refused. */
const REFUSED = 22;
const UNKNOWN_OPTION = 2;
const UNREADABLE = 26;

/**
 * Why curl failed, in the words of the one error table. `answer`: the server's body, and the status on a last line.
 * Nothing of it is kept but the code: some servers repeat the policy in it.
 */
export function failureOfCurl(
  code: number,
  answer: string,
  { connection, space, key }: ObjectTarget,
): SpacesError {
  const attempt: Attempt = { host: new URL(connection.endpoint).host, space, key };
  const name = AS_NODE.get(code);
  if (name !== undefined) return translate(Object.assign(new Error(`curl ${code}`), { code: name }), attempt);
  if (code === REFUSED) {
    const [, status = '0'] = /\n(\d{3})\s*$/.exec(answer) ?? [];
    const [, said] = /<Code>([A-Za-z0-9]{1,64})<\/Code>/.exec(answer) ?? [];
    // A form's refusal tells a key without the right from a wrong one by nothing.
    if (said === 'AccessDenied') {
      return new SpacesError(
        'accessDenied',
        t('This access key may not change objects in the Space: {0}', plain(space)),
      );
    }
    const foreign = said === undefined && /\S/.test(answer.slice(0, answer.lastIndexOf('\n')));
    return translate(new ServerFailure({ status: Number(status), code: said, foreign }), attempt);
  }
  if (code === UNKNOWN_OPTION)
    return new SpacesError('localFile', t('This curl is too old. Version {0} or newer is needed.', '7.76'));
  if (code === UNREADABLE) return new SpacesError('localFile', t('curl could not read the file.'));
  return new SpacesError('localFile', t('curl ended with the code {0}. The terminal has its words.', code));
}
