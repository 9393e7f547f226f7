import { createFormats } from '../../../../src/core/format.ts';
import { THIS_COMPUTER } from '../../../../src/core/machine.ts';
import type { Surroundings } from '../../../../src/vscode/tree/describe.ts';

export const NOW = Date.UTC(2026, 10, 24, 12);

/** Rows without anything special, in English. */
export const around: Surroundings = {
  formats: createFormats('en', 'UTC'),
  now: NOW,
  filter: '',
  isLoading: false,
  isNamed: false,
  machine: THIS_COMPUTER,
  rights: {},
  mayListSpaces: undefined,
  isReader: false,
};
