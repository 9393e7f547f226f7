import { t } from '@vscode/l10n';
import { formatCount } from '../../core/format.ts';
import type { MomentStyle } from '../../core/moments.ts';
import { plain } from '../../core/plain.ts';
import { exceedsTerminalLine, TERMINAL_LINE_BYTES } from '../../core/quoting/unix.ts';
import { inSentences } from '../../core/sentences.ts';
import { type SigningTime, untilWords } from '../share.ts';
import type { UploadDraft } from './draft.ts';
import type { MadeUpload } from './make.ts';

interface Copied {
  readonly draft: UploadDraft;
  readonly time: SigningTime;
  readonly made: MadeUpload;
}

/** What is said once it is on the clipboard: until when, and what was granted. */
export function copiedWords(moments: MomentStyle, { draft, time, made }: Copied): string {
  const until = untilWords(moments, time);
  const isLong = draft.as === 'command' && draft.shell === 'unix' && exceedsTerminalLine(made.text);
  return [
    grantedWords(draft, until),
    ...(draft.terms.acl === 'public-read' ? [t('Everyone can read what is uploaded.')] : []),
    ...(isLong
      ? [
          t(
            'It is longer than some terminals take as one line ({0} bytes): save it as a script for dash.',
            formatCount(TERMINAL_LINE_BYTES, moments.locale),
          ),
        ]
      : []),
    ...(made.warning === undefined ? [] : [made.warning]),
    ...(time.clockNote === undefined ? [] : [time.clockNote]),
  ].reduce(inSentences);
}

function grantedWords({ place, as, target }: UploadDraft, until: string): string {
  if ('prefix' in place) {
    return t(
      'Upload command copied, works until {0}: any number of files into {1}. The uploader chooses their names; one may overwrite another.',
      until,
      plain(place.prefix || target.space),
    );
  }
  return as === 'json'
    ? t(
        'Upload copied as JSON, works until {0}: {1}. It works as often as it is used; each time replaces the object.',
        until,
        plain(place.key),
      )
    : t(
        'Upload command copied, works until {0}: {1}. It works as often as it is run; each run replaces the object.',
        until,
        plain(place.key),
      );
}
