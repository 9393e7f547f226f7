import { attributeCases } from './attributes.ts';
import { corsCases } from './cors.ts';
import { listingCases } from './listing.ts';
import { objectCases } from './objects.ts';
import { oddKeyCases } from './oddKeys.ts';
import { postingCases } from './posting.ts';
import { puttingCases } from './putting.ts';
import { rightsCases } from './rights.ts';
import { signingCases } from './signing.ts';
import { spaceCases } from './spaces.ts';
import type { Subject } from './subject.ts';
import { uploadCases } from './uploads.ts';
import { versionCases } from './versions.ts';

/** What every store must do that the product is tested with. Measured on Ceph RGW 18: where a store differs, Ceph is right. */
export function contractCases(use: () => Subject): void {
  describe('signatures', () => signingCases(use));
  describe('rights and Spaces', () => rightsCases(use));
  describe('Spaces as such', () => spaceCases(use));
  describe('listings', () => listingCases(use));
  describe('objects', () => objectCases(use));
  describe('versions', () => versionCases(use));
  describe('uploads in parts', () => uploadCases(use));
  describe('tags and rights of objects', () => attributeCases(use));
  describe('odd keys', () => oddKeyCases(use));
  describe('upload forms', () => postingCases(use));
  describe('presigned PUTs', () => puttingCases(use));
  describe('CORS', () => corsCases(use));
}
