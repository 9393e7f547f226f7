/** All of sharing, as one file: loaded with its first command, its view, or a signed URL under the mouse. */
export { createShareHandlers } from './vscode/commands/sharing.ts';
