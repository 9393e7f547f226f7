import { t } from '@vscode/l10n';
import { hostProblem } from '../../core/domains.ts';
import type { LinkOptions } from '../../core/linkOptions.ts';
import { plain } from '../../core/plain.ts';
import type { Choice } from '../../core/ports.ts';
import type { SpaceTarget } from '../../core/target.ts';
import type { ShareDeps } from '../share.ts';
import { askVersion } from './askVersion.ts';
import type { LinkObject } from './gather.ts';
import { askContentType, askDisposition, askFilename, askHost } from './optionQuestions.ts';
import { dispositionWords } from './words.ts';

export type OptionDeps = Pick<ShareDeps, 'prompts' | 'reads' | 'progress' | 'moments' | 'places'>;

/** What the options are of. */
export interface OptionSubject {
  /** The question's title. */
  readonly title: string;
  /** Where the link is to one object. */
  readonly object?: LinkObject | undefined;
  /** Where all objects are in one Space. */
  readonly space?: SpaceTarget | undefined;
}

type Row = 'disposition' | 'filename' | 'contentType' | 'versionId' | 'host' | 'done';

/**
 * The options as rows that show what is set; each opens its own question, and Back there changes nothing. Gives what
 * is set once the person is done or goes back. Throws `Cancelled`.
 */
export async function askLinkOptions(
  deps: OptionDeps,
  subject: OptionSubject,
  given: LinkOptions,
): Promise<LinkOptions> {
  let options = given;
  let active: Row | undefined;
  for (;;) {
    const answer = await deps.prompts.pick<Row>({
      title: subject.title,
      placeholder: t('What the receiver gets. Pick what to change.'),
      choices: rowsOf(deps, subject, options),
      active,
      canGoBack: true,
    });
    if (answer === 'back' || answer.answer === 'done') return options;
    active = answer.answer;
    options = await askOption(deps, { subject, options, row: active });
  }
}

interface Asking {
  readonly subject: OptionSubject;
  readonly options: LinkOptions;
  readonly row: Exclude<Row, 'done'>;
}

async function askOption(deps: OptionDeps, { subject, options, row }: Asking): Promise<LinkOptions> {
  const { object, space } = subject;
  if (row === 'disposition') return askDisposition(deps, subject, options);
  if (row === 'contentType') return askContentType(deps, subject, options);
  if (row === 'filename' && object) return askFilename(deps, { ...subject, object }, options);
  if (row === 'versionId' && object) return askVersion(deps, { ...subject, object }, options);
  if (row === 'host' && space) return askHost(deps, { ...subject, space }, options);
  return options;
}

function rowsOf(deps: OptionDeps, { object, space }: OptionSubject, options: LinkOptions): Choice<Row>[] {
  const asStored = t('As the object says');
  const { filename, contentType, versionId, host } = options;
  return [
    {
      label: t('Opening'),
      icon: 'desktop-download',
      description: dispositionWords(
        filename === undefined ? options.disposition : (options.disposition ?? 'attachment'),
      ),
      value: 'disposition',
    },
    ...(object === undefined
      ? []
      : ([
          {
            label: t('File Name'),
            icon: 'file',
            description: filename === undefined ? asStored : plain(filename),
            value: 'filename',
          },
        ] as const)),
    {
      label: t('Content Type'),
      icon: 'file-media',
      description: contentType === undefined ? asStored : plain(contentType),
      value: 'contentType',
    },
    ...(object === undefined
      ? []
      : ([
          {
            label: t('Version'),
            icon: 'history',
            description: versionId === undefined ? t('The latest') : plain(versionId),
            value: 'versionId',
          },
        ] as const)),
    ...(space === undefined ? [] : [hostRow(deps, space, host)]),
    { label: t('Done'), icon: 'check', value: 'done' },
  ];
}

/** Where the host can't be swapped the row says why, and Enter does nothing on it. */
function hostRow(
  { places }: OptionDeps,
  { connection, space }: SpaceTarget,
  host: string | undefined,
): Choice<Row> {
  const problem = hostProblem(places.of(connection, space), space);
  return {
    label: t('CDN or Custom Domain'),
    icon: 'globe',
    description: host === undefined ? t("The Space's own address") : plain(host),
    detail: problem,
    value: problem === undefined ? 'host' : undefined,
  };
}
