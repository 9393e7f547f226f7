/** A request that a text stands for. It holds secrets: nothing of it is shown or kept as it is. */
export interface WrittenRequest {
  /** As far as the text says; in upper case. */
  readonly method?: string | undefined;
  readonly url: string;
  readonly headers: readonly Entry[];
  readonly form?: WrittenForm | undefined;
  readonly from: 'url' | 'command' | 'data' | 'page';
  /** What is wrong with how it is written, whatever it says. */
  readonly flaws: readonly Flaw[];
}

export interface WrittenForm {
  readonly fields: readonly Entry[];
  /** What stands behind the file, where no server reads it. */
  readonly behindFile: readonly Entry[];
  readonly hasFile: boolean;
}

export type Entry = readonly [name: string, value: string];

/** `escaped`: `&` is written as `&amp;`. `unquoted`: a shell would end the command at the first `&` of the URL. */
export type Flaw = 'escaped' | 'unquoted';

/** A command as a shell cuts it into words. */
export interface Command {
  readonly words: readonly string[];
  /** A URL in it is not quoted and holds an `&`. The words are those that were meant. */
  readonly isUnquoted: boolean;
}

/** Collects the words of commands, a character at a time. */
export class Words {
  readonly commands: Command[] = [];
  #words: string[] = [];
  #word: string | undefined;
  #isUnquoted = false;

  get isAtStart(): boolean {
    return this.#word === undefined;
  }

  add(text: string): void {
    this.#word = (this.#word ?? '') + text;
  }

  endWord(): void {
    if (this.#word !== undefined) this.#words.push(this.#word);
    this.#word = undefined;
  }

  endCommand(): void {
    this.endWord();
    if (this.#words.length > 0) this.commands.push({ words: this.#words, isUnquoted: this.#isUnquoted });
    this.#words = [];
    this.#isUnquoted = false;
  }

  /** An `&` outside quotes ends a command, unless it was meant as a part of a URL. */
  ampersand(): void {
    if (/^https?:\/\/[^?]*\?/i.test(this.#word ?? '')) {
      this.#isUnquoted = true;
      this.add('&');
    } else {
      this.endCommand();
    }
  }
}
