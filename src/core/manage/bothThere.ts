import { t } from '@vscode/l10n';
import { SpacesError } from '../errors.ts';
import { plain } from '../plain.ts';
import { inSentences } from '../sentences.ts';

/** Why an object that was copied could not be deleted: there are two now, which nobody wanted, and that is said. */
export function bothThere(source: string, copy: string, error: SpacesError): SpacesError {
  const words = t('It was copied, but not deleted: {0} and {1} are both there.', plain(source), plain(copy));
  const { code, offers, connectionId } = error;
  return new SpacesError(code, inSentences(error.message, words), {
    ...{ cause: error, offers },
    ...(connectionId === undefined ? {} : { connectionId }),
  });
}
