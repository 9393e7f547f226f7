/** Terminals of the editor that show what we write, and nothing else. The editor keeps nothing of them. */
export interface Terminals {
  open(name: string): TerminalView;
}

export interface TerminalView {
  /** Text with LF; what would act on a terminal is left out, but for a carriage return. */
  write(text: string): void;
  /** The same, and a new line. */
  writeLine(text: string): void;
  /** The person pressed Ctrl+C, or closed it. */
  onStop(listener: () => void): void;
  /** Nothing more comes: any key closes it. */
  finish(): void;
}
