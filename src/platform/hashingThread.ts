import type * as crypto from 'node:crypto';
import type * as threads from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import type { Digest } from '../core/transfers/localFiles.ts';

/** So long a thread without work stays: the next file of many comes soon. Milliseconds. */
const REST_MS = 5_000;

interface Message {
  readonly id: number;
  readonly bytes?: Uint8Array;
  readonly isLast?: boolean;
}

interface Answer {
  readonly bytes?: Uint8Array;
  readonly hex?: string;
}

/**
 * MD5 outside of the event loop, which has enough to do with what else arrives: one thread for all, begun with the first digest
 * and ended some seconds after the last. Where there can be none, digests are `undefined`.
 */
export class HashingThread {
  readonly #source: string;
  #thread: Thread | undefined;

  constructor(source = SOURCE) {
    this.#source = source;
  }

  digest(): Digest {
    if (this.#thread?.isOver !== false) this.#thread = new Thread(this.#source);
    return this.#thread.digest();
  }
}

class Thread {
  isOver = false;
  #worker: Worker | undefined;
  #digests = 0;
  #lastId = 0;
  #rest: NodeJS.Timeout | undefined;
  /** Every message is answered, in the order sent. */
  readonly #asked: ((answer: Answer) => void)[] = [];

  constructor(source: string) {
    try {
      this.#worker = new Worker(source, { eval: true, execArgv: [] });
      this.#worker.on('message', (answer: Answer) => this.#asked.shift()?.(answer));
      for (const event of ['error', 'exit']) this.#worker.once(event, () => this.#end());
    } catch {
      this.#end();
    }
  }

  digest(): Digest {
    const id = ++this.#lastId;
    this.#digests++;
    clearTimeout(this.#rest);
    this.#worker?.ref();
    const end = async () => {
      const { hex } = await this.#ask({ id, isLast: true });
      if (--this.#digests === 0) this.#unlessNeeded();
      return hex;
    };
    return {
      add: async (bytes) => {
        const room = bytes.buffer.byteLength;
        // Of a thread that broke nothing comes back.
        return (await this.#ask({ id, bytes })).bytes ?? new Uint8Array(room);
      },
      hex: end,
      drop: () => void end(),
    };
  }

  #ask(message: Message): Promise<Answer> {
    if (this.isOver) return Promise.resolve({});
    // Moved there and back, not copied.
    this.#worker?.postMessage(message, message.bytes ? [message.bytes.buffer as ArrayBuffer] : []);
    return new Promise((resolve) => this.#asked.push(resolve));
  }

  /** Meanwhile it holds no process. */
  #unlessNeeded(): void {
    this.#worker?.unref();
    this.#rest = setTimeout(() => {
      this.isOver = true;
      void this.#worker?.terminate();
    }, REST_MS).unref();
  }

  #end(): void {
    this.isOver = true;
    for (const answer of this.#asked.splice(0)) answer({});
  }
}

const SOURCE = `(${answerAll})(require)`;

/** Runs in the thread, from its text: it has what it is given and nothing else. */
function answerAll(require: (name: string) => unknown): void {
  const { createHash } = require('node:crypto') as typeof crypto;
  const { parentPort: port } = require('node:worker_threads') as typeof threads;
  const hashes = new Map<number, crypto.Hash>();
  port?.on('message', ({ id, bytes, isLast = false }: Message) => {
    const hash = hashes.get(id) ?? createHash('md5');
    hashes.set(id, hash);
    if (isLast) {
      hashes.delete(id);
      port.postMessage({ hex: hash.digest('hex') });
    } else if (bytes) {
      hash.update(bytes);
      port.postMessage({ bytes }, [bytes.buffer as ArrayBuffer]);
    }
  });
}
