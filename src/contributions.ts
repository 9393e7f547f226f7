/** Every id that package.json also holds; a test keeps the two equal. */

export const VIEW_EXPLORER = 'spaceport.explorer';
export const VIEW_SHARES = 'spaceport.shares';

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
  copySignedUrlAs: 'spaceport.copySignedUrlAs',
  saveDownloadPage: 'spaceport.saveDownloadPage',
  saveUploadPage: 'spaceport.saveUploadPage',
  copyUploadCommandForFile: 'spaceport.copyUploadCommandForFile',
  uploadInTerminal: 'spaceport.uploadInTerminal',
  testLink: 'spaceport.testLink',
  revoke: 'spaceport.revoke',
  inspect: 'spaceport.inspect',
  signAgain: 'spaceport.signAgain',
  revealShare: 'spaceport.revealShare',
  forgetShare: 'spaceport.forgetShare',
  clearEndedShares: 'spaceport.clearEndedShares',
  filterShares: 'spaceport.filterShares',
  sortShares: 'spaceport.sortShares',
  showShares: 'spaceport.showShares',
  copyKey: 'spaceport.copyKey',
  copyS3Uri: 'spaceport.copyS3Uri',
  showLog: 'spaceport.showLog',
  learnMore: 'spaceport.learnMore',
} as const;

export type CommandId = (typeof COMMAND)[keyof typeof COMMAND];

/** Those whose flows are in the part `sharing.ts`. */
export const SHARE_COMMANDS: readonly CommandId[] = [
  COMMAND.copySignedUrl,
  COMMAND.copySignedUrlQuick,
  COMMAND.copyUploadCommand,
  COMMAND.copyKey,
  COMMAND.copyS3Uri,
  COMMAND.copySignedUrlAs,
  COMMAND.saveDownloadPage,
  COMMAND.saveUploadPage,
  COMMAND.copyUploadCommandForFile,
  COMMAND.uploadInTerminal,
  COMMAND.testLink,
  COMMAND.revoke,
  COMMAND.inspect,
  COMMAND.signAgain,
  COMMAND.revealShare,
  COMMAND.forgetShare,
  COMMAND.clearEndedShares,
  COMMAND.filterShares,
  COMMAND.sortShares,
  COMMAND.showShares,
];

export const CONTEXT_READY = 'spaceport.ready';
/** True where the extension runs in a browser's worker, without Node. */
export const CONTEXT_WEB_HOST = 'spaceport.webHost';
/** True while the ledger holds a share that has ended: there is something to clear. */
export const CONTEXT_HAS_ENDED_SHARES = 'spaceport.hasEndedShares';
/** True while Active Shares shows only some. */
export const CONTEXT_SHARES_FILTERED = 'spaceport.sharesFiltered';
export const CONTEXT_HAS_CONNECTIONS = 'spaceport.hasConnections';
/** True once a link, or an upload command, was copied in this window: the walkthrough's steps are done then. */
export const CONTEXT_HAS_COPIED_LINK = 'spaceport.hasCopiedLink';
export const CONTEXT_HAS_COPIED_UPLOAD = 'spaceport.hasCopiedUploadCommand';
