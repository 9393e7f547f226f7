// Prints how long one `require` takes in a process of its own: `node measureRequire.cjs FILE`.
const Module = require('node:module');

class Thing {}
const kinds =
  'Disposable EventEmitter MarkdownString RelativePattern ThemeColor ThemeIcon TreeItem Uri'.split(' ');
const parts = 'commands env extensions l10n window workspace'.split(' ');
const vscode = Object.fromEntries([
  ...kinds.map((name) => [name, Thing]),
  ...parts.map((name) => [name, {}]),
]);

const load = Module._load;
Module._load = function (request, ...rest) {
  return request === 'vscode' ? vscode : load.call(this, request, ...rest);
};

// An extension host has long loaded these for itself.
for (const name of 'child_process crypto fs fs/promises http http2 https os path stream url util zlib'.split(
  ' ',
))
  require(`node:${name}`);

const began = performance.now();
require(process.argv[2]);
process.stdout.write(String(performance.now() - began));
