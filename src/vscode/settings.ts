import type * as vscode from 'vscode';
import type { Settings } from '../core/ports.ts';
import { readSetting, type SettingValues } from '../core/settings.ts';

/** The person's settings. Their scope is `application`, so no repository's file is looked at. */
export function createSettings(api: Pick<typeof vscode, 'workspace' | 'ConfigurationTarget'>): Settings {
  const all = () => api.workspace.getConfiguration('spaceport');
  return {
    get: <N extends keyof SettingValues>(name: N) => readSetting(name, all().get<unknown>(name)),
    set: async (name, value) => all().update(name, value, api.ConfigurationTarget.Global),
  };
}
