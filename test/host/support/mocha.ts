// Declares mocha's globals inside the extension host: imported before any test file. It is mocha's browser build,
// which both hosts can load from a single bundled file; its `mocha` expects a document, so we make our own.
import 'mocha/mocha.js';
import { facts } from './outside.ts';
import { Reporter } from './reporter.ts';

export const tests = new Mocha({
  ui: 'bdd',
  timeout: 10_000,
  forbidOnly: true,
  forbidPending: true,
  reporter: Reporter as unknown as Mocha.ReporterConstructor,
  ...(facts.grep === undefined ? {} : { grep: new RegExp(facts.grep) }),
});
tests.suite.emit('pre-require', globalThis, '', tests);
