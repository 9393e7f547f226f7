// What is built for tests as it is for people: minified, since a page's script is the bundle's own text.
export { saveDownloadPage } from '../../../src/commands/saveDownloadPage.ts';
export { saveUploadPage } from '../../../src/commands/saveUploadPage.ts';
export { downloadPage } from '../../../src/core/page/downloadPage.ts';
export { uploadPage } from '../../../src/core/page/uploadPage.ts';
