/** The machine that the extension runs on, where it has one: in a browser's worker it has none. */
export interface LocalMachine {
  readonly system: 'unix' | 'windows';
  /** The person's own folder, as a path of this machine. */
  readonly homeFolder: string;
  /** Bytes. Rejects where there is no such file, or it is a folder. */
  fileSize(path: string): Promise<number>;
  /**
   * Starts a program by its plain name, found as a terminal finds it, and writes `input` to its standard input. Nobody
   * sees `input`: it is in no list of processes and in no shell's history. Rejects where it can't be started.
   */
  start(program: string, args: readonly string[], input: string): Promise<RunningProgram>;
}

export interface RunningProgram {
  /** What it writes, piece by piece as it comes. */
  onOutput(listener: (stream: 'stdout' | 'stderr', text: string) => void): void;
  /** Its exit code; `undefined` where it was ended. */
  readonly exited: Promise<number | undefined>;
  end(): void;
}
