/**
 * All that makes pages, loaded with the first one. As one file: a page's scripts are the sources of functions that call each
 * other by their names (`core/page/script`), which holds within one file of the bundle.
 */
export { saveDownloadPage } from './saveDownloadPage.ts';
export { saveUploadPage, uploadPageProblem } from './saveUploadPage.ts';
