import { VIEW_EXPLORER } from '../../contributions.ts';

/** The tree's own drags. */
export const OWN = `application/vnd.code.tree.${VIEW_EXPLORER.toLowerCase()}`;
export const URIS = 'text/uri-list';
/** The editor's name for whatever files the system drops. */
export const FILES = 'files';
