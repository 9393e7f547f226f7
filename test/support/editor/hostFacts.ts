// What passes between a host test and its runner.

export interface HostFacts {
  /** VS Code's version that the test should find. */
  version: string;
  host: 'desktop' | 'web';
  /** Whether it is the desktop application, and not the server with a browser. */
  isElectron: boolean;
  /** Address of the control channel. */
  control: string;
  /** A regular expression that the titles must match. */
  grep?: string | undefined;
  /** What `test/host/outside.ts` tells about what it has started. */
  outside: Record<string, unknown>;
}

export interface TestResult {
  title: string;
  passed: boolean;
  durationMs: number;
  error?: string;
}
