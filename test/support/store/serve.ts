// The store as a process of its own: `node test/support/store/serve.ts [--port N] [--demo]`.
// Prints one line of JSON when it is ready: {endpoint, region, accessKeyId, secretAccessKey}. SIGINT or SIGTERM ends it.
import { parseArgs } from 'node:util';
import { fillDemo } from '../demo/fillDemo.ts';
import { startStore } from './memoryStore.ts';

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, demo: { type: 'boolean', default: false } },
});
const port = Number(values.port);
try {
  const store = await startStore({ port });
  if (values.demo) fillDemo(store);
  const { endpoint, region, credentials } = store;
  const { accessKeyId, secretAccessKey } = credentials;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void store.stop());
  console.log(JSON.stringify({ endpoint, region, accessKeyId, secretAccessKey }));
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  console.error(isTaken ? `Port ${port} is in use; give another with --port.` : error);
  process.exitCode = 1;
}
