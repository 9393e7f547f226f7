// Adds the demo's connection through the same command that any caller may use: the product has no hook for a demo.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const vscode = require('vscode');

exports.activate = async (context) => {
  // Written by `npm start` for each run: the store's port changes.
  const { args, space, key } = JSON.parse(readFileSync(join(__dirname, 'demo.json'), 'utf8'));
  const known = context.globalState.get('connection');
  if (known !== undefined)
    await vscode.commands.executeCommand('spaceport.removeConnection', {
      connection: known,
      confirmed: true,
    });
  const connection = await vscode.commands.executeCommand('spaceport.addConnection', args);
  await context.globalState.update('connection', connection);
  await vscode.commands.executeCommand('spaceport.explorer.focus');
  await vscode.commands.executeCommand('spaceport.goTo', { connection, space, key });
};
