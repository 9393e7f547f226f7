/** Windows keeps these for devices, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

const MAX_LENGTH = 80;

/** A file name that every system takes, made of a folder's or object's name, which may be anything. */
export function pageFileName(name: string): string {
  const cleaned = Array.from(name.replace(/[\p{C}\p{Zl}\p{Zp}\\/:*?"<>|]/gu, '_'))
    .slice(0, MAX_LENGTH)
    .join('')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const stem = cleaned === '' || RESERVED.test(cleaned) ? `page${cleaned && `-${cleaned}`}` : cleaned;
  return `${stem}.html`;
}
