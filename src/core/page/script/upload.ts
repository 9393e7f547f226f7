import type { UploadTexts } from '../texts.ts';
import {
  byId,
  chooseVoice,
  fill,
  type PageData,
  readData,
  startClock,
  translate,
  typeText,
} from './common.ts';
import { draggedFiles, type GivenFile, numbered, storedPath } from './names.ts';
import { addRow, type Box, sendNext, tell } from './queue.ts';
import type { WebForm } from './send.ts';

export interface UploadData extends PageData<UploadTexts> {
  /** Answered with a status, for a page that may read it. */
  readonly seen: WebForm;
  /** Answered with a redirect that the page's own policy stops: the one sign of arrival without CORS. */
  readonly blind: WebForm;
  /** The exact key, or what every key begins with. */
  readonly key: string;
  readonly isBox: boolean;
  /** Bytes; at least 1. */
  readonly min: number;
  readonly max?: number | undefined;
  /** `image/png`, or a family: `image/*`. */
  readonly type?: string | undefined;
  /** Where the sender leads the receiver afterwards. */
  readonly goOn?: string | undefined;
}

/** The page's start: without a script there is a plain form. */
export function startUploads(): void {
  const data = readData<UploadData>();
  const voice = chooseVoice(data.texts);
  translate(voice, data);
  const box: Box = { data, voice, rows: [], queue: [], names: new Set(), isBlind: undefined, running: 0 };
  const input = byId<HTMLInputElement>('file');
  input.multiple = data.isBox;
  input.onchange = () => {
    takeFiles(
      box,
      [...(input.files ?? [])].map((file) => ({ file, path: file.name })),
    );
    input.value = '';
  };
  byId<HTMLFormElement>('form').onsubmit = () => false;
  acceptDrops(box);
  window.onbeforeunload = (event) => {
    if (box.running > 0) event.preventDefault();
  };
  startClock(voice, data.end, () => {
    byId<HTMLFieldSetElement>('take').disabled = true;
  });
}

/** The whole window takes what is dropped: a file beside the zone would open in place of the page. */
export function acceptDrops(box: Box): void {
  const zone = byId('drop');
  const isOpen = () => Date.now() < box.data.end;
  window.ondragover = (event) => {
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = isOpen() ? 'copy' : 'none';
    zone.classList.toggle('over', isOpen());
  };
  window.ondragleave = (event) => {
    if (event.relatedTarget === null) zone.classList.remove('over');
  };
  window.ondrop = async (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    if (isOpen() && event.dataTransfer) takeFiles(box, await draggedFiles(event.dataTransfer));
  };
}

export function takeFiles(box: Box, files: readonly GivenFile[]): void {
  const { data, voice } = box;
  for (const { file, path } of files) {
    const stored = data.isBox ? numbered(storedPath(path), box.names) : data.key.replace(/^.*\//s, '');
    const key = data.isBox ? data.key + stored : data.key;
    const row = addRow(box, { file, key, name: path, stored });
    const isTooMuch = !data.isBox && files.length > 1;
    const isBadName = stored === '' || new TextEncoder().encode(key).length > 1024;
    const { oneOnly, badName } = voice.texts;
    const problem = isTooMuch ? oneOnly : isBadName ? badName : fileProblem(box, file);
    if (problem === undefined) box.queue.push(row);
    else tell(row, problem, 'bad');
  }
  sendNext(box);
}

/** Why the server would refuse a file, known before it is sent. */
export function fileProblem({ data, voice }: Box, file: File): string | undefined {
  const { texts } = voice;
  const { min, max, type } = data;
  if (file.size === 0) return texts.empty;
  if (file.size < min) return fill(texts.tooSmall, voice.size(min));
  if (max !== undefined && file.size > max) return fill(texts.tooLarge, voice.size(max));
  if (type === undefined) return undefined;
  // A browser may not know the type of a file: an exact one is sent in any case, a family needs one.
  const isFamily = type.endsWith('/*');
  const fits = isFamily ? file.type.startsWith(type.slice(0, -1)) : file.type === '' || file.type === type;
  return fits ? undefined : fill(texts.wrongType, typeText(type, { ...texts }));
}
