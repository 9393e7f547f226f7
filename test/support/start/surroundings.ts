/**
 * The environment of a demo's editor: ours without what an outer editor or npm left in it. The demo store is on this
 * machine, so no proxy is asked for it.
 */
export function editorEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:npm_|VSCODE_|ELECTRON_RUN_AS_NODE$|NODE_OPTIONS$|PORT$|PASSWORD$|no_proxy$)/i.test(name),
  );
  const direct = ['127.0.0.1', 'localhost', process.env.NO_PROXY ?? process.env.no_proxy];
  const noProxy = direct.filter(Boolean).join(',');
  return { ...Object.fromEntries(kept), NO_PROXY: noProxy, no_proxy: noProxy };
}

/** User settings of a demo's editor: the first window shows nothing but the extension. */
export const demoSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
};
