// @ts-check
// Child processes for test support and `npm start`: each in a group of its own, ended by its group id, also when we
// are interrupted. Plain JavaScript without dependencies, because the bootstrap scripts run before any install.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { groupExists, groupIsGone, onWindows, signalGroup } from './processGroup.mjs';

const tailLength = 64 * 1024;

/** @type {Map<number, Running>} group id to process, for everything that may still run */
const alive = new Map();
/** @type {(() => void)[]} */
const exitSteps = [];
let hooked = false;
let isEnding = false;

/**
 * @typedef {object} StartOptions
 * @property {string} [name] what messages call it; default: the command
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; default: ours
 * @property {(text: string) => void} [onOutput] sees stdout and stderr as they come
 * @property {boolean} [shown] its output goes straight to ours, so it may draw on a terminal; default: it is kept
 * @property {boolean} [stdin] whether `child.stdin` is a pipe to write to; default: nothing to read
 * @property {number} [graceMs] time between the polite end and the forced one; default 5 s, 0 for what may just be killed
 */

/** A started process: its output so far, its end, and ways to wait for either. */
export class Running {
  #tail = '';
  #ended = false;
  /** @type {Set<() => void>} */
  #watchers = new Set();

  /**
   * @param {import('node:child_process').ChildProcess} child
   * @param {string} name
   * @param {Required<Pick<StartOptions, 'onOutput' | 'graceMs'>>} options
   */
  constructor(child, name, { onOutput, graceMs }) {
    this.child = child;
    this.name = name;
    this.graceMs = graceMs;
    const take = (/** @type {string} */ text) => {
      this.#tail = (this.#tail + text).slice(-tailLength);
      onOutput(text);
      this.#notify();
    };
    child.stdout?.setEncoding('utf8').on('data', take);
    child.stderr?.setEncoding('utf8').on('data', take);
    /** @type {Promise<string>} resolves to words like "exit code 1" or "SIGTERM"; never rejects */
    this.ended = new Promise((resolve) => {
      const end = (/** @type {string} */ how) => {
        this.#ended = true;
        resolve(how);
        this.#notify();
      };
      child.once('error', (error) => end(error.message));
      child.once('close', (code, signal) => end(signal ?? `exit code ${code}`));
    });
  }

  /** The last 64 KiB of stdout and stderr, in order of arrival. */
  get output() {
    return this.#tail;
  }

  get hasEnded() {
    return this.#ended;
  }

  /**
   * Waits for a text in the output. Throws, with the output's end, when the process ends first or time is up.
   * @param {RegExp} pattern
   * @param {number} [timeoutMs]
   * @returns {Promise<RegExpMatchArray>}
   */
  untilOutput(pattern, timeoutMs = 30_000) {
    return new Promise((resolve, reject) => {
      const finish = (/** @type {() => void} */ settle) => {
        clearTimeout(timer);
        this.#watchers.delete(look);
        settle();
      };
      const look = () => {
        const match = this.#tail.match(pattern);
        if (match) finish(() => resolve(match));
        else if (this.#ended) finish(() => reject(this.failure('ended too early')));
      };
      const timer = setTimeout(
        () => finish(() => reject(this.failure(`did not print ${pattern} in ${timeoutMs} ms`))),
        timeoutMs,
      );
      this.#watchers.add(look);
      look();
    });
  }

  /**
   * Asks again and again (every 50 ms) until `probe` gives something true; an exception counts as "not yet".
   * For servers that announce nothing. Throws when the process ends first or time is up.
   * @template T
   * @param {() => Promise<T> | T} probe
   * @param {number} [timeoutMs]
   * @returns {Promise<NonNullable<T>>}
   */
  async until(probe, timeoutMs = 30_000) {
    const deadline = Date.now() + timeoutMs;
    let last = '';
    while (!this.#ended && Date.now() < deadline) {
      try {
        const answer = await probe();
        if (answer) return answer;
      } catch (error) {
        last = `: ${error instanceof Error ? error.message : error}`;
      }
      await delay(50);
    }
    throw this.failure(this.#ended ? 'ended too early' : `was not ready in ${timeoutMs} ms${last}`);
  }

  /**
   * Ends the whole group: politely, then by force. Resolves when nothing of it is left.
   * @param {number} [graceMs] time between the two
   */
  async stop(graceMs = this.graceMs) {
    const group = this.child.pid;
    if (group === undefined || !alive.has(group)) return;
    signalGroup(group, 'SIGTERM');
    if (!(await groupIsGone(group, graceMs))) {
      signalGroup(group, 'SIGKILL');
      await groupIsGone(group, 200);
    }
    alive.delete(group);
    await this.ended;
  }

  /**
   * @param {string} what
   * @returns {Error} saying what happened to this process, with the end of its output
   */
  failure(what) {
    const lines = this.#tail.trimEnd().split('\n').slice(-25).join('\n  ');
    return new Error(
      `${this.name} ${what}${lines === '' ? ', without output' : `. Its output ends:\n  ${lines}`}`,
    );
  }

  #notify() {
    for (const watcher of [...this.#watchers]) watcher();
  }
}

/**
 * Starts a process in its own group. It is ended with us at the latest.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {StartOptions} [options]
 */
export function start(command, args, options = {}) {
  const {
    name = command,
    cwd,
    env,
    onOutput = () => {},
    shown = false,
    stdin = false,
    graceMs = 5_000,
  } = options;
  hookOurEnd();
  const output = shown ? 'inherit' : 'pipe';
  const child = spawn(command, args, {
    cwd,
    env,
    detached: !onWindows,
    stdio: [stdin ? 'pipe' : 'ignore', output, output],
  });
  const running = new Running(child, name, { onOutput, graceMs });
  const group = child.pid;
  if (group !== undefined) {
    alive.set(group, running);
    // Its id may be given to a stranger once nobody of the group is left, so forget it then.
    running.ended.then(() => groupExists(group) || alive.delete(group));
  }
  return running;
}

/**
 * Runs a command to its end. Throws, with what it printed, unless it exits with 0.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {StartOptions & { timeoutMs?: number }} [options] default timeout: 60 s
 * @returns {Promise<string>} stdout and stderr (the last 64 KiB)
 */
export async function run(command, args, { timeoutMs = 60_000, ...options } = {}) {
  const running = start(command, args, { name: [command, ...args].join(' '), ...options });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    running.stop(500);
  }, timeoutMs);
  const how = await running.ended;
  clearTimeout(timer);
  if (timedOut) throw running.failure(`took more than ${timeoutMs} ms`);
  if (how !== 'exit code 0') throw running.failure(`failed (${how})`);
  return running.output;
}

/** @returns {boolean} whether we were told to end, so that the end of what we started is no surprise */
export function wasInterrupted() {
  return isEnding;
}

/**
 * Ends us, and with us what we started, when the process that started us is gone. A shell or npm that is killed passes
 * no signal on. (On Windows nobody hears of it.)
 */
export function endWithParent() {
  const parent = process.ppid;
  const look = () => process.ppid === parent || process.kill(process.pid, 'SIGTERM');
  setInterval(look, 500).unref();
}

/** Ends everything started here. */
export async function stopAll() {
  await Promise.all([...alive.values()].map((running) => running.stop()));
}

/**
 * Registers a synchronous step for the end of this process, run after its children are gone (last one first).
 * @param {() => void} step
 * @returns {() => void} takes the step back
 */
export function atExit(step) {
  hookOurEnd();
  exitSteps.unshift(step);
  return () => {
    const at = exitSteps.indexOf(step);
    if (at >= 0) exitSteps.splice(at, 1);
  };
}

function hookOurEnd() {
  if (hooked) return;
  hooked = true;
  process.on('exit', () => {
    for (const group of alive.keys()) signalGroup(group, 'SIGKILL');
    for (const step of exitSteps) step();
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, async () => {
      // One Ctrl+C may reach us more than once: from the terminal, and passed on by who started us.
      if (isEnding) return;
      isEnding = true;
      await stopAll();
      process.exit(128 + constants.signals[signal]);
    });
  }
}
