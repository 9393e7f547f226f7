/** Every id that package.json also holds; a test keeps the two equal. */

export const VIEW_EXPLORER = 'spaceport.explorer';

export const COMMAND = {
  addConnection: 'spaceport.addConnection',
  editConnection: 'spaceport.editConnection',
  duplicateConnection: 'spaceport.duplicateConnection',
  removeConnection: 'spaceport.removeConnection',
  testConnection: 'spaceport.testConnection',
  enterKey: 'spaceport.enterKey',
  addSpace: 'spaceport.addSpace',
  removeSpace: 'spaceport.removeSpace',
  reloadWindow: 'spaceport.reloadWindow',
  allowBrowser: 'spaceport.allowBrowser',
  copyCorsRule: 'spaceport.copyCorsRule',
  refresh: 'spaceport.refresh',
  refreshAll: 'spaceport.refreshAll',
  retry: 'spaceport.retry',
  loadMore: 'spaceport.loadMore',
  filter: 'spaceport.filter',
  sort: 'spaceport.sort',
  goTo: 'spaceport.goTo',
  copySignedUrl: 'spaceport.copySignedUrl',
  copySignedUrlQuick: 'spaceport.copySignedUrlQuick',
  copyUploadCommand: 'spaceport.copyUploadCommand',
  copyKey: 'spaceport.copyKey',
  copyS3Uri: 'spaceport.copyS3Uri',
  showLog: 'spaceport.showLog',
  learnMore: 'spaceport.learnMore',
} as const;

export type CommandId = (typeof COMMAND)[keyof typeof COMMAND];

export const CONTEXT_READY = 'spaceport.ready';
/** True where the extension runs in a browser's worker, without Node. */
export const CONTEXT_WEB_HOST = 'spaceport.webHost';
export const CONTEXT_HAS_CONNECTIONS = 'spaceport.hasConnections';
/** True once a link, or an upload command, was copied in this window: the walkthrough's steps are done then. */
export const CONTEXT_HAS_COPIED_LINK = 'spaceport.hasCopiedLink';
export const CONTEXT_HAS_COPIED_UPLOAD = 'spaceport.hasCopiedUploadCommand';
