// Stands before Spaceport's main file, in its own extension: asks its tree as the editor does when a person opens a
// folder, in turns with the bare request, and tells how long each took.
const { monitorEventLoopDelay } = require('node:perf_hooks');
const vscode = require('vscode');
const { control, connection, urls, warming } = require('./task.json');

const RESOLUTION = 1;

let tree;
const { createTreeView } = vscode.window;
vscode.window.createTreeView = (id, options) => {
  if (id === 'spaceport.explorer') tree = options.treeDataProvider;
  return createTreeView(id, options);
};
const extension = require('./timed.main.cjs');

exports.activate = (context) => {
  extension.activate(context);
  void work().then(
    (measured) => outside('measured', measured),
    (error) => outside('failed', String(error?.stack ?? error)),
  );
};

async function work() {
  await vscode.commands.executeCommand('spaceport.addConnection', connection);
  const [first] = await tree.getChildren();
  const [space] = await tree.getChildren(first);
  const folders = await tree.getChildren(space);
  if (folders.length !== urls.length) throw new Error(`${folders.length} rows instead of ${urls.length}`);
  let longest = 0;
  const times = [];
  for (const [index, folder] of folders.entries()) {
    const sides = [
      async () => ({ bare: await timed(() => request(urls[index])) }),
      async () => {
        // A new one: one that is enabled again takes what came between for a delay.
        const histogram = monitorEventLoopDelay({ resolution: RESOLUTION });
        histogram.enable();
        const ours = await timed(() => expand(folder));
        histogram.disable();
        if (index >= warming) longest = Math.max(longest, histogram.max / 1e6);
        return { ours };
      },
    ];
    if (Math.random() < 0.5) sides.reverse();
    const measured = { ...(await sides[0]()), ...(await sides[1]()) };
    if (index >= warming) times.push(measured);
  }
  // The histogram holds the time between two ticks of its own timer.
  return { times, delay: longest - RESOLUTION };
}

async function request(url) {
  const response = await fetch(url);
  return (await response.text()).split('<Key>').length - 1;
}

async function expand(folder) {
  const rows = await tree.getChildren(folder);
  return rows.map((row) => tree.getTreeItem(row)).length;
}

async function timed(task) {
  const start = performance.now();
  const count = await task();
  const ms = performance.now() - start;
  if (count !== 1_000) throw new Error(`${count} objects`);
  return ms;
}

async function outside(name, argument) {
  await fetch(`${control}/${name}`, { method: 'POST', body: JSON.stringify({ argument }) });
}
