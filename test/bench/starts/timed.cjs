// Stands before an extension's main file and tells how long it took, loading and `activate()` itself.
const began = performance.now();
const extension = require('./timed.main.cjs');
const loadMs = performance.now() - began;

exports.activate = async (context) => {
  const start = performance.now();
  await extension.activate(context);
  globalThis[Symbol.for('spaceport.bench')] ??= {};
  globalThis[Symbol.for('spaceport.bench')][context.extension.id] = {
    loadMs,
    activateMs: performance.now() - start,
  };
};
