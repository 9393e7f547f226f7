/** A piece of text in a source file: a string, or what stands between the holes of a template. */
export interface Literal {
  readonly text: string;
  readonly line: number;
  /** Of the call that it is an argument of, as written (`notices.info`); '' outside of calls. */
  readonly callee: string;
  /** What stands right before it: `label:`, `=`, `return`, `(`, `,`… */
  readonly before: string;
}

const TOKEN =
  /(?<skip>\s+|\/\/.*|\/\*[\s\S]*?\*\/)|(?<quoted>'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")|(?<regex>\/(?![/*])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*)|(?<word>[\w$#]+)|(?<sign>\?\.|[\s\S])/y;

/** A slash after one of these divides; elsewhere it opens a regular expression. */
const ENDS_VALUE = /^(?:[\w$#]+|[)\]}])$/;
const LEADS_TO_VALUE = /^(?:return|typeof|case|in|of|throw|await|new|yield)$/;

/** Every literal of a TypeScript source, with the call around it. A small scanner: the house's own style is enough. */
export function literalsOf(source: string): Literal[] {
  return new Scanner(source).scan();
}

class Scanner {
  readonly #source: string;
  readonly #found: Literal[] = [];
  /** Callees of the open parentheses; '' for one that belongs to no call, and for braces and brackets. */
  readonly #open: string[] = [];
  /** The tokens so far of the current chain, as `deps.notices.info`. */
  #chain = '';
  #last = '';
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  scan(): Literal[] {
    while (this.#at < this.#source.length) this.#step();
    return this.#found;
  }

  #step(): void {
    const token = this.#next();
    if (token.skip !== undefined) return;
    if (token.quoted !== undefined) this.#literal(token.quoted.slice(1, -1));
    else if (token.sign === '`') this.#template();
    else this.#follow(token.regex ?? token.word ?? token.sign ?? '');
  }

  #next(): Record<string, string | undefined> {
    TOKEN.lastIndex = this.#at;
    let match = TOKEN.exec(this.#source);
    const divides = ENDS_VALUE.test(this.#last) && !LEADS_TO_VALUE.test(this.#last);
    if (match?.groups?.regex !== undefined && divides) match = /(?<sign>\/)/.exec('/');
    this.#at += match?.[0].length ?? 1;
    return match?.groups ?? {};
  }

  #follow(token: string): void {
    if (/^[([{]$/.test(token)) this.#open.push(token === '(' ? this.#chain : (this.#open.at(-1) ?? ''));
    if (/^[)\]}]$/.test(token)) this.#open.pop();
    const linked = /^[\w$#]+$/.test(token) && this.#chain.endsWith('.');
    if (token.endsWith('.')) this.#chain += '.';
    else if (token === 'new' || this.#last === 'new') this.#chain = `${this.#last} ${token}`.trim();
    else this.#chain = linked ? this.#chain + token : token.replace(/^[^\w$#]+$/, '');
    this.#last = /^\w+$/.test(this.#last) && token === ':' ? `${this.#last}:` : token;
  }

  #literal(text: string): void {
    const line = this.#source.slice(0, this.#at).split('\n').length;
    this.#found.push({ text, line, callee: this.#open.at(-1) ?? '', before: this.#last });
    this.#follow("''");
    this.#last = ')';
  }

  #template(): void {
    const before = this.#last;
    let text = '';
    while (this.#at < this.#source.length && this.#source[this.#at] !== '`') {
      if (this.#source.startsWith('${', this.#at)) {
        this.#at += 2;
        this.#follow('{');
        const depth = this.#open.length;
        while (this.#open.length >= depth) this.#step();
        text += '{}';
      } else {
        text += this.#source.slice(this.#at, this.#at + (this.#source[this.#at] === '\\' ? 2 : 1));
        this.#at += this.#source[this.#at] === '\\' ? 2 : 1;
      }
    }
    this.#at += 1;
    this.#last = before;
    this.#literal(text);
  }
}
