import type { Pictures } from '../../core/formats/links.ts';

export function createPictures(): Pictures {
  return { showQr: async () => undefined };
}
