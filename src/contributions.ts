/** Every id that package.json also holds; a test keeps the two equal. */

export const VIEW_EXPLORER = 'spaceport.explorer';
export const VIEW_SHARES = 'spaceport.shares';
export const VIEW_TRANSFERS = 'spaceport.transfers';
export const VIEW_RESULTS = 'spaceport.results';

/** Of the file system that shows Spaces to the editor. */
export const FILE_SCHEME = 'spaceport';

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
  open: 'spaceport.open',
  openToSide: 'spaceport.openToSide',
  compareWith: 'spaceport.compareWith',
  selectForCompare: 'spaceport.selectForCompare',
  compareWithSelected: 'spaceport.compareWithSelected',
  compareSelected: 'spaceport.compareSelected',
  openAsWorkspaceFolder: 'spaceport.openAsWorkspaceFolder',
  search: 'spaceport.search',
  cancelSearch: 'spaceport.cancelSearch',
  searchAgain: 'spaceport.searchAgain',
  clearSearch: 'spaceport.clearSearch',
  revealFound: 'spaceport.revealFound',
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
  upload: 'spaceport.upload',
  uploadFolder: 'spaceport.uploadFolder',
  download: 'spaceport.download',
  pauseTransfer: 'spaceport.pauseTransfer',
  resumeTransfer: 'spaceport.resumeTransfer',
  cancelTransfer: 'spaceport.cancelTransfer',
  retryTransfer: 'spaceport.retryTransfer',
  revealTransfer: 'spaceport.revealTransfer',
  openTransferFolder: 'spaceport.openTransferFolder',
  pauseAllTransfers: 'spaceport.pauseAllTransfers',
  resumeAllTransfers: 'spaceport.resumeAllTransfers',
  cancelAllTransfers: 'spaceport.cancelAllTransfers',
  retryFailedTransfers: 'spaceport.retryFailedTransfers',
  clearTransfers: 'spaceport.clearTransfers',
  showTransfers: 'spaceport.showTransfers',
  newFolder: 'spaceport.newFolder',
  rename: 'spaceport.rename',
  delete: 'spaceport.delete',
  previewDelete: 'spaceport.previewDelete',
  cutObjects: 'spaceport.cutObjects',
  copyObjects: 'spaceport.copyObjects',
  pasteObjects: 'spaceport.pasteObjects',
  moveTo: 'spaceport.moveTo',
  copyTo: 'spaceport.copyTo',
  properties: 'spaceport.properties',
  editHeaders: 'spaceport.editHeaders',
  editTags: 'spaceport.editTags',
  makePublic: 'spaceport.makePublic',
  makePrivate: 'spaceport.makePrivate',
  versions: 'spaceport.versions',
  createSpace: 'spaceport.createSpace',
  deleteSpace: 'spaceport.deleteSpace',
  setVersioning: 'spaceport.setVersioning',
  unfinishedUploads: 'spaceport.unfinishedUploads',
  totals: 'spaceport.totals',
  checkAccess: 'spaceport.checkAccess',
  importConnections: 'spaceport.importConnections',
  copyPublicUrl: 'spaceport.copyPublicUrl',
  copyCdnUrl: 'spaceport.copyCdnUrl',
  copyName: 'spaceport.copyName',
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

/** Those whose flows are in the part `transfers.ts`; desktop only. */
export const TRANSFER_COMMANDS: readonly CommandId[] = [
  COMMAND.upload,
  COMMAND.uploadFolder,
  COMMAND.download,
  COMMAND.pauseTransfer,
  COMMAND.resumeTransfer,
  COMMAND.cancelTransfer,
  COMMAND.retryTransfer,
  COMMAND.revealTransfer,
  COMMAND.openTransferFolder,
  COMMAND.pauseAllTransfers,
  COMMAND.resumeAllTransfers,
  COMMAND.cancelAllTransfers,
  COMMAND.retryFailedTransfers,
  COMMAND.clearTransfers,
  COMMAND.showTransfers,
];

/** Those whose flows are in the part `objects.ts`. */
export const OBJECT_COMMANDS: readonly CommandId[] = [
  COMMAND.newFolder,
  COMMAND.rename,
  COMMAND.delete,
  COMMAND.previewDelete,
  COMMAND.cutObjects,
  COMMAND.copyObjects,
  COMMAND.pasteObjects,
  COMMAND.moveTo,
  COMMAND.copyTo,
  COMMAND.properties,
  COMMAND.editHeaders,
  COMMAND.editTags,
  COMMAND.makePublic,
  COMMAND.makePrivate,
  COMMAND.versions,
  COMMAND.createSpace,
  COMMAND.deleteSpace,
  COMMAND.setVersioning,
  COMMAND.unfinishedUploads,
  COMMAND.totals,
  COMMAND.checkAccess,
  COMMAND.importConnections,
  COMMAND.copyPublicUrl,
  COMMAND.copyCdnUrl,
  COMMAND.copyName,
  COMMAND.copyKey,
  COMMAND.copyS3Uri,
];

/** Those whose flows are in the part `files.ts`. */
export const FILE_COMMANDS: readonly CommandId[] = [
  COMMAND.open,
  COMMAND.openToSide,
  COMMAND.compareWith,
  COMMAND.selectForCompare,
  COMMAND.compareWithSelected,
  COMMAND.compareSelected,
  COMMAND.openAsWorkspaceFolder,
  COMMAND.search,
  COMMAND.cancelSearch,
  COMMAND.searchAgain,
  COMMAND.clearSearch,
  COMMAND.revealFound,
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
/** True while the view Transfers has rows; and of which kinds. */
export const CONTEXT_HAS_TRANSFERS = 'spaceport.hasTransfers';
export const CONTEXT_HAS_RUNNING_TRANSFERS = 'spaceport.hasRunningTransfers';
export const CONTEXT_HAS_PAUSED_TRANSFERS = 'spaceport.hasPausedTransfers';
export const CONTEXT_HAS_FAILED_TRANSFERS = 'spaceport.hasFailedTransfers';
export const CONTEXT_HAS_FINISHED_TRANSFERS = 'spaceport.hasFinishedTransfers';
/** True while objects were cut or copied in this window: there is something to paste. */
export const CONTEXT_CAN_PASTE = 'spaceport.canPaste';
/** True while Search Results has a search, ended or not; and while it runs. */
export const CONTEXT_HAS_SEARCH = 'spaceport.hasSearch';
export const CONTEXT_SEARCHING = 'spaceport.searching';
