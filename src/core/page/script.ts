import {
  byId,
  chooseVoice,
  countText,
  fill,
  lengthText,
  momentText,
  readData,
  sizesIn,
  startClock,
  translate,
  typeText,
} from './script/common.ts';
import { closeLinks, offerAll, offerFilter, startDownloads } from './script/download.ts';
import { draggedFiles, numbered, storedPath, walkEntry } from './script/names.ts';
import { addRow, outcomeOf, sendNext, sendRow, tell } from './script/queue.ts';
import { bodyOf, sendBlind, sendSeen } from './script/send.ts';
import { acceptDrops, fileProblem, startUploads, takeFiles } from './script/upload.ts';

// biome-ignore lint/complexity/noBannedTypes: their source text is all that is asked of them.
type Source = Function;

const COMMON: readonly Source[] = [
  byId,
  chooseVoice,
  countText,
  fill,
  lengthText,
  momentText,
  readData,
  sizesIn,
  typeText,
  startClock,
  translate,
];
const DOWNLOAD: readonly Source[] = [closeLinks, offerAll, offerFilter, startDownloads];
const UPLOAD: readonly Source[] = [
  ...[draggedFiles, numbered, storedPath, walkEntry],
  ...[addRow, outcomeOf, sendNext, sendRow, tell],
  ...[bodyOf, sendBlind, sendSeen],
  ...[acceptDrops, fileProblem, startUploads, takeFiles],
];

/** The script of a page, in the bundle's own, minified words. */
export function downloadScript(): string {
  return scriptOf([...COMMON, ...DOWNLOAD], startDownloads);
}

export function uploadScript(): string {
  return scriptOf([...COMMON, ...UPLOAD], startUploads);
}

/** One scope for all, so that they find each other by the names they have here, whatever a bundler made of those. */
function scriptOf(functions: readonly Source[], start: Source): string {
  return `(()=>{${functions.map(String).join('\n')}\n${start.name}()})()`;
}
