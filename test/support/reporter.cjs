// Mocha's own report, and at its end the files in which something failed: `run.mjs` runs those once more.
const Spec = require('mocha').reporters.Spec;
const { relative } = require('node:path');

module.exports = class extends Spec {
  constructor(runner, options) {
    super(runner, options);
    const passed = new Map();
    const failed = new Set();
    runner.on('pass', ({ file }) => passed.set(file, (passed.get(file) ?? 0) + 1));
    // Of a hook only the suite knows the file.
    runner.on('fail', ({ file, parent }) => failed.add(file ?? parent?.file));
    runner.once('end', () => {
      for (const file of failed)
        process.stdout.write(
          `failed in ${relative('.', file ?? '')}, where ${passed.get(file) ?? 0} passed\n`,
        );
    });
  }
};
