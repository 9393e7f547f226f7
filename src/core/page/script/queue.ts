import type { UploadTexts } from '../texts.ts';
import { byId, countText, fill, type Voice } from './common.ts';
import { bodyOf, type Outcome, sendBlind, sendSeen } from './send.ts';
import type { UploadData } from './upload.ts';

/** A file in the list. */
export interface Row {
  readonly file: File;
  readonly key: string;
  readonly name: string;
  readonly status: HTMLElement;
  readonly bar: HTMLProgressElement;
  readonly again: HTMLButtonElement;
  hasArrived: boolean;
}

/** What goes on in the page. */
export interface Box {
  readonly data: UploadData;
  readonly voice: Voice<UploadTexts>;
  readonly rows: Row[];
  readonly queue: Row[];
  /** Taken in this page: a second file of the same name gets a number. */
  readonly names: Set<string>;
  /** Whether the server's answers can't be read; unknown before the first. */
  isBlind: boolean | undefined;
  running: number;
}

export function addRow(
  box: Box,
  { file, key, name, stored }: { file: File; key: string; name: string; stored: string },
): Row {
  const { texts } = box.voice;
  const item = byId('list').appendChild(document.createElement('li'));
  const put = <K extends keyof HTMLElementTagNameMap>(tag: K, kind: string, text = '') => {
    const element = item.appendChild(document.createElement(tag));
    element.className = kind;
    element.textContent = text;
    return element;
  };
  put('bdi', 'name', name.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '\ufffd'));
  put('span', 'size', box.voice.size(file.size));
  if (stored !== '' && stored !== name) put('span', 'note', fill(texts.storedAs, stored));
  const status = put('span', 'status', texts.waiting);
  const bar = put('progress', 'bar');
  bar.hidden = true;
  bar.setAttribute('aria-label', name);
  const again = put('button', 'quiet', texts.again);
  again.type = 'button';
  again.hidden = true;
  const row: Row = { file, key, name, status, bar, again, hasArrived: false };
  again.onclick = () => {
    again.hidden = true;
    byId('list').focus();
    tell(row, texts.waiting);
    box.queue.push(row);
    sendNext(box);
  };
  box.rows.push(row);
  return row;
}

/** Says where a file stands; what is good or bad news also to a screen reader. */
export function tell(row: Row, text: string, news?: 'good' | 'bad'): void {
  row.status.textContent = text;
  row.status.dataset.news = news ?? '';
  if (news === 'bad') byId('say').textContent = `${row.name}: ${text}`;
}

/** One at a time until it is known whether answers can be read, and where they can't; else three. */
export function sendNext(box: Box): void {
  while (box.running < (box.isBlind === false ? 3 : 1)) {
    const row = box.queue.shift();
    if (row === undefined) return;
    box.running++;
    void sendRow(box, row).finally(() => {
      box.running--;
      sendNext(box);
    });
  }
}

export async function sendRow(box: Box, row: Row): Promise<void> {
  const { texts, locale } = box.voice;
  tell(row, texts.sending);
  row.bar.hidden = false;
  row.bar.removeAttribute('value');
  const { said, code = '' } = await outcomeOf(box, row);
  row.bar.hidden = true;
  row.hasArrived = said === 'arrived';
  row.again.hidden = row.hasArrived || said === 'tooLate' || said === 'unreadable';
  tell(row, fill(texts[said], code), row.hasArrived ? 'good' : 'bad');
  if (!row.hasArrived) return;
  const arrived = box.rows.filter((each) => each.hasArrived).length;
  const counts = [arrived, box.rows.length].map((count) => countText(count, locale));
  byId('say').textContent = fill(texts.arrivedOf, ...counts);
  const goOn = byId('goOn');
  if (goOn) goOn.hidden = false;
}

/**
 * Sends with progress where the Space's CORS rules let a page read its answers. Where they don't, the browser finds out
 * before it sends the file; then it is sent unseen.
 */
export async function outcomeOf(box: Box, { file, key, bar }: Row): Promise<Outcome> {
  const { data } = box;
  if (Date.now() >= data.end) return { said: 'tooLate' };
  // Gone since it was chosen, or no file at all.
  const isReadable = await file
    .slice(0, 1)
    .arrayBuffer()
    .then(Boolean, () => false);
  if (!isReadable) return { said: 'unreadable' };
  const sent = { file, key, type: data.type };
  if (box.isBlind !== true) {
    const outcome = await sendSeen(data.seen.url, bodyOf(data.seen, sent), (share) => {
      bar.value = share;
    });
    if (outcome !== undefined) {
      box.isBlind = false;
      return outcome;
    }
  }
  const outcome = await sendBlind(data.blind.url, bodyOf(data.blind, sent));
  if (outcome.said !== 'unreachable') box.isBlind = true;
  return outcome;
}
