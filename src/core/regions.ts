import { t } from '@vscode/l10n';

/** A region of DigitalOcean Spaces. */
export interface SpacesRegion {
  /** As in addresses and signatures: `nyc3`. */
  readonly slug: string;
  /** Where it is, translated. */
  readonly city: string;
}

/**
 * DigitalOcean's regions with Standard storage.
 * Source: docs.digitalocean.com/platform/regional-availability (23 March 2026).
 */
export function spacesRegions(): readonly SpacesRegion[] {
  return [
    { slug: 'nyc3', city: t('New York City') },
    { slug: 'ams3', city: t('Amsterdam') },
    { slug: 'sfo2', city: t('San Francisco') },
    { slug: 'sfo3', city: t('San Francisco') },
    { slug: 'sgp1', city: t('Singapore') },
    { slug: 'lon1', city: t('London') },
    { slug: 'fra1', city: t('Frankfurt') },
    { slug: 'tor1', city: t('Toronto') },
    { slug: 'blr1', city: t('Bangalore') },
    { slug: 'syd1', city: t('Sydney') },
    { slug: 'atl1', city: t('Atlanta') },
  ];
}

/** DigitalOcean adds regions: any slug of this shape is taken. */
export function isRegionSlug(slug: string): boolean {
  return /^[a-z]{3}\d$/.test(slug);
}

/** A region's endpoint, `https://nyc3.digitaloceanspaces.com`. */
export function endpointOf(slug: string): string {
  return `https://${slug}.digitaloceanspaces.com`;
}

/** What a host of DigitalOcean Spaces says: `[bucket.]nyc3[.cdn].digitaloceanspaces.com`. */
export function readSpacesHost(
  host: string,
): { readonly slug: string; readonly space: string | undefined } | undefined {
  const match = /^(?:(.+)\.)?([a-z]{3}\d)(?:\.cdn)?\.digitaloceanspaces\.com$/.exec(host);
  return match?.[2] === undefined ? undefined : { slug: match[2], space: match[1] };
}
