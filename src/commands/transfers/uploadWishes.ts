import type { Settings } from '../../core/ports.ts';
import type { UploadWishes } from '../../core/transfers/jobs.ts';

/** What an object is to have that is made from here: as it was given, else as the person set it. */
export function uploadWishes(settings: Pick<Settings, 'get'>, given: UploadWishes = {}): UploadWishes {
  const cacheControl = given.cacheControl ?? settings.get('upload.cacheControl');
  return {
    contentType: given.contentType,
    acl: given.acl ?? settings.get('upload.acl'),
    cacheControl: cacheControl === '' ? undefined : cacheControl,
  };
}
