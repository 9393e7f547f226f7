// @ts-check
// The options of `npm start`. Plain JavaScript: they are read before anything is installed.
import { parseArgs } from 'node:util';
import { Explained } from '../bootstrap.mjs';

export const usage = `npm start [-- OPTIONS]: VS Code with Spaceport, and a demo store with a sample Space.
  --browser           VS Code in the browser, also where a desktop "code" is on PATH
  --port PORT         for VS Code in the browser; default: a free one
  --store-port PORT   for the demo store; default: a free one
  --help              says this
Ctrl+C ends all of it. Nothing is kept but the installed packages (node_modules and .cache).`;

/**
 * @param {string[]} args
 * @returns {{ help: boolean, browser: boolean, port: number, storePort: number }} port 0: any free one
 */
export function readOptions(args) {
  const values = parse(args);
  return {
    help: values.help,
    browser: values.browser,
    port: portOf('port', values.port),
    storePort: portOf('store-port', values['store-port']),
  };
}

/** @param {string[]} args */
function parse(args) {
  try {
    return parseArgs({
      args,
      options: {
        help: { type: 'boolean', default: false },
        browser: { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
        'store-port': { type: 'string', default: '0' },
      },
    }).values;
  } catch (error) {
    throw new Explained(`${error instanceof Error ? error.message : error}\n\n${usage}`);
  }
}

/** @param {string} option @param {string} text */
function portOf(option, text) {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port >= 0 && port < 65_536) return port;
  throw new Explained(`--${option} must be a port number, from 1 to 65535; this is not: ${text}`);
}
