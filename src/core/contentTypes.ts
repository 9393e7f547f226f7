import { t } from '@vscode/l10n';
import { Mime } from 'mime/lite';
import standardTypes from 'mime/types/standard.js';
import { SpacesError } from './errors.ts';
import { lastSegment } from './keyRules.ts';
import { lazily } from './once.ts';
import { plain } from './plain.ts';

/** Takes a millisecond. */
const types = lazily(() => new Mime(standardTypes));

/** `image/*`: every type that begins like it. */
export function isFamily(type: string): boolean {
  return type.endsWith('/*');
}

/**
 * The content type to send with a file of that name. An exact one is what was asked; one of a family is told by the
 * name, since a server compares the beginning of what is sent, and stores it. Throws `badArguments` where the name tells
 * none, or one of another family.
 */
export function typeToSend(wished: string | undefined, path: string): string | undefined {
  if (wished === undefined || !isFamily(wished)) return wished;
  const type = typeOfName(path);
  const name = plain(lastSegment(path), 40);
  if (type === undefined) {
    throw new SpacesError(
      'badArguments',
      t(
        'The name "{0}" tells no content type, and {1} is demanded: name a file with an ending.',
        name,
        wished,
      ),
    );
  }
  if (type.startsWith(wished.slice(0, -1).toLowerCase())) return type;
  throw new SpacesError('badArguments', t('"{0}" is {1}, and {2} is demanded.', name, type, wished));
}

/** The content type that a file's name stands for, of those that the IANA lists; `undefined` for an unknown ending. */
export function typeOfName(path: string): string | undefined {
  const name = lastSegment(path.replaceAll('\\', '/'));
  // Else "png" would be a picture.
  return name.includes('.') ? (types().getType(name) ?? undefined) : undefined;
}
