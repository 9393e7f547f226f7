/** What activation does not need, as one file: loaded with the first command, listing or signature. */
export { createDiagnosis } from './s3/browser.ts';
export { createReads } from './s3/reads.ts';
export { createSigner } from './s3/signer.ts';
export { createHandlers } from './vscode/commands/start.ts';
export { createFilling } from './vscode/tree/filling.ts';
