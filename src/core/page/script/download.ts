import type { DownloadTexts } from '../texts.ts';
import {
  byId,
  chooseVoice,
  countText,
  fill,
  type PageData,
  readData,
  startClock,
  translate,
  type Voice,
} from './common.ts';

export type DownloadData = PageData<DownloadTexts>;

/** The page's start: the links are there already, also without a script. */
export function startDownloads(): void {
  const data = readData<DownloadData>();
  const voice = chooseVoice(data.texts);
  translate(voice, data);
  for (const size of document.querySelectorAll<HTMLDataElement>('li > data'))
    size.textContent = voice.size(Number(size.value));
  const links = [...document.querySelectorAll<HTMLAnchorElement>('li a')];
  offerFilter(links, voice);
  const stop = offerAll(links, voice);
  startClock(voice, data.end, () => {
    stop();
    closeLinks(links);
  });
}

/** Links of an ended page lead nowhere, until the receiver says that it is their clock that is wrong. */
export function closeLinks(links: readonly HTMLAnchorElement[]): void {
  const addresses = links.map((link) => link.href);
  for (const link of links) link.removeAttribute('href');
  const again = byId('again');
  again.hidden = false;
  again.onclick = () => {
    for (const [at, link] of links.entries()) link.href = addresses[at] ?? '';
    document.documentElement.classList.remove('ended');
    again.hidden = true;
    links[0]?.focus();
  };
}

/** Hides what does not hold the words typed, in its folder's name or its own. */
export function offerFilter(
  links: readonly HTMLAnchorElement[],
  { texts, locale }: Voice<DownloadTexts>,
): void {
  const input = byId<HTMLInputElement>('filter');
  if (!input) return;
  const paths = links.map((link) => {
    const folder = link.closest('section')?.querySelector('h2')?.textContent ?? '';
    return (folder + link.textContent).toLocaleLowerCase(locale);
  });
  input.oninput = () => {
    const words = input.value.toLocaleLowerCase(locale).split(/\s+/);
    let shown = 0;
    for (const [at, link] of links.entries()) {
      const fits = words.every((word) => paths[at]?.includes(word));
      if (fits) shown++;
      (link.parentElement as HTMLElement).hidden = !fits;
    }
    for (const section of document.querySelectorAll('section'))
      section.hidden = !section.querySelector('li:not([hidden])');
    byId('say').textContent = fill(texts.shown, countText(shown, locale), countText(links.length, locale));
  };
}

/**
 * Starts the shown links one after the other, each in a hidden frame: so an answer that is no file does not take the
 * page's place. Nobody tells a page how a download ends, so it says what it started. Gives what stops it.
 */
export function offerAll(
  links: readonly HTMLAnchorElement[],
  { texts, locale }: Voice<DownloadTexts>,
): () => void {
  const button = byId('all');
  if (!button) return () => {};
  const frames: HTMLIFrameElement[] = [];
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    button.textContent = texts.all;
  };
  button.onclick = () => {
    if (timer !== undefined) return stop();
    const waiting = links.filter((link) => link.href && !link.parentElement?.hidden);
    let started = 0;
    const next = () => {
      const link = waiting[started];
      if (link === undefined) return stop();
      // Ten seconds for the first bytes before a frame is used again: a download goes on without it.
      const frame = frames[started % 10] ?? document.body.appendChild(document.createElement('iframe'));
      frames[started % 10] = frame;
      frame.hidden = true;
      frame.src = link.href;
      started++;
      const counts = [started, waiting.length].map((count) => countText(count, locale));
      byId('say').textContent = fill(texts.started, ...counts);
    };
    button.textContent = texts.stop;
    timer = setInterval(next, 1000);
    next();
  };
  return stop;
}
