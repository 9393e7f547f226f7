// Runs in the extension host, first of all extensions: takes one task from the bench and tells what it measured.
const vscode = require('vscode');

const { control, connection, link } = require('./task.json');

exports.activate = () => {
  void work().catch((error) => outside('failed', String(error?.stack ?? error)));
};

async function work() {
  const order = await outside('nextOrder');
  if (order === 'prepare') return outside('prepared', await prepare());
  const copyMs = {};
  for (const id of order) {
    if (id === 'spaceport.spaceport') copyMs.first = await timed(copy);
    else await vscode.extensions.getExtension(id).activate();
  }
  copyMs.again = await timed(copy);
  const url = await vscode.env.clipboard.readText();
  await outside('measured', {
    times: globalThis[Symbol.for('spaceport.bench')],
    copyMs,
    isSigned: url.includes('X-Amz-Signature='),
  });
}

/** @returns {Promise<boolean>} whether the connection was there already, kept from an earlier start */
async function prepare() {
  try {
    await copy();
    return true;
  } catch {
    await vscode.commands.executeCommand('spaceport.addConnection', connection);
    // Time for the editor to write it down.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    return false;
  }
}

const copy = () => vscode.commands.executeCommand('spaceport.copySignedUrl', link);

async function timed(task) {
  const start = performance.now();
  await task();
  return performance.now() - start;
}

async function outside(name, argument) {
  const response = await fetch(`${control}/${name}`, { method: 'POST', body: JSON.stringify({ argument }) });
  const { result, error } = await response.json();
  if (error !== undefined) throw new Error(error);
  return result;
}
